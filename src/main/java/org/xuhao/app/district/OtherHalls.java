package org.xuhao.app.district;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.BookingId;
import org.xuhao.link.Reservations;
import org.xuhao.web.district.Elsewhere;

/** Takes numbers in other halls, for the pages. */
final class OtherHalls implements Elsewhere {
  private final Reservations reservations;
  private final boolean known;

  /** {@code known}: visitors have a hash that the whole district knows. */
  OtherHalls(Reservations reservations, boolean known) {
    this.reservations = reservations;
    this.known = known;
  }

  @Override
  public CompletionStage<Outcome> take(Wish wish) {
    var asked =
        new Command.AskReservation(wish.booking(), wish.hall().id(), wish.service(), wish.file());
    // This hall's own hashes mean nothing elsewhere, and stay here.
    List<String> hashes = known ? wish.visitor() : List.of();
    String visitor = hashes.isEmpty() ? null : hashes.getFirst();
    return reservations
        .ask(wish.request(), wish.by(), asked, visitor, wish.hall().minutes())
        .thenApply(OtherHalls::told);
  }

  @Override
  public CompletionStage<Return> giveBack(BookingId booking) {
    return reservations
        .giveBack(booking)
        .thenApply(outcome ->
            switch (outcome) {
              case BACK -> Return.BACK;
              case ARRIVED -> Return.ARRIVED;
              case UNDONE -> Return.UNDONE;
            });
  }

  private static Outcome told(Reservations.Outcome outcome) {
    return switch (outcome) {
      case Reservations.Outcome.Kept(var until) -> new Outcome.Kept(until);
      case Reservations.Outcome.Refused(var code) -> new Outcome.Refused(code);
      case Reservations.Outcome.Silent silent -> new Outcome.Silent();
      case Reservations.Outcome.Unasked(var why) -> new Outcome.Unasked(why);
    };
  }
}
