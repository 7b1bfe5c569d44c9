package org.xuhao.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.BookingEvent;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan.WindowPlan;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/**
 * Folds what happened in the hall into meters. Tags are services and windows of the plan only, so
 * the number of series is bounded by the hall's file. {@link #fold} belongs to one thread; the
 * registry may be read from any other.
 */
public final class HallMeters {

  /** Buckets of the wait. Source: halls promise 15 or 30 minutes; an hour is a complaint. */
  private static final Duration[] WAITS = minutes(1, 5, 10, 15, 30, 60, 120);

  /** Buckets of the service time. Source: most visits take 3 to 20 minutes. */
  private static final Duration[] VISITS = minutes(1, 3, 5, 10, 20, 40, 90);

  private final MeterRegistry registry;
  private final Map<TicketNumber, Instant> notYetCalled = new HashMap<>();
  private final Map<VisitId, Instant> calledAt = new HashMap<>();
  private final Map<WindowId, WindowClock> windows = new HashMap<>();
  private volatile Hall hall;

  /**
   * Registers the meters of every service and window of the plan.
   *
   * @param hall as it stands after the replay
   * @param elapsedNanos never goes back
   */
  public HallMeters(MeterRegistry registry, Hall hall, LongSupplier elapsedNanos) {
    this.registry = registry;
    this.hall = hall;
    for (Ticket ticket : hall.tickets())
      if (isNew(ticket)) notYetCalled.put(ticket.number(), ticket.issuedAt());
    for (ServiceCode service : hall.plan().services().keySet()) {
      Gauge.builder("xuhao.tickets.waiting", this, m -> m.hall.waiting(service))
          .description("Tickets waiting now")
          .tag("service", service.code())
          .register(registry);
      issued(service);
      waits(service);
    }
    for (WindowPlan window : hall.plan().windows().values()) {
      var clock = new WindowClock(hall.window(window.id()).state(), elapsedNanos);
      clock.register(registry, window.id());
      windows.put(window.id(), clock);
      var visit = hall.window(window.id()).visit();
      if (visit != null) calledAt.put(visit.id(), visit.calledAt());
    }
  }

  /** Waits for its first call; a ticket that came back has had its wait counted. */
  private static boolean isNew(Ticket ticket) {
    return ticket.state() == Ticket.State.WAITING && ticket.noShows() == 0;
  }

  /** Counts {@code entries}; {@code after} is the hall with all of them applied. */
  public void fold(List<Entry> entries, Hall after) {
    hall = after;
    for (Entry entry : entries) for (Event event : entry.events()) count(event, entry.at());
    windows.forEach((id, clock) -> clock.enter(after.window(id).state()));
  }

  private void count(Event event, Instant at) {
    switch (event) {
      case Event.TicketIssued e -> {
        notYetCalled.put(e.ticket(), at);
        issued(e.service()).increment();
      }
      case Event.TicketCalled e -> called(e, at);
      case Event.TicketCalledBack e -> {
        calledAt.put(e.visit(), at);
        counter("xuhao.tickets.called.back", "Held tickets called back", e.window());
      }
      case Event.TicketRecalled e ->
          counter("xuhao.tickets.recalled", "Calls made once more", e.window());
      case Event.TicketNoShow e ->
          counter("xuhao.tickets.no.show", "Calls that nobody answered", e.window());
      case Event.VisitEnded e -> ended(e, at);
      case Event.TicketAbandoned e -> {
        notYetCalled.remove(e.ticket());
        counter("xuhao.tickets.abandoned", "Tickets out for good", "why", word(e.why()));
      }
      case Event.RatingGiven e -> rated(e.window(), Integer.toString(e.level()));
      case Event.RatingClosed e -> rated(e.window(), "none");
      case Event.PrintConfirmed e -> printed("confirmed");
      case Event.PrintFailed e -> printed("failed");
      case Event.PrintUnknown e -> printed("unknown");
      case BookingEvent e -> booked(e);
      case Event.DayOpened e -> notYetCalled.clear();
      default -> {
        // Changes of windows are read off the hall; the rest is nobody's figure.
      }
    }
  }

  /** Appointments of this hall alone are read off its tables. */
  private void booked(BookingEvent event) {
    switch (event) {
      case BookingEvent.ReservationAsked e -> elsewhere("asked");
      case BookingEvent.ReservationSettled e -> elsewhere(word(e.outcome()));
      case BookingEvent.StageReached e ->
          counter("xuhao.talks", "Stages that talks have reached", "stage", word(e.stage()));
      case BookingEvent e when !e.booking().isReserved() -> {}
      case BookingEvent.AppointmentBooked e -> forOthers("kept");
      case BookingEvent.AppointmentCheckedIn e -> forOthers("arrived");
      case BookingEvent.AppointmentMissed e -> forOthers("lapsed");
      case BookingEvent.AppointmentCancelled e -> forOthers("given-back");
      case BookingEvent.ReservationBarred e -> forOthers("barred");
    }
  }

  private void elsewhere(String outcome) {
    counter(
        "xuhao.elsewhere", "Numbers that visitors here wanted in other halls", "outcome", outcome);
  }

  private void forOthers(String outcome) {
    counter(
        "xuhao.reservations", "Numbers kept here for visitors of other halls", "outcome", outcome);
  }

  private void called(Event.TicketCalled e, Instant at) {
    calledAt.put(e.visit(), at);
    Counter.builder("xuhao.tickets.called")
        .description("Tickets called, without recalls")
        .tags("window", e.window().toString(), "service", e.service().code())
        .register(registry)
        .increment();
    @Nullable Instant issuedAt = notYetCalled.remove(e.ticket());
    if (issuedAt != null) waits(e.service()).record(Duration.between(issuedAt, at));
  }

  private void ended(Event.VisitEnded e, Instant at) {
    @Nullable Instant from = calledAt.remove(e.visit());
    if (from == null || e.why() != Event.EndedWhy.OUTCOME) return;
    Timer.builder("xuhao.visit")
        .description("Service time: first call to end, visits with an outcome")
        .tags("window", e.window().toString(), "service", e.service().code())
        .serviceLevelObjectives(VISITS)
        .register(registry)
        .record(Duration.between(from, at));
  }

  private Counter issued(ServiceCode service) {
    return Counter.builder("xuhao.tickets.issued")
        .description("Numbers given out")
        .tag("service", service.code())
        .register(registry);
  }

  private Timer waits(ServiceCode service) {
    return Timer.builder("xuhao.wait")
        .description("Wait: taken to first call")
        .tag("service", service.code())
        .serviceLevelObjectives(WAITS)
        .register(registry);
  }

  private void rated(WindowId window, String level) {
    Counter.builder("xuhao.ratings")
        .description("Visits rated, by level; none: nobody pressed")
        .tags("window", window.toString(), "level", level)
        .register(registry)
        .increment();
  }

  private void printed(String result) {
    counter("xuhao.prints", "What became of printed tickets", "result", result);
  }

  private void counter(String name, String description, WindowId window) {
    counter(name, description, "window", window.toString());
  }

  private void counter(String name, String description, String tag, String value) {
    Counter.builder(name).description(description).tag(tag, value).register(registry).increment();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Duration[] minutes(int... minutes) {
    var buckets = new Duration[minutes.length];
    for (int i = 0; i < buckets.length; i++) buckets[i] = Duration.ofMinutes(minutes[i]);
    return buckets;
  }
}
