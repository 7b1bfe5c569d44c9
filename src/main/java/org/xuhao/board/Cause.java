package org.xuhao.board;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.CallGrounds;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/**
 * Why a ticket was called, in parts that can be said in any language. The sentence that the event
 * keeps says the same in Chinese and English.
 *
 * @param why null: it was called back from a hold
 * @param passed the oldest that it went before
 * @param waited since its place began
 * @param slot when its appointment began, on the hall's wall; null: not booked, or not known
 */
public record Cause(
    Event.@Nullable Why why,
    TicketNumber ticket,
    @Nullable TicketNumber passed,
    @Nullable ClassCode priority,
    Duration waited,
    @Nullable Instant slot,
    @Nullable Kept kept) {

  /** An older ticket that stayed since it is kept for a window; {@code until} on the wall. */
  public record Kept(TicketNumber ticket, WindowId window, @Nullable Instant until) {}

  /** Null: an older release made the call and kept its sentence alone. */
  static @Nullable Cause of(Event.TicketCalled e) {
    CallGrounds grounds = e.grounds();
    if (grounds == null) return null;
    TicketNumber older = e.heldBack();
    WindowId keptFor = grounds.keptFor();
    return new Cause(
        e.why(),
        e.ticket(),
        e.passed(),
        grounds.priority(),
        Duration.ofMillis(grounds.waitedMs()),
        grounds.slotWall(),
        older == null || keptFor == null
            ? null
            : new Kept(older, keptFor, grounds.keptUntilWall()));
  }

  static Cause of(Event.TicketCalledBack e) {
    return new Cause(null, e.ticket(), null, null, Duration.ZERO, null, null);
  }
}
