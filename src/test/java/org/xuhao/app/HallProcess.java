package org.xuhao.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/**
 * The real appliance as a process of its own, by {@code bin/xuhao run} as people start it; {@code
 * bin/check} has built it by then.
 */
@NullMarked
public final class HallProcess implements AutoCloseable {
  private static final Duration BUILT_WITHIN = Duration.ofMinutes(5);
  private static boolean built;

  private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);

  private final Process process;
  private final Path log;
  private final Http http;
  private final long startedNanos;

  private HallProcess(Process process, Path log, Http http, long startedNanos) {
    this.process = process;
    this.log = log;
    this.http = http;
    this.startedNanos = startedNanos;
  }

  /** Starts a hall on a free port; what it says goes to a file beside {@code config}. */
  public static HallProcess start(Path config) throws IOException {
    return start(config, freePort());
  }

  /** Makes what {@code bin/xuhao} runs, if a source is newer; nobody's start waits for that. */
  public static synchronized void build() throws IOException {
    if (built) return;
    var builder = new ProcessBuilder("sh", "-c", "bin/build \"$(bin/jdk)\"");
    Process building = builder.inheritIO().start();
    int code =
        building
            .onExit()
            .orTimeout(BUILT_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
            .join()
            .exitValue();
    if (code != 0) throw new IOException("bin/build ended with " + code);
    built = true;
  }

  /** Starts a hall on {@code port} and does not wait for it. */
  public static HallProcess start(Path config, int port) throws IOException {
    build();
    return start(config, new Http(port), Path.of(""), List.of(), Map.of());
  }

  /**
   * Starts a hall that answers at {@code http} and does not wait for it.
   *
   * @param root of a build
   * @param before what its command begins with, such as the program that enters a namespace
   * @param environment in addition to ours
   */
  public static HallProcess start(
      Path config, Http http, Path root, List<String> before, Map<String, String> environment)
      throws IOException {
    Path log = Files.createTempFile(config.toAbsolutePath().getParent(), "hall-", ".log");
    var command = new ArrayList<>(before);
    command.add(root.resolve("bin/xuhao").toAbsolutePath().toString());
    command.addAll(List.of("run", "--config", config.toString()));
    command.addAll(List.of("--port", String.valueOf(http.port())));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    long now = System.nanoTime();
    return new HallProcess(builder.start(), log, http, now);
  }

  /** A hall that answers. */
  public static HallProcess open(Path config) throws Exception {
    HallProcess hall = start(config);
    try {
      hall.awaitReady();
      return hall;
    } catch (Exception | AssertionError e) {
      hall.close();
      throw e;
    }
  }

  /** A port that nobody held a moment ago. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits until {@code GET /health} answers 200. */
  public void awaitReady() throws Exception {
    awaitReady(Await.PATIENCE);
  }

  /** The same, within {@code patience}. */
  public void awaitReady(Duration patience) throws Exception {
    Await.until(
        "the hall is healthy",
        patience,
        () -> answers(() -> http().get("/health")) == 200,
        this::said);
  }

  /** Takes tickets as soon as one can be had; gives the time since the process was started. */
  public Duration awaitTicket(String service, String key) throws Exception {
    Await.until(
        "the hall issues", () -> answers(() -> http().take(service, key)) == 201, this::said);
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  private interface Asked {
    Http.Told ask() throws IOException;
  }

  private int answers(Asked asked) {
    if (!process.isAlive())
      throw new AssertionError("ended with " + process.exitValue() + ": " + said());
    try {
      return asked.ask().status();
    } catch (IOException notYet) {
      return 0;
    }
  }

  public Http http() {
    return http;
  }

  public int port() {
    return http.port();
  }

  public long pid() {
    return process.pid();
  }

  /** All that it printed and logged so far. */
  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "nothing readable: " + e.getMessage();
    }
  }

  /** Kill -9, and the process is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** SIGTERM; gives the exit code. */
  public int stop() {
    process.destroy();
    return awaitExit();
  }

  /** The exit code, once it ended by itself. */
  public int awaitExit() {
    return process
        .onExit()
        .orTimeout(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(late -> {
          process.destroyForcibly();
          throw new AssertionError("it did not end; it said: " + said());
        })
        .join()
        .exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
