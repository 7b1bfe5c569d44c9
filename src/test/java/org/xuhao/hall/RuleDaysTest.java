package org.xuhao.hall;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The days in words of {@code src/test/days}, one file a rule, each played through the hall. */
class RuleDaysTest {
  private static final Path DAYS = Path.of("src", "test", "days");

  static List<Path> days() {
    try (Stream<Path> files = Files.list(DAYS)) {
      return files.filter(file -> file.toString().endsWith(".day")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("days")
  void theHallDoesWhatTheDaySays(Path day) throws IOException {
    String text = Files.readString(day);
    new DayFile(text).hall().check(text);
  }

  @Test
  void thereAreDays() {
    assertTrue(!days().isEmpty(), () -> "no .day in " + DAYS);
  }
}
