package org.xuhao.hall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

class CaseFileTest {
  private static final Instant EXPIRES = Instant.parse("2027-02-21T01:00:00Z");

  private static Deadline deadline(String id) {
    var opened =
        new CaseEvent.CaseOpened(
            new CaseId(id),
            new ServiceCode("SC"),
            null,
            new VisitId(1),
            new WindowId(1),
            null,
            EXPIRES);
    return Objects.requireNonNull(CaseFile.of(opened, EXPIRES).deadline());
  }

  /** An older release may have taken such a number over from another hall. */
  @ParameterizedTest
  @ValueSource(strings = {"poison", "haixi-", "haixi-12x", "haixi-9999999999999999999999"})
  void aNumberThatIsNoneHasADeadlineToo(String id) {
    assertEquals(EXPIRES, deadline(id).when());
  }

  @Test
  void deadlinesOfOneInstantAreMetInTheOrderOfTheNumbers() {
    assertEquals(1, Integer.signum(deadline("haixi-000010").compareTo(deadline("haixi-000009"))));
  }
}
