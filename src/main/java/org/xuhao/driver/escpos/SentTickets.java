package org.xuhao.driver.escpos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.xuhao.board.Statement.Slip;

/**
 * The tickets on their way, oldest first. One that was reported already keeps its place, so that
 * its mark, should it come, is not taken for the next one's. Immutable.
 */
record SentTickets(List<Sent> all) {
  static final SentTickets NONE = new SentTickets(List.of());

  /** A ticket on its way. {@code open}: nothing was reported of it yet. */
  record Sent(Slip slip, Instant at, boolean open) {
    Sent closed() {
      return new Sent(slip, at, false);
    }
  }

  SentTickets {
    all = List.copyOf(all);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  Sent first() {
    return all.getFirst();
  }

  SentTickets withoutFirst() {
    return new SentTickets(all.subList(1, all.size()));
  }

  /** Whether the last one is open and younger than {@code within}. */
  boolean isUnderWay(Instant now, Duration within) {
    return !all.isEmpty() && all.getLast().open() && now.isBefore(all.getLast().at().plus(within));
  }

  /** With one more; those before it are given up. */
  SentTickets then(Slip slip, Instant at) {
    var more = new ArrayList<Sent>();
    for (Sent before : all) more.add(before.closed());
    more.add(new Sent(slip, at, true));
    return new SentTickets(more);
  }

  /** Without those that are as old as {@code most}. */
  SentTickets within(Duration most, Instant now) {
    return new SentTickets(all.stream().filter(s -> now.isBefore(s.at().plus(most))).toList());
  }

  boolean anyOpenAfter(Duration late, Instant now) {
    return all.stream().anyMatch(s -> s.open() && !now.isBefore(s.at().plus(late)));
  }

  SentTickets lastClosed() {
    var more = new ArrayList<>(all);
    more.add(more.removeLast().closed());
    return new SentTickets(more);
  }
}
