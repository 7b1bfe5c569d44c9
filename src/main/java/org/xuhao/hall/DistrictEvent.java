package org.xuhao.hall;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xuhao.hall.value.ClerkId;

/** Something that the district said and this hall took up. */
public sealed interface DistrictEvent extends Event {

  /**
   * From here on the hall decides by this edition of what the district keeps once for all halls.
   *
   * @param kind such as {@code people}
   * @param hash of what is in it, so that a decision can be held against the very text
   */
  record EditionTaken(String kind, long number, String hash) implements DistrictEvent {}

  /**
   * A clerk of {@code from} is to work in {@code to}; journaled by both halls.
   *
   * @param until what the clock will say when the move is over
   */
  record ClerkSent(ClerkId clerk, String from, String to, Instant until) implements DistrictEvent {}

  /**
   * Another hall's event that only a newer release understands. It never stands in this hall's own
   * journal: what it says here, nobody knows.
   *
   * @param text in that hall's journal, byte for byte, so that it can be read after an update
   */
  record Newer(String text) implements Event {
    private static final Pattern KIND = Pattern.compile("\\{\"type\":\"(\\w{1,64})\".*");

    /** Its name in the newer release; empty: it does not say. */
    public String kind() {
      Matcher kind = KIND.matcher(text);
      return kind.matches() ? kind.group(1) : "";
    }
  }
}
