package org.xuhao.app;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The real appliance as a process of its own, started as {@code bin/xuhao run} starts it. */
@NullMarked
public final class HallProcess implements AutoCloseable {
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);

  private final Process process;
  private final Path log;
  private final int port;
  private final long startedNanos;

  private HallProcess(Process process, Path log, int port, long startedNanos) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.startedNanos = startedNanos;
  }

  /** What is started: the JVM and what it is given before the verb. */
  public record Program(List<String> command) {

    /** The classes under test as a jar, with the flags that matter of {@code bin/build}. */
    public static Program ofTests() throws IOException {
      return Tested.get();
    }

    /** What {@code bin/build} left in {@code run}, with its flags and its archive of classes. */
    public static Program packaged(Path run) {
      var command = new ArrayList<>(List.of(java(), "@" + run.resolve("jvm.args")));
      Path archive = run.resolve("xuhao.jsa");
      if (Files.exists(archive)) command.add("-XX:SharedArchiveFile=" + archive);
      command.addAll(List.of("-jar", run.resolve("xuhao.jar").toString()));
      return new Program(List.copyOf(command));
    }

    private static String java() {
      return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
  }

  /** Made once: a short hall's classes are kept, so that each of many starts costs half. */
  private static final class Tested {
    private static final Path FOLDER = Path.of("target", "hall-process");
    private static final Duration TRAINED_WITHIN = Duration.ofMinutes(2);

    private static @Nullable Program program;

    static synchronized Program get() throws IOException {
      Program made = program == null ? make() : program;
      program = made;
      return made;
    }

    private static Program make() throws IOException {
      Files.createDirectories(FOLDER);
      Path jar = FOLDER.resolve("classes.jar").toAbsolutePath();
      Path archive = FOLDER.resolve("classes.jsa").toAbsolutePath();
      Files.deleteIfExists(archive);
      var made = new StringWriter();
      var say = new PrintWriter(made, true);
      int code =
          ToolProvider.findFirst("jar")
              .orElseThrow()
              .run(say, say, "--create", "--file=" + jar, "-C", "target/classes", ".");
      if (code != 0) throw new IOException("jar: " + made);
      run(command(jar, "-XX:ArchiveClassesAtExit=" + archive, "train"));
      return new Program(command(jar, "-XX:SharedArchiveFile=" + archive));
    }

    private static List<String> command(Path jar, String archive, String... verb) {
      var command = new ArrayList<>(List.of(Program.java(), archive));
      command.addAll(
          List.of(
              "-XX:+UseSerialGC",
              "-Xmx112m",
              "-XX:TieredStopAtLevel=1",
              "-XX:-UsePerfData",
              "-Xlog:cds=off",
              "-Xlog:cds+dynamic=off",
              "--enable-native-access=ALL-UNNAMED",
              "-Dfile.encoding=UTF-8",
              "-Dstdout.encoding=UTF-8",
              "-Dstderr.encoding=UTF-8"));
      if (Runtime.version().feature() >= 23) command.add("--sun-misc-unsafe-memory-access=allow");
      command.addAll(List.of("-cp", jar + File.pathSeparator + libraries(), "org.xuhao.app.Main"));
      command.addAll(List.of(verb));
      return List.copyOf(command);
    }

    private static String libraries() {
      String all =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      return Arrays.stream(all.split(File.pathSeparator))
          .filter(entry -> entry.endsWith(".jar"))
          .collect(Collectors.joining(File.pathSeparator));
    }

    /** Without an archive a hall starts just as well, only slower: no failure is told. */
    private static void run(List<String> command) throws IOException {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(FOLDER.resolve("train.log").toFile());
      Process training = builder.start();
      training
          .onExit()
          .completeOnTimeout(training, TRAINED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
          .thenAccept(Process::destroyForcibly)
          .join();
    }
  }

  /** Starts a hall on a free port; what it says goes to a file beside {@code config}. */
  public static HallProcess start(Program program, Path config) throws IOException {
    return start(program, config, freePort());
  }

  /** Starts a hall on {@code port} and does not wait for it. */
  static HallProcess start(Program program, Path config, int port) throws IOException {
    Path log = Files.createTempFile(config.toAbsolutePath().getParent(), "hall-", ".log");
    var command = new ArrayList<>(program.command());
    command.addAll(List.of("run", "--config", config.toString(), "--port", String.valueOf(port)));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    long now = System.nanoTime();
    return new HallProcess(builder.start(), log, port, now);
  }

  /** A hall that answers. */
  public static HallProcess open(Program program, Path config) throws Exception {
    HallProcess hall = start(program, config);
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
    Await.until(
        "the hall is healthy", () -> answers(() -> http().get("/health")) == 200, this::said);
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
    return new Http(port);
  }

  public int port() {
    return port;
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
