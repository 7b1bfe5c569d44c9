package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.verb.Exit;

/** The built appliance where something is missing that it finds out late. */
@NullMarked
class CrashTest {
  private static final Path RUN = Path.of("target", "run");
  private static final int ENDS_WITHIN_S = 30;

  @TempDir Path folder = Path.of("");

  /** Links the build into {@code folder}, without what writes its meters. */
  private void linkWithoutMeters() throws IOException {
    Path lib = Files.createDirectory(folder.resolve("lib"));
    int left = 0;
    try (Stream<Path> jars = Files.list(RUN.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        if (jar.getFileName().toString().startsWith("prometheus-metrics-exposition-textformats-"))
          left++;
        else Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar.toAbsolutePath());
      }
    }
    assertEquals(1, left);
    // The names in a manifest are looked for beside the file itself.
    Files.copy(RUN.resolve("xuhao.jar"), folder.resolve("xuhao.jar"));
  }

  @Test
  void whatCannotBeStartedEndsSoThatItIsStartedAgain() throws Exception {
    HallProcess.build();
    linkWithoutMeters();
    Path said = folder.resolve("said");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String data = folder.resolve("data").toString();
    var command = List.of(java, "-jar", "xuhao.jar", "run", "--data", data, "--port", "0");
    Process hall =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertTrue(hall.waitFor(ENDS_WITHIN_S, TimeUnit.SECONDS), "it does not hang");
      assertEquals(Exit.CRASH, hall.exitValue());
      String last = Files.readString(said);
      assertTrue(last.contains("NoClassDefFoundError") && last.contains("Main.main"), last);
    } finally {
      hall.destroyForcibly();
    }
  }
}
