package org.xuhao.hall;

import java.time.Instant;
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
}
