package org.xuhao.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.CaseEvent.CaseTolerated;
import org.xuhao.hall.value.CaseId;

/** The hand-written text of an instant is the one the JDK's formatter wrote in old journals. */
class InstantTextTest {

  @Test
  void itIsTheJdksTextWithMilliseconds() {
    var jdk = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    var random = new Random(1);
    long from = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    long to = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    for (int i = 0; i < 20_000; i++) {
      Instant at = Instant.ofEpochMilli(random.nextLong(from, to + 1));
      assertEquals(jdk.format(at), InstantText.write(at));
      assertEquals(at, InstantText.read(InstantText.write(at)));
    }
  }

  @Test
  void instantsOfOtherShapesAreReadToo() {
    for (String text :
        new String[] {
          "2026-11-20T01:00:00Z",
          "2026-11-20T01:00:00.123456789Z",
          "+12026-11-20T01:00:00.120Z",
          "-0001-11-20T01:00:00.120Z",
          "+1000000000-12-31T23:59:59.999999999Z",
          "2026-11-20T24:00:00.000Z"
        }) {
      Instant at = Instant.parse(text);
      assertEquals(at, InstantText.read(text));
      assertEquals(at, InstantText.read(InstantText.write(at)));
    }
  }

  /** A clerk may type such a day, and what others say may have come into an older journal. */
  @Test
  void aSnapshotHoldsWhatItsNanosecondsDoNot() throws Exception {
    for (String text :
        new String[] {"2026-11-20T01:00:00Z", "9999-12-31T16:00:00Z", "1600-01-01T00:00:00Z"}) {
      var event = new CaseTolerated(new CaseId("a-1"), List.of(), Instant.parse(text), false);
      byte[] bytes = SnapshotHead.write(event);
      assertEquals(event, SnapshotHead.read(CaseTolerated.class, bytes, 0, bytes.length));
    }
  }

  @Test
  void whatIsNoInstantIsRefused() {
    for (String text :
        new String[] {
          "2026-13-20T01:00:00.000Z",
          "2026-02-30T01:00:00.000Z",
          "2026-11-20T25:00:00.000Z",
          "2026-11-20T01:60:00.000Z",
          "2026-11-20 01:00:00.000Z",
          "2026-11-20T01:00:0a.000Z",
          ""
        }) assertThrows(DateTimeException.class, () -> InstantText.read(text), text);
  }
}
