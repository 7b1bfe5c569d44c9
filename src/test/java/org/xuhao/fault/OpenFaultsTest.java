package org.xuhao.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What is ill now, and what of it is told. */
@NullMarked
class OpenFaultsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  private final OpenFaults faults = new OpenFaults();
  private final List<String> told = new ArrayList<>();

  private void raise(FaultCode code, String subject, String detail, long second) {
    faults.raise(new Fault(code, subject, detail, NOW.plusSeconds(second)));
  }

  @Test
  void aFaultThatGoesOnSaysWhatIsSeenNowAndSinceWhenItIsThere() {
    faults.listen(
        new OpenFaults.Listener() {
          @Override
          public void opened(Fault fault) {
            told.add("opened: " + fault.detail());
          }

          @Override
          public void cleared(Fault fault) {
            told.add("cleared: " + fault.detail());
          }
        });
    raise(FaultCode.EDITION_SOURCE, "people", "line 5", 0);
    raise(FaultCode.EDITION_SOURCE, "people", "line 9", 3);
    assertEquals(
        List.of(new Fault(FaultCode.EDITION_SOURCE, "people", "line 9", NOW)), faults.all());
    faults.clear(FaultCode.EDITION_SOURCE, "people");
    assertEquals(List.of("opened: line 5", "cleared: line 9"), told);
  }

  @Test
  void whereNoMoreAreKeptTheOpenOnesStillSayWhatIsSeenNow() {
    for (int i = 0; i < OpenFaults.FAULTS_MAX; i++)
      raise(FaultCode.DEVICE_SILENT, "device " + i, "", 0);
    raise(FaultCode.DEVICE_SILENT, "device 7", "3 frames", 1);
    raise(FaultCode.DEVICE_SILENT, "one more", "", 1);
    assertEquals(OpenFaults.FAULTS_MAX, faults.all().size());
    assertEquals(
        1, faults.all().stream().filter(fault -> fault.detail().equals("3 frames")).count());
  }
}
