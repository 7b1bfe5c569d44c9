package org.xuhao.hall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** All that one hall knows now, folded from its entries. Immutable; skeleton, rules follow. */
public final class Hall {
  private final Plan plan;

  private Hall(Plan plan) {
    this.plan = plan;
  }

  /** A hall in which nothing has happened yet. */
  public static Hall empty(Plan plan) {
    return new Hall(plan);
  }

  public Plan plan() {
    return plan;
  }

  /** The one place where commands meet rules. Pure: equal arguments give equal answers. */
  public Decision decide(Ask ask, Instant at) {
    return new Decision.Refused(Refusal.NOT_ALLOWED);
  }

  /** The entry that accepted {@code events} make, named and dated. */
  public Entry entry(Ask ask, Instant at, List<Event> events, String incarnation, long seq) {
    return new Entry(
        plan.hall(),
        incarnation,
        seq,
        at,
        at,
        LocalDate.EPOCH,
        ask.request(),
        ask.by(),
        ask.command().toString(),
        events);
  }

  /** Folds one entry in. Total: an entry that was journaled always applies. */
  public Hall apply(Entry entry) {
    return this;
  }

  /** When the clock next matters, in hall time, so that the loop can wake then and not before. */
  public Optional<Instant> nextDeadline() {
    return Optional.empty();
  }

  /** Hall time of the latest entry. */
  public Instant at() {
    return Instant.EPOCH;
  }

  /** Wall time minus hall time, milliseconds. */
  public long skewMs() {
    return 0;
  }

  /** The business day that is open; empty before the first. */
  public Optional<LocalDate> day() {
    return Optional.empty();
  }

  public Optional<Ticket> ticket(TicketNumber number) {
    return Optional.empty();
  }

  /** The state of a window of the plan; throws for any other. */
  public Window window(WindowId id) {
    return Window.closed(id);
  }

  /** Tickets waiting for a service, kept ones included. */
  public int waiting(ServiceCode service) {
    return 0;
  }

  /** Tickets this window could call now, over all its services. */
  public int waitingFor(WindowId window) {
    return 0;
  }

  /** Older waiting tickets of the same service; 0 when it does not wait. */
  public int ahead(TicketNumber number) {
    return 0;
  }

  /** Tickets held at a window, first held first. */
  public List<TicketNumber> heldAt(WindowId window) {
    return List.of();
  }

  /** The visit whose rating is open at a window for the pad, if any. */
  public Optional<VisitId> ratingOpenAt(WindowId window) {
    return Optional.empty();
  }

  /** Whether a number of this service would be given out at {@code at}. */
  public Optional<Refusal> takingRefused(ServiceCode service, Instant at) {
    return Optional.empty();
  }
}
