package org.xuhao.web.district;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;

/** Numbers in other halls. Safe from any thread; nothing here blocks. */
public interface Elsewhere {

  /** That of a hall that stands alone. */
  Elsewhere NONE =
      new Elsewhere() {
        @Override
        public CompletionStage<Outcome> take(Wish wish) {
          return CompletableFuture.completedFuture(new Outcome.Unasked(null));
        }

        @Override
        public CompletionStage<Return> giveBack(BookingId booking) {
          return CompletableFuture.completedFuture(Return.UNDONE);
        }
      };

  /**
   * Somebody here wants a number there.
   *
   * @param request names it for this hall's loop
   * @param booking what it is called; the same again is the same wish
   * @param file the case that the visitor goes on with; null: none
   * @param visitor the visitor's keyed hashes, the district's first; empty: not known
   */
  record Wish(
      String request,
      By by,
      BookingId booking,
      HallCard hall,
      ServiceCode service,
      @Nullable CaseId file,
      List<String> visitor) {
    public Wish {
      visitor = List.copyOf(visitor);
    }
  }

  /** What came of it. */
  sealed interface Outcome {

    /** A number is kept there until then. */
    record Kept(Instant until) implements Outcome {}

    /** That hall does not keep one; {@code code} of its refusal. */
    record Refused(String code) implements Outcome {}

    /** That hall did not answer; should it keep one after all, it is given back. */
    record Silent() implements Outcome {}

    /** This hall refused; null: it has too much to do now. */
    record Unasked(@Nullable Refusal why) implements Outcome {}
  }

  /** Asks that hall; completes within some seconds, whatever it says. */
  CompletionStage<Outcome> take(Wish wish);

  /** What came of giving a kept number back. */
  enum Return {
    /** Nothing is kept any more, or it is given back once that hall answers. */
    BACK,
    /** The visitor has come there: the number was given out. */
    ARRIVED,
    /** This hall has too much to do now: it is kept as before. */
    UNDONE
  }

  /** The visitor does not go there; completes within some seconds, whatever that hall says. */
  CompletionStage<Return> giveBack(BookingId booking);
}
