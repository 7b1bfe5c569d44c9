package org.xuhao.driver.escpos;

import java.util.ArrayList;
import java.util.List;
import org.xuhao.board.Statement.Slip;

/**
 * The slips that wait for the printer, oldest first, and the names of the last ones it was given,
 * so that one stated again is not printed again. Immutable.
 */
record SlipQueue(List<Slip> waiting, List<String> known) {
  static final SlipQueue EMPTY = new SlipQueue(List.of(), List.of());

  /** More tickets than these would keep visitors waiting at a dead slot: refused at once. */
  private static final int WAITING_MAX = 8;

  /** So many names are kept; a slip is stated again within seconds. Own choice. */
  private static final int KNOWN_MAX = 64;

  SlipQueue {
    waiting = List.copyOf(waiting);
    known = List.copyOf(known.subList(Math.max(0, known.size() - KNOWN_MAX), known.size()));
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean isFull() {
    return waiting.size() >= WAITING_MAX;
  }

  boolean knows(String name) {
    return known.contains(name);
  }

  SlipQueue knowing(String name) {
    return new SlipQueue(waiting, with(known, name));
  }

  Slip first() {
    return waiting.getFirst();
  }

  SlipQueue then(Slip slip) {
    return new SlipQueue(with(waiting, slip), known);
  }

  SlipQueue withoutFirst() {
    return new SlipQueue(waiting.subList(1, waiting.size()), known);
  }

  SlipQueue emptied() {
    return new SlipQueue(List.of(), known);
  }

  private static <T> List<T> with(List<T> all, T last) {
    var more = new ArrayList<T>(all);
    more.add(last);
    return more;
  }
}
