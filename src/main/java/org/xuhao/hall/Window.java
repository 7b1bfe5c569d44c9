package org.xuhao.hall;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.Visit;
import org.xuhao.hall.value.WindowId;

/**
 * What is known of one window.
 *
 * @param visit the ticket at it, if any
 * @param pauseReason why it pauses, or will after the visit
 * @param closing closes once the visit has ended
 * @param set what a manager set it to serve; null: what the plan says
 */
public record Window(
    WindowId id,
    boolean open,
    @Nullable ClerkId clerk,
    @Nullable Visit visit,
    @Nullable String pauseReason,
    boolean closing,
    @Nullable Services set) {

  /**
   * Services in the order of preference.
   *
   * @param until what the clock will say then; null: until the day's end
   * @param tide the service whose waiting brought it; null: a manager did
   */
  public record Services(
      List<ServiceCode> codes, @Nullable Instant until, @Nullable ServiceCode tide) {
    public Services {
      codes = List.copyOf(codes);
    }
  }

  /** Source: rules of the hall, section 1, Window. */
  public enum State {
    CLOSED,
    FREE,
    BUSY,
    PAUSED
  }

  static Window closed(WindowId id) {
    return new Window(id, false, null, null, null, false, null);
  }

  public State state() {
    if (!open) return State.CLOSED;
    if (visit != null) return State.BUSY;
    return pauseReason != null ? State.PAUSED : State.FREE;
  }

  Window after(Event.OfWindow event) {
    return switch (event) {
      case Event.WindowOpened e -> opened(e.clerk());
      case Event.WindowPaused e -> pausing(e.reason());
      case Event.WindowReopened e -> pausing(null);
      case Event.WindowClosing e -> toClose();
      case Event.WindowClosed e -> shut();
      case Event.WindowServicesChanged e -> serving(e);
      case Event.ClerkSignedIn e -> staffedBy(e.clerk());
      case Event.ClerkSignedOut e -> staffedBy(null);
    };
  }

  private Window opened(@Nullable ClerkId by) {
    return new Window(id, true, by, null, null, false, set);
  }

  private Window shut() {
    return new Window(id, false, null, null, null, false, set);
  }

  Window visitedBy(@Nullable Visit now) {
    return new Window(id, open, clerk, now, pauseReason, closing, set);
  }

  /** A window that pauses is no longer to be opened again; one that does not is not closing. */
  private Window pausing(@Nullable String reason) {
    boolean stillClosing = reason != null && closing;
    return new Window(id, open, clerk, visit, reason, stillClosing, set);
  }

  private Window staffedBy(@Nullable ClerkId now) {
    return new Window(id, open, now, visit, pauseReason, closing, set);
  }

  private Window toClose() {
    return new Window(id, open, clerk, visit, pauseReason, true, set);
  }

  /** Without services what the plan says counts again. */
  private Window serving(Event.WindowServicesChanged e) {
    return with(e.services().isEmpty() ? null : new Services(e.services(), e.until(), e.tide()));
  }

  /** As the plan says. */
  Window asPlanned() {
    return with(null);
  }

  private Window with(@Nullable Services now) {
    return new Window(id, open, clerk, visit, pauseReason, closing, now);
  }
}
