package org.xuhao.app.mount;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The name of a port that stays when adapters are plugged in elsewhere or in another order: by the
 * socket it is in, since cheap adapters all bear the same serial number.
 */
final class StableName {

  /** Links that udev makes, the likelier to stay first. Source: udev's 60-serial.rules. */
  private static final Path[] LINKS = {
    Path.of("/dev/serial/by-path"), Path.of("/dev/serial/by-id")
  };

  private StableName() {}

  /** A stable name of {@code port}, or itself where udev made none. */
  static String of(String port) {
    return of(port, LINKS);
  }

  static String of(String port, Path... folders) {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) continue;
      try (DirectoryStream<Path> links = Files.newDirectoryStream(folder)) {
        Path real = Path.of(port).toRealPath();
        for (Path link : links) if (link.toRealPath().equals(real)) return link.toString();
      } catch (IOException gone) {
        // The adapter was pulled out meanwhile; its own name tells so when it is opened.
      }
    }
    return port;
  }
}
