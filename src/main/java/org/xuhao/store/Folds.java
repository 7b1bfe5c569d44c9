package org.xuhao.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xuhao.hall.BookingEvent;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.DistrictEvent;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;

/** Which tables take which events. Each event is taken by some, or named as taken by none. */
final class Folds {

  /** Events that say nothing about a ticket, a visit, a rating or the state of a window. */
  private static final Set<Class<? extends Event>> TAKEN_BY_NONE =
      Set.of(
          Event.Started.class,
          Event.DayOpened.class,
          Event.TakingStopped.class,
          Event.TakingAllowed.class,
          Event.TicketExpedited.class,
          Event.ItemsJoined.class,
          Event.WindowServicesChanged.class,
          Event.LunchBegan.class,
          Event.LunchEnded.class,
          Event.DayClosing.class,
          Event.DayCleared.class,
          Event.DayClosed.class,
          Event.ClockStepped.class,
          BookingEvent.ReservationAsked.class,
          BookingEvent.ReservationSettled.class,
          BookingEvent.ReservationBarred.class,
          CaseEvent.ConflictSeen.class,
          DistrictEvent.EditionTaken.class,
          DistrictEvent.ClerkSent.class,
          Event.WindowClosing.class);

  /**
   * Where one event stands.
   *
   * @param day the business day it belongs to; that of the entry unless the entry ends a day
   */
  record Moment(Entry entry, long seq, LocalDate day) {
    Instant at() {
      return entry.at();
    }
  }

  /** What one event does to one table. */
  interface Fold<E extends Event> {
    void fold(E event, Moment moment) throws SQLException;
  }

  private final Map<Class<?>, List<Fold<Event>>> folds = new HashMap<>();

  <E extends Event> void on(Class<E> type, Fold<E> fold) {
    Fold<Event> typed = (event, moment) -> fold.fold(type.cast(event), moment);
    folds.computeIfAbsent(type, none -> new ArrayList<>()).add(typed);
  }

  /** Says so at start, not at the first such event, when one was forgotten. */
  void check() {
    for (Class<?> type : Event.kinds())
      if (!folds.containsKey(type) && !TAKEN_BY_NONE.contains(type))
        throw new IllegalStateException("no table takes " + type.getSimpleName());
  }

  void fold(Event event, Moment moment) throws SQLException {
    for (var fold : folds.getOrDefault(event.getClass(), List.of())) fold.fold(event, moment);
  }
}
