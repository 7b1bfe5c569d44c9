package org.xuhao.soak.district;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What people were told and hold in their hands. */
final class DistrictLedger {

  /**
   * A visit that ended.
   *
   * @param outcome what the clerk was told is written down
   * @param atNanos when, on our clock
   */
  record Ended(String hall, String file, String outcome, long atNanos) {}

  private final Map<String, TreeSet<String>> tickets = new TreeMap<>();
  private final Map<String, Integer> doubtful = new HashMap<>();
  private final List<Ended> ended = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final List<String[]> issued = new ArrayList<>();
  private final TreeSet<String> bothSides = new TreeSet<>();
  private final List<Ended> died = new ArrayList<>();

  void issued(String hall, String number) {
    issued.add(new String[] {hall, number, Long.toString(System.nanoTime())});
    if (!tickets.computeIfAbsent(hall, name -> new TreeSet<>()).add(number))
      violations.add(hall + " gave out " + number + " twice");
  }

  void ended(String hall, String file, String outcome) {
    ended.add(new Ended(hall, file, outcome, System.nanoTime()));
  }

  /** A disk was lost: what its hall did after {@code sinceNanos} may have died with it. */
  void lost(String hall, long sinceNanos) {
    for (Ended each : List.copyOf(ended))
      if (each.hall().equals(hall) && each.atNanos() > sinceNanos) {
        ended.remove(each);
        died.add(each);
        bothSides.remove(each.file());
      }
    for (String[] each : issued)
      if (each[0].equals(hall) && Long.parseLong(each[2]) > sinceNanos)
        doubtful.merge(hall, 1, Integer::sum);
  }

  /** This case was gone on with on both sides of a cut: both visits, if left, must be marked. */
  void bothSides(String file) {
    bothSides.add(file);
  }

  boolean isOfBothSides(String file) {
    return bothSides.contains(file);
  }

  /** The visits that must be in every hall. */
  List<Ended> ended() {
    return ended;
  }

  /** The cases that anybody was told of. */
  SortedSet<String> files() {
    var files = new TreeSet<String>();
    for (Ended each : ended) files.add(each.file());
    return files;
  }

  /** How many numbers a hall gave out, and how many of them may be known to nobody. */
  int issued(String hall) {
    return tickets.getOrDefault(hall, new TreeSet<>()).size();
  }

  int doubtful(String hall) {
    return doubtful.getOrDefault(hall, 0);
  }

  List<String> violations() {
    return violations;
  }

  @Override
  public String toString() {
    int numbers = 0;
    for (var some : tickets.values()) numbers += some.size();
    return numbers
        + " tickets, "
        + (ended.size() + died.size())
        + " visits of "
        + files().size()
        + " cases ("
        + died.size()
        + " may have died with a disk)";
  }
}
