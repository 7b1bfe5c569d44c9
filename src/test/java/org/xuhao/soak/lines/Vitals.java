package org.xuhao.soak.lines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much of the machine the appliance takes. */
final class Vitals {

  /** Resident memory, heap of at most 112 MB among it. Source: bin/build, jvm.args; own choice. */
  static final long RSS_KB_MOST = 260_000;

  /** Ports come and go, none may stay behind. A hall at rest has some 120 open files. */
  static final long FILES_MOST = 400;

  private long rssKb;
  private long files;

  /** Looks at process {@code pid}; one that is gone counts for nothing. */
  void look(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try (Stream<String> lines = Files.lines(process.resolve("status"));
        Stream<Path> open = Files.list(process.resolve("fd"))) {
      long now =
          lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .sum();
      rssKb = Math.max(rssKb, now);
      files = Math.max(files, open.count());
    } catch (IOException gone) {
      // It was killed meanwhile.
    }
  }

  long rssKb() {
    return rssKb;
  }

  long files() {
    return files;
  }
}
