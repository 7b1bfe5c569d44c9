package org.xuhao.soak;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/**
 * What people saw on devices and hold in their hands, as short facts: {@code A017@3} is called to
 * window 3, {@code 17@3} the same on a pad of three digits, {@code A017#1} is on paper.
 */
final class Shown {
  private static final Pattern TICKET = Pattern.compile("([A-Z]{1,2}[0-9]{3,5})");
  private static final Pattern CALL = Pattern.compile(TICKET + "号请到([0-9]+)号窗口");
  private static final Pattern REPRINT = Pattern.compile("补打 Reprint ([0-9]+)");
  private static final int PAD_DIGITS = 1000;

  private final Set<String> seen = new LinkedHashSet<>();
  private final Set<String> papers = new HashSet<>();
  private final Set<String> copies = new HashSet<>();

  /** The strip above a window, or with {@code window} null a screen of the hall. */
  void rows(@Nullable WindowId window, List<String> rows) {
    for (String row : rows) {
      Matcher call = CALL.matcher(row);
      if (call.find()) seen.add(call.group(1) + "@" + call.group(2));
      Matcher ticket = TICKET.matcher(row);
      if (window != null && ticket.find()) seen.add(ticket.group(1) + "@" + window);
    }
  }

  void pad(WindowId window, int number) {
    if (number >= 0) seen.add(number + "@" + window);
  }

  /** One slip that was cut off: no copy comes twice. */
  void paper(List<String> rows) {
    String ticket = "";
    int copy = 1;
    for (String row : rows) {
      if (TICKET.matcher(row).matches()) ticket = row;
      Matcher reprint = REPRINT.matcher(row);
      if (reprint.matches()) copy = 1 + Integer.parseInt(reprint.group(1));
    }
    if (ticket.isEmpty()) return;
    seen.add(ticket + "#" + copy);
    copies.add(ticket + "#" + copy);
    Invariant.PRINTS.holds(papers.add(String.join("|", rows)), "printed twice: " + rows);
  }

  /** A copy that is confirmed is on paper. */
  void confirmed(Event.PrintConfirmed e) {
    Invariant.PRINTS.holds(copies.contains(e.ticket() + "#" + e.copy()), e);
  }

  /** All that was seen follows from {@code journal}. */
  void follows(List<Entry> journal) {
    var facts = new HashSet<String>();
    for (Entry entry : journal) for (Event event : entry.events()) facts.addAll(facts(event));
    for (String fact : seen) Invariant.PUBLIC.holds(facts.contains(fact), fact);
  }

  private static List<String> facts(Event event) {
    return switch (event) {
      case Event.TicketCalled e -> at(e.ticket(), e.window());
      case Event.TicketCalledBack e -> at(e.ticket(), e.window());
      case Event.PrintAsked e -> List.of(e.ticket() + "#" + e.copy());
      default -> new ArrayList<>();
    };
  }

  private static List<String> at(TicketNumber ticket, WindowId window) {
    return List.of(ticket + "@" + window, ticket.number() % PAD_DIGITS + "@" + window);
  }
}
