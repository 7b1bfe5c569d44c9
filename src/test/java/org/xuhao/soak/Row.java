package org.xuhao.soak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Event;
import org.xuhao.hall.Standing;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/** One ticket as its events alone tell it. */
final class Row {
  final TicketNumber number;
  final long sequence;
  ServiceCode service;
  Instant since;
  Ticket.State state = Ticket.State.WAITING;

  /** Where it is called, served or held, or the one it is kept for. */
  @Nullable WindowId window;

  /** Its visit has ended, and the entry has not yet said where it goes. */
  boolean between;

  int rate = 1;
  @Nullable ClassCode priority;

  /** Where it goes once it was served where it was sent. */
  Event.@Nullable Return returnTo;

  /** What its holder came for besides. */
  final List<ServiceCode> next = new ArrayList<>();

  /** The case its present matter goes on with, and a window that knows it. */
  @Nullable CaseId file;

  @Nullable WindowId origin;
  boolean booked;

  /** When the clock ends its state. */
  @Nullable Instant until;

  int noShows;
  long backAtCall;

  /** How often a younger one of its service was called since it last began to wait. */
  int passed;

  int copy;
  Ticket.PrintState print = Ticket.PrintState.NONE;
  @Nullable Instant printDue;

  Row(TicketNumber number, long sequence, ServiceCode service, Instant since) {
    this.number = number;
    this.sequence = sequence;
    this.service = service;
    this.since = since;
  }

  void stands(@Nullable Standing standing) {
    if (standing == null) return;
    rate = standing.rate();
    booked = standing.booked();
    priority = standing.priority();
  }

  /** Its next matter: the case belonged to the one before. */
  void goesOnWith(ServiceCode item) {
    next.remove(item);
    service = item;
    file = null;
    origin = null;
  }

  boolean isOlderThan(Row other) {
    int bySince = since.compareTo(other.since);
    return bySince != 0 ? bySince < 0 : sequence < other.sequence;
  }

  boolean isOver() {
    return state == Ticket.State.DONE || state == Ticket.State.GONE;
  }

  void goes(Ticket.State next, @Nullable WindowId where) {
    state = next;
    window = where;
    between = false;
    until = null;
    passed = 0;
  }

  @Override
  public String toString() {
    return number + " " + state + " for " + service + " since " + since + " at " + window;
  }
}
