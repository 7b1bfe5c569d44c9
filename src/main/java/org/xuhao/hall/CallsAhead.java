package org.xuhao.hall;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.xuhao.hall.value.Place;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/**
 * The calls that would follow if a hall went on from here, by the same rule that makes the real
 * ones. A copy to try things on: the hall does not change. For one thread; the times given to it
 * may not go back.
 */
public final class CallsAhead {
  private final Hall hall;
  private final Map<TicketNumber, Ticket> changed = new HashMap<>();
  private final PriorityQueue<Ticket> due;
  private Queues queues;
  private int joined;

  /** Begins where {@code hall} stands. */
  public CallsAhead(Hall hall) {
    this.hall = hall;
    queues = hall.queues;
    due = new PriorityQueue<>(Comparator.comparing(CallsAhead::dueAt));
    hall.due.forEach((deadline, number) -> {
      if (deadline.kind() != Deadline.Kind.PRINT) due.add(ticket(number));
    });
  }

  private static Instant dueAt(Ticket ticket) {
    Instant until = ticket.until();
    return until == null ? Instant.MAX : until;
  }

  /** When a ticket next begins to wait, or waits for any window, by itself. */
  public Optional<Instant> nextDue() {
    return due.isEmpty() ? Optional.empty() : Optional.of(dueAt(due.element()));
  }

  /** The ticket that a window would call at {@code at}, which then waits no more. */
  public Optional<Ticket> call(WindowId window, Instant at) {
    settle(at);
    var choice = CallingRule.choose(hall.plan, hall.window(window), queues, at);
    if (choice.isEmpty()) return Optional.empty();
    Ticket ticket = ticket(choice.get().ticket());
    queues = queues.without(ticket).countCall(ticket, choice.get().passes());
    due.remove(ticket);
    returnDelayed(ticket.service());
    return Optional.of(ticket);
  }

  /** Lets a stranger come at {@code at} who may go before others; gives the number. */
  public TicketNumber join(ServiceCode service, Standing standing, Instant at) {
    settle(at);
    // Numbers from the end, which no day reaches, and sequences behind all of today's.
    var number = new TicketNumber("ZZ", TicketNumber.NUMBER_MAX - joined++);
    long sequence = (hall.day == null ? 0 : hall.day.sequence()) + joined;
    put(
        new Ticket(
            number,
            new Place(at, sequence),
            service,
            standing,
            Matter.NONE,
            at,
            Ticket.State.WAITING,
            null,
            null,
            null,
            0,
            0,
            Ticket.Print.NONE,
            null));
    return number;
  }

  /** What the clock does until {@code at}: early tickets wait, kept ones wait for any window. */
  public void settle(Instant at) {
    for (Ticket next = due.peek(); next != null && !dueAt(next).isAfter(at); next = due.peek()) {
      due.remove();
      queues = queues.without(next);
      put(next.in(Ticket.State.WAITING, null));
    }
  }

  private void put(Ticket ticket) {
    changed.put(ticket.number(), ticket);
    queues = queues.waiting(ticket);
    if (ticket.origin() != null) queues = queues.kept(ticket, ticket.origin());
  }

  private void returnDelayed(ServiceCode service) {
    while (true) {
      var delayed = queues.delayedOf(service);
      if (delayed.isEmpty() || delayed.firstKey().atCall() > queues.callsOf(service)) return;
      Ticket ticket = ticket(delayed.firstEntry().getValue());
      queues = queues.without(ticket);
      put(ticket.in(Ticket.State.WAITING, null));
    }
  }

  private Ticket ticket(TicketNumber number) {
    Ticket ticket = changed.get(number);
    if (ticket == null) ticket = hall.tickets.get(number);
    if (ticket == null) throw new IllegalArgumentException("no ticket " + number);
    return ticket;
  }
}
