package org.xuhao.hall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.Place;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/**
 * What is known of one ticket of the day.
 *
 * @param service what it waits for now; a transfer changes it
 * @param window where it is called, served or held, or the one it is kept for
 * @param standing what its waiting counts for
 * @param matter what it is for beyond {@code service}
 * @param until when its state ends by itself: EARLY becomes callable, RESERVED is released
 * @param origin a window where it counts as waiting longer, since its case is known there
 * @param noShows how often it was called in vain
 * @param returnTo where it is kept once it was served where it was sent
 * @param ahead as printed: older waiting tickets of its service when it was issued
 */
public record Ticket(
    TicketNumber number,
    Place place,
    ServiceCode service,
    Standing standing,
    Matter matter,
    Instant issuedAt,
    State state,
    @Nullable WindowId window,
    @Nullable Instant until,
    @Nullable WindowId origin,
    int noShows,
    int ahead,
    Print print,
    Event.@Nullable Return returnTo) {

  /** Each ticket is in exactly one. Source: rules of the hall, section 1, Ticket. */
  public enum State {
    /** Booked, and the slot has not begun. */
    EARLY,
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

    static Print in(PrintState state, int copy) {
      return new Print(copy, state, null);
    }

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

  /** As it is at first, given out at {@code at}. */
  static Ticket issued(Event.TicketIssued e, Instant at) {
    return new Ticket(
        e.ticket(),
        new Place(e.since(), e.sequence()),
        e.service(),
        e.standing() == null ? Standing.NORMAL : e.standing(),
        e.matter() == null ? Matter.NONE : e.matter(),
        at,
        e.callableFrom() == null ? State.WAITING : State.EARLY,
        null,
        e.callableFrom(),
        null,
        0,
        e.ahead(),
        Print.NONE,
        null);
  }

  /** Whether nothing more can become of it. */
  public boolean isOver() {
    return state == State.DONE || state == State.GONE;
  }

  /** What the clock does to it in this state; null: nothing. */
  @Nullable Deadline deadline() {
    if (until == null) return null;
    var kind = state == State.EARLY ? Deadline.Kind.CALLABLE : Deadline.Kind.ORIGIN;
    return new Deadline(until, kind, place.sequence());
  }

  Ticket in(State next, @Nullable WindowId at) {
    return in(next, at, null);
  }

  Ticket in(State next, @Nullable WindowId at, @Nullable Instant ends) {
    return with(place, service, standing, matter, next, at, ends, origin, noShows, print, returnTo);
  }

  Ticket missed(int times) {
    return with(
        place, service, standing, matter, state, window, until, origin, times, print, returnTo);
  }

  /** A case is known at its origin for one service only. */
  Ticket moved(ServiceCode to, Instant since) {
    var there = new Place(since, place.sequence());
    WindowId knows = to.equals(service) ? origin : null;
    return with(there, to, standing, matter, state, window, until, knows, noShows, print, returnTo);
  }

  /** With its next matter. */
  Ticket goingOn(ServiceCode item) {
    Matter left = matter.goingOn(item);
    return with(place, item, standing, left, state, window, until, null, noShows, print, returnTo);
  }

  Ticket about(Matter now) {
    return with(
        place, service, standing, now, state, window, until, origin, noShows, print, returnTo);
  }

  Ticket knownAt(WindowId at) {
    return with(
        place, service, standing, matter, state, window, until, at, noShows, print, returnTo);
  }

  Ticket granted(Standing now) {
    return with(
        place, service, now, matter, state, window, until, origin, noShows, print, returnTo);
  }

  Ticket printed(Print now) {
    return with(
        place, service, standing, matter, state, window, until, origin, noShows, now, returnTo);
  }

  Ticket returning(Event.@Nullable Return to) {
    return with(place, service, standing, matter, state, window, until, origin, noShows, print, to);
  }

  private Ticket with(
      Place nextPlace,
      ServiceCode nextService,
      Standing nextStanding,
      Matter nextMatter,
      State nextState,
      @Nullable WindowId nextWindow,
      @Nullable Instant nextUntil,
      @Nullable WindowId nextOrigin,
      int nextNoShows,
      Print nextPrint,
      Event.@Nullable Return nextReturn) {
    return new Ticket(
        number,
        nextPlace,
        nextService,
        nextStanding,
        nextMatter,
        issuedAt,
        nextState,
        nextWindow,
        nextUntil,
        nextOrigin,
        nextNoShows,
        ahead,
        nextPrint,
        nextReturn);
  }
}
