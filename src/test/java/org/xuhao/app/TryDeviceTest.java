package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody looks for a device in the hall, while its window calls. */
@NullMarked
class TryDeviceTest {
  @TempDir Path folder = Path.of("");

  @Test
  void aDeviceShowsTheTrialAndThenTheTruthAndAPrinterPrintsOne() throws Exception {
    try (var cabled = Cabled.plugIn(folder);
        var hall = HallProcess.open(cabled.hallFile())) {
      Await.until("all lines are up", () -> hall.http().faults().isEmpty(), hall::said);
      hall.http().take("RS", "a").is(201);
      hall.http().post("/api/windows/3/open").is(200);
      hall.http().post("/api/windows/3/call").is(200);
      Await.until("A001 is shown", () -> cabled.strip().contains("A001"), cabled::strip);
      tryOut(hall, "leds/3").is(200);
      Await.until("the trial is shown", () -> cabled.strip().contains("Z888"), cabled::strip);
      assertFalse(cabled.screen().contains("Z888"), "only the one that was asked");
      Await.until("the truth again", () -> cabled.strip().contains("A001"), cabled::strip);
      tryOut(hall, "printer").is(200);
      Await.until("a trial ticket", () -> cabled.paper().contains("Z001"), cabled::paper);
      tryOut(hall, "leds/99").is(404);
      Await.until("no fault", () -> hall.http().faults().isEmpty(), () -> hall.said());
    }
  }

  private static Http.Told tryOut(HallProcess hall, String device) throws IOException {
    return hall.http().post("/api/devices/try", new JsonObject().put("device", device));
  }
}
