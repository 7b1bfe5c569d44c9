package org.xuhao.hall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one ticket of the day.
 *
 * @param service what it waits for now; a transfer changes it
 * @param window where it is called, served or held, or the one it is kept for
 * @param standing what its waiting counts for
 * @param noShows how often it was called in vain
 * @param returnTo where it is kept once it was served where it was sent
 * @param ahead as printed: older waiting tickets of its service when it was issued
 */
public record Ticket(
    TicketNumber number,
    Place place,
    ServiceCode service,
    Standing standing,
    Instant issuedAt,
    State state,
    @Nullable WindowId window,
    int noShows,
    int ahead,
    Print print,
    Event.@Nullable Return returnTo) {

  /** Each ticket is in exactly one. Source: rules of the hall, section 1, Ticket. */
  public enum State {
    WAITING,
    /** Kept for one window. */
    RESERVED,
    CALLED,
    SERVING,
    /** Steps aside after a no-show. */
    DELAYED,
    /** Called in vain; waits again when its holder checks in. */
    AWAY,
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
    return with(place, service, standing, next, at, noShows, print, returnTo);
  }

  Ticket missed(int times) {
    return with(place, service, standing, state, window, times, print, returnTo);
  }

  Ticket moved(ServiceCode to, Instant since) {
    var there = new Place(since, place.sequence());
    return with(there, to, standing, state, window, noShows, print, returnTo);
  }

  Ticket granted(Standing now) {
    return with(place, service, now, state, window, noShows, print, returnTo);
  }

  Ticket printed(Print now) {
    return with(place, service, standing, state, window, noShows, now, returnTo);
  }

  Ticket returning(Event.@Nullable Return to) {
    return with(place, service, standing, state, window, noShows, print, to);
  }

  private Ticket with(
      Place nextPlace,
      ServiceCode nextService,
      Standing nextStanding,
      State nextState,
      @Nullable WindowId nextWindow,
      int nextNoShows,
      Print nextPrint,
      Event.@Nullable Return nextReturn) {
    return new Ticket(
        number,
        nextPlace,
        nextService,
        nextStanding,
        issuedAt,
        nextState,
        nextWindow,
        nextNoShows,
        ahead,
        nextPrint,
        nextReturn);
  }
}
