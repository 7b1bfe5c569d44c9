package org.xuhao.soak.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In brief what {@code bin/soak --lines} plays for half an hour. */
class LineSoakTest {
  @TempDir Path folder = Path.of("");

  @Test
  void afterTroublesOnEveryLineAllIsRightAndEveryFaultIsCleared() throws Exception {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    assertEquals(List.of(), LineSoak.play(Course.brief(1), folder, out));
  }
}
