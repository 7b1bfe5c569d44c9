package org.xuhao.hall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one ticket of the day.
 *
 * @param service what it waits for now; a transfer changes it
 * @param window where it is called, served or held, or the one it is kept for
 * @param noShows how often it was called in vain
 * @param ahead as printed: older waiting tickets of its service when it was issued
 */
public record Ticket(
    TicketNumber number,
    Place place,
    ServiceCode service,
    Instant issuedAt,
    State state,
    @Nullable WindowId window,
    int noShows,
    int ahead,
    Print print) {

  /** Each ticket is in exactly one. Source: rules of the hall, section 1, Ticket. */
  public enum State {
    WAITING,
    /** Kept for one window. */
    RESERVED,
    CALLED,
    SERVING,
    /** Steps aside after a no-show. */
    DELAYED,
    HELD,
    DONE,
    GONE
  }

  /** The latest copy on paper; {@code copy} 0: never asked for. */
  public record Print(int copy, PrintState state, @Nullable Instant deadline) {
    static final Print NONE = new Print(0, PrintState.NONE, null);

    static Print asked(int copy, Instant deadline) {
      return new Print(copy, PrintState.ASKED, deadline);
    }
  }

  /** Source: rules of the hall, section 1, Printing. The ticket is valid in all. */
  public enum PrintState {
    NONE,
    ASKED,
    CONFIRMED,
    FAILED,
    UNKNOWN
  }

  /** Whether nothing more can become of it. */
  public boolean isOver() {
    return state == State.DONE || state == State.GONE;
  }

  Ticket in(State next, @Nullable WindowId at) {
    return new Ticket(number, place, service, issuedAt, next, at, noShows, ahead, print);
  }

  Ticket missed(int times) {
    return new Ticket(number, place, service, issuedAt, state, window, times, ahead, print);
  }

  Ticket moved(ServiceCode to, Instant since) {
    var there = new Place(since, place.sequence());
    return new Ticket(number, there, to, issuedAt, state, window, noShows, ahead, print);
  }

  Ticket printed(Print now) {
    return new Ticket(number, place, service, issuedAt, state, window, noShows, ahead, now);
  }
}
