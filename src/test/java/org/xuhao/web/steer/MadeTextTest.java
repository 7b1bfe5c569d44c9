package org.xuhao.web.steer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.web.steer.Proposal.Change;

/** What a manager agreed to is read as it was written, or refused. */
@NullMarked
class MadeTextTest {
  private static final ServiceCode RS = new ServiceCode("RS");
  private static final Instant AT = Instant.parse("2026-11-22T02:03:04.567Z");

  private static List<Made> two() {
    var wait = new Wait(Duration.ofMinutes(12), Duration.ofMinutes(31));
    var gain = new Change(RS, wait, new Wait(Duration.ZERO, Duration.ofMillis(1_500)));
    var endless = new Change(new ServiceCode("YB"), wait, null);
    var moved =
        new Move(Move.Kind.MOVE, new WindowId(5), new WindowId(12), new ClerkId("2044"), RS);
    var served = new Move(Move.Kind.SERVE, null, new WindowId(2), null, RS);
    return List.of(
        new Made(
            "wait-RS", new Proposal(moved, gain, List.of(endless)), "王", AT, AT.plusSeconds(9)),
        new Made("peak-RS", new Proposal(served, gain, List.of()), "manager", AT, AT));
  }

  @Test
  void whatWasWrittenIsRead() {
    assertEquals(two(), MadeText.parse(MadeText.of(two())));
    assertEquals(List.of(), MadeText.parse(MadeText.of(List.of())));
  }

  @Test
  void whatWasCutOrEditedIsRefused() {
    String text = MadeText.of(two());
    for (int end = 0; end < text.length() - 3; end += 7) {
      String cut = text.substring(0, end);
      assertThrows(IllegalArgumentException.class, () -> MadeText.parse(cut));
    }
    for (String part : List.of("\"MOVE\"", "\"2026-11-22T02:03:04.567Z\"", "1,")) {
      String edited = text.replace(part, part.equals("1,") ? "2," : "[]");
      assertThrows(IllegalArgumentException.class, () -> MadeText.parse(edited), part);
    }
  }
}
