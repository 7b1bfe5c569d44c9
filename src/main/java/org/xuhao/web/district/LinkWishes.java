package org.xuhao.web.district;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.BookingEvent.Settled;
import org.xuhao.hall.Bookings;
import org.xuhao.hall.Bookings.Asked;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.ServiceCode;

/**
 * Numbers in other halls that were wished for under the link of one ticket. As long as a wish is
 * under way or its number is kept, it is found again under its name; after one that failed, lapsed
 * or was given back the next has a name of its own, so that the other hall is asked anew.
 *
 * @param hall this one
 * @param token of the link, which nobody guesses
 * @param now what the clock on the wall says
 */
public record LinkWishes(
    Bookings bookings, String hall, String token, ServiceCode service, Instant now) {

  /** So often one ticket asks one hall: a bound against a page gone wild. */
  private static final int WISHES_MAX = 20;

  /** What the wish for a number in hall {@code to} is called now. */
  public String name(String to) {
    int count = 0;
    while (count < WISHES_MAX - 1 && isOver(asked(wish(to, count), to))) count++;
    return wish(to, count);
  }

  /** The number that hall {@code to} keeps under this ticket; empty: none, or no longer. */
  public Optional<Asked> kept(String to) {
    Asked asked = asked(name(to), to);
    return asked == null || !isKept(asked) ? Optional.empty() : Optional.of(asked);
  }

  private String wish(String to, int count) {
    String first = "phone/" + token + "/" + to;
    return count == 0 ? first : first + "/" + count;
  }

  private @Nullable Asked asked(String wish, String to) {
    BookingId id = Kept.name(hall, wish, to, service);
    return bookings.askedAs(id).orElse(null);
  }

  private boolean isKept(Asked asked) {
    return asked.settled() == Settled.KEPT && asked.until().isAfter(now);
  }

  private boolean isOver(@Nullable Asked asked) {
    return asked != null && asked.settled() != null && !isKept(asked);
  }
}
