package org.xuhao.hall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;
import org.xuhao.hall.value.NumbersMoved;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/**
 * A {@link Hall} taken apart, to be written down and put together again: all it knows but its plan
 * and the requests it keeps. A field that a hall gains belongs here too; a test compares them.
 *
 * @param presses the latest entry asked at each window
 * @param requests how many requests were ever remembered
 */
public record HallState(
    Instant at,
    long skewMs,
    Instant calendarFrom,
    @Nullable Day day,
    @Nullable NumbersMoved moved,
    TreePMap<TicketNumber, Ticket> tickets,
    TreePMap<WindowId, Window> windows,
    TreePMap<WindowId, TreePVector<TicketNumber>> held,
    Ratings ratings,
    TreePMap<Deadline, TicketNumber> due,
    Cases cases,
    Bookings bookings,
    Queues queues,
    TreePMap<String, Entry> presses,
    long requests,
    long visits) {

  /**
   * To be raised when an event comes to mean something else to a hall while the fields stay as they
   * are. A change of the fields is seen without.
   */
  public static final int MEANING = 1;
}
