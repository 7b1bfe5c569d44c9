package org.xuhao.soak;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/** One window as its events alone tell it. */
final class Seat {
  final WindowId id;
  boolean open;
  boolean paused;
  boolean closing;
  @Nullable ClerkId clerk;

  /** What a manager set it to serve; null: what the plan says. */
  @Nullable List<ServiceCode> set;

  @Nullable VisitId visit;
  @Nullable TicketNumber ticket;
  int call;
  boolean started;
  @Nullable Instant noShowAt;
  Instant nextRecallAt = Instant.EPOCH;

  Seat(WindowId id) {
    this.id = id;
  }

  void begin(VisitId next, TicketNumber who, @Nullable Instant givesUpAt, Instant recallAt) {
    visit = next;
    ticket = who;
    call = 1;
    started = false;
    noShowAt = givesUpAt;
    nextRecallAt = recallAt;
  }

  void end() {
    visit = null;
    ticket = null;
    started = false;
    noShowAt = null;
  }

  @Override
  public String toString() {
    return "window " + id + " open " + open + " with " + ticket + " in visit " + visit;
  }
}
