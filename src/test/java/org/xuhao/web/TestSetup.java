package org.xuhao.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.xuhao.app.setup.SetupDesk;
import org.xuhao.web.setup.SetupHooks;

/** The file of a test hall: at first that of the demonstration. */
final class TestSetup {
  /** A PNG of one white dot, in place of a ticket. */
  private static final String DOT =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5E"
          + "rkJggg==";

  private TestSetup() {}

  /** {@code at}: the file, or a link to where it lies. */
  static SetupHooks desk(Path at) {
    try (var demo = TestSetup.class.getResourceAsStream("/demo/hall.yaml")) {
      Path file = Files.isSymbolicLink(at) ? Files.readSymbolicLink(at) : at;
      if (!Files.exists(file)) Files.write(file, Objects.requireNonNull(demo).readAllBytes());
      byte[] png = Base64.getDecoder().decode(DOT);
      return new SetupDesk(file, "haixi", false, draft -> Optional.of(png), InstantSource.system());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
