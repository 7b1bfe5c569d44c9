package org.xuhao.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The real nats-server of the distribution, with its own folder, on a port of its own. */
public final class NatsServer {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path folder;
  private final int port;
  private final List<String> options;
  private @Nullable Process process;

  /** An open one. */
  public NatsServer(Path folder) throws IOException {
    this(folder, List.of());
  }

  /** One that is started with {@code more} options. */
  public NatsServer(Path folder, List<String> more) throws IOException {
    this.folder = folder;
    port = freePort();
    var alone = new ArrayList<>(List.of("-a", "127.0.0.1", "-p", Integer.toString(port)));
    alone.addAll(List.of("-js", "-sd", folder.toString()));
    alone.addAll(more);
    options = List.copyOf(alone);
    start();
  }

  /** One that is as the file {@code conf} says, which has it listen at {@code port}. */
  public NatsServer(Path folder, int port, Path conf) throws IOException {
    this.folder = folder;
    this.port = port;
    options = List.of("-c", conf.toString());
    start();
  }

  /** One that nobody listens at now. */
  static int freePort() throws IOException {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** As of the system, or of a machine whose root alone has it on the path. */
  private static String program() {
    Path root = Path.of("/usr/sbin/nats-server");
    return Files.isExecutable(root) ? root.toString() : "nats-server";
  }

  public void start() throws IOException {
    var command = new ArrayList<>(List.of(program()));
    command.addAll(options);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(folder.resolveSibling(folder.getFileName() + ".log").toFile());
    process = builder.start();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (System.nanoTime() > until) throw new IOException("nats-server does not answer");
      LockSupport.parkNanos(10_000_000);
    }
  }

  private boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  public String address() {
    return "nats://127.0.0.1:" + port;
  }

  /** Of its process; -1: it does not run. */
  public long pid() {
    Process running = process;
    return running == null ? -1 : running.pid();
  }

  public int port() {
    return port;
  }

  /** Stops it where it is, with all its lines open; {@code on} false: it goes on. */
  void halt(boolean on) throws IOException, InterruptedException {
    var signal = new ProcessBuilder("kill", on ? "-STOP" : "-CONT", Long.toString(pid())).start();
    if (signal.waitFor() != 0) throw new IOException("nats-server takes no signal");
  }

  /** As a power cut of its machine would end it, but for what its files kept. */
  public void kill() throws InterruptedException {
    Process running = process;
    if (running == null) return;
    running.destroyForcibly();
    if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
      throw new IllegalStateException("nats-server does not end");
    process = null;
  }
}
