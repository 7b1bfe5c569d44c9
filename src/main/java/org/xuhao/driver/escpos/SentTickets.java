package org.xuhao.driver.escpos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement.Slip;

/**
 * The marks that may still come, oldest first, each with its ticket. One that was reported already
 * keeps its place, so that its mark, should it come, is not taken for the next one's. And because
 * it may be lost for good, the next ticket asks for one mark more than are owed: when so many came,
 * one of them at least is its own. Immutable.
 */
record SentTickets(List<Sent> all) {
  static final SentTickets NONE = new SentTickets(List.of());

  /** More marks than these are not late, they are lost: a printer may give none at all. */
  private static final int OWED_MAX = 3;

  /**
   * A mark asked for.
   *
   * @param ticket null: for none
   * @param open nothing was reported of its ticket, and this is its first
   */
  record Sent(@Nullable Slip ticket, Instant at, boolean open) {
    /** The ticket of one that is open. */
    Slip slip() {
      return Objects.requireNonNull(ticket);
    }

    Sent closed() {
      return new Sent(ticket, at, false);
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

  /** The ticket of which nothing was reported yet. */
  Optional<Sent> open() {
    return all.stream().filter(Sent::open).findFirst();
  }

  /** Whether there is such a ticket, younger than {@code within}. */
  boolean isUnderWay(Instant now, Duration within) {
    return open().filter(sent -> now.isBefore(sent.at().plus(within))).isPresent();
  }

  /** How many marks the next ticket has to ask for. */
  int toAsk() {
    return Math.min(all.size(), OWED_MAX) + 1;
  }

  /** With one more, that asked for {@link #toAsk} marks; those before it are given up. */
  SentTickets then(Slip slip, Instant at) {
    var more = new ArrayList<Sent>();
    for (Sent before : all.subList(Math.max(0, all.size() - OWED_MAX), all.size()))
      more.add(before.closed());
    more.add(new Sent(slip, at, true));
    for (int i = 1; i < toAsk(); i++) more.add(new Sent(slip, at, false));
    return new SentTickets(more);
  }

  /** Without those that are as old as {@code most}. */
  SentTickets within(Duration most, Instant now) {
    return new SentTickets(all.stream().filter(s -> now.isBefore(s.at().plus(most))).toList());
  }

  /** The ticket of which nothing was reported in {@code late}. */
  Optional<Sent> openAfter(Duration late, Instant now) {
    return open().filter(s -> !now.isBefore(s.at().plus(late)));
  }

  /** With a mark that no ticket waits for. */
  SentTickets asked(Instant at) {
    var more = new ArrayList<>(all);
    more.add(new Sent(null, at, false));
    return new SentTickets(more);
  }

  /** All of them reported. */
  SentTickets closed() {
    return new SentTickets(all.stream().map(Sent::closed).toList());
  }
}
