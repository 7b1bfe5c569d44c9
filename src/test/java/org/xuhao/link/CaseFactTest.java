package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xuhao.hall.value.CaseId;

/** What of others may stand on a shelf. */
class CaseFactTest {
  private static final Instant NOW = Instant.parse("2026-11-23T23:10:00Z");

  private static CaseFact fact(Instant wall, String body) {
    var key = new Key("licun", "abcdabcdabcdabcd", 1);
    return new CaseFact(key, new CaseId("licun-000001"), 1, List.of(), wall, body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"type":"CaseOpened","file":"licun-000001","service":"X","visit":3,"window":9,\
        "expires":"9999-12-31T23:59:59.999Z"}\
        """,
        "{\"type\":\"CaseOfNextYear\",\"file\":7}",
        "{\"type\":\"CaseCompleted\",\"file\":\"licun-000001\",\"outcome\":\"OF_NEXT_YEAR\"}",
        """
        {"type":"VisitEnded","visit":3,"ticket":"A001","service":"X","window":9,"why":"HELD"}\
        """
      })
  void whatAHallOfThisOrANewerReleaseSaysIsTaken(String body) {
    assertDoesNotThrow(() -> fact(NOW, body).check());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[[[[",
        """
        {"type":"CaseOpened","file":"licun-000001","service":"X","visit":3,"window":9}\
        """,
        """
        {"type":"CaseOpened","file":"licun-000001","visit":3,"window":9,\
        "expires":"2027-02-21T01:00:00Z"}\
        """,
        """
        {"type":"CaseTolerated","file":"licun-000001","missing":[],"commitment":false,\
        "due":"+10000-01-01T00:00:00Z"}\
        """,
        "{\"type\":\"CaseCompleted\",\"file\":\"licun-000002\"}",
        "{\"type\":\"CaseMerged\",\"file\":\"licun-000001\",\"into\":\"poison\"}",
        "{\"type\":\"CaseHeard\",\"file\":\"licun-000001\",\"heads\":[]}",
        "{\"type\":\"RatingLapsed\",\"visit\":26,\"window\":1}"
      })
  void whatNoHallSaysIsNot(String body) {
    assertThrows(Message.Wrong.class, () -> fact(NOW, body).check());
  }

  @Test
  void theClockOnAHallsWallShowsFourDigitsOfAYear() {
    String body = "{\"type\":\"CaseExpired\",\"file\":\"licun-000001\"}";
    Instant last = Instant.parse("9999-12-31T23:59:59.999999999Z");
    assertDoesNotThrow(() -> fact(last, body).check());
    assertThrows(Message.Wrong.class, () -> fact(last.plusNanos(1), body).check());
    assertThrows(Message.Wrong.class, () -> fact(Instant.MIN, body).check());
  }
}
