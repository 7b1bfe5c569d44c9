package org.xuhao.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A serial port of this machine, a real pseudo-terminal, whose other end is a TCP peer. */
@NullMarked
public final class PtyCable implements AutoCloseable {
  private final Path path;
  private final int peer;
  private @Nullable Process socat;

  /** A cable that is not yet plugged in. */
  public PtyCable(Path path, int peer) {
    this.path = path;
    this.peer = peer;
  }

  public String uri() {
    return "serial:" + path + "?baud=9600";
  }

  public void plugIn() throws Exception {
    String to = "TCP:127.0.0.1:" + peer + ",nodelay";
    socat =
        new ProcessBuilder("socat", "PTY,raw,echo=0,link=" + path, to)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    Await.until("a port at " + path, () -> Files.exists(path), () -> "none");
  }

  /** Pulls the adapter out: the port is gone. */
  public void unplug() throws IOException {
    Process plugged = socat;
    if (plugged == null) return;
    socat = null;
    plugged.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) Files.delete(path);
  }

  @Override
  public void close() throws IOException {
    unplug();
  }
}
