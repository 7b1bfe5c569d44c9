package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainTest {

  /** As public as the records of the simulated hall. */
  public record Lamp(String name, int dots, boolean lit, DayOfWeek day, @Nullable String text) {}

  /** Holds records. */
  public record Wall(long number, List<Lamp> lamps, List<String> words) {}

  @Test
  void recordsListsAndConstantsBecomeJson() {
    var wall =
        new Wall(7, List.of(new Lamp("leds/3", 64, true, DayOfWeek.MONDAY, null)), List.of("请"));
    assertEquals(
        "{\"number\":7,\"lamps\":[{\"name\":\"leds/3\",\"dots\":64,\"lit\":true,"
            + "\"day\":\"MONDAY\",\"text\":null}],\"words\":[\"请\"]}",
        Plain.object(wall).encode());
    assertEquals(new JsonObject(Plain.object(wall).encode()), Plain.object(wall));
  }
}
