package org.xuhao.hall;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one window.
 *
 * @param visit the ticket at it, if any
 * @param pauseReason why it pauses, or will after the visit
 * @param closing closes once the visit has ended
 */
public record Window(
    WindowId id,
    boolean open,
    @Nullable ClerkId clerk,
    @Nullable Visit visit,
    @Nullable String pauseReason,
    boolean closing) {

  /** Source: rules of the hall, section 1, Window. */
  public enum State {
    CLOSED,
    FREE,
    BUSY,
    PAUSED
  }

  static Window closed(WindowId id) {
    return new Window(id, false, null, null, null, false);
  }

  static Window opened(WindowId id, @Nullable ClerkId clerk) {
    return new Window(id, true, clerk, null, null, false);
  }

  public State state() {
    if (!open) return State.CLOSED;
    if (visit != null) return State.BUSY;
    return pauseReason != null ? State.PAUSED : State.FREE;
  }
}
