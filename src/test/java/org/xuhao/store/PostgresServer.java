package org.xuhao.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * A PostgreSQL server of its own on a free port of this machine, thrown away when it is closed. As
 * root it runs as the user {@code postgres}, which the Debian package makes: root may not.
 */
@NullMarked
public final class PostgresServer implements AutoCloseable {
  private static final String MISSING =
      "PostgreSQL's server was not found; install it: apt-get install postgresql";

  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  private final Path bin;
  private final Path folder;
  private final int port;
  private final Process process;
  private int databases;

  private PostgresServer(Path bin, Path folder, int port, Process process) {
    this.bin = bin;
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts one with its own settings, but for {@code settings} such as {@code fsync=off}. */
  public static PostgresServer start(String... settings) throws IOException {
    Path bin = bin();
    Path folder = Files.createTempDirectory("xuhao-postgres");
    if (isRoot()) run(List.of("chown", "postgres", folder.toString()));
    Path data = folder.resolve("data");
    run(
        asUser(
            bin.resolve("initdb").toString(),
            "--pgdata=" + data,
            "--username=xuhao",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"));
    int port = freePort();
    List<String> command =
        asUser(
            bin.resolve("postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            "" + port,
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=" + folder);
    for (String setting : settings) command.addAll(List.of("-c", setting));
    Process process =
        new ProcessBuilder(command)
            .directory(new File("/"))
            .redirectErrorStream(true)
            .redirectOutput(Files.createTempFile("xuhao-postgres", ".log").toFile())
            .start();
    var server = new PostgresServer(bin, folder, port, process);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    server.awaitStart();
    return server;
  }

  private static Path bin() throws IOException {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1))
      if (Files.isExecutable(Path.of(folder, "initdb"))) return Path.of(folder);
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) throw new IOException(MISSING);
    try (Stream<Path> found = Files.list(versions)) {
      return found
          .map(version -> version.resolve("bin"))
          .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElseThrow(() -> new IOException(MISSING));
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<String> asUser(String... command) {
    var all = new ArrayList<String>();
    if (isRoot())
      all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
    all.addAll(List.of(command));
    return all;
  }

  private static void run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(new File("/")).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.onExit().join().exitValue() != 0) throw new IOException(command + ": " + said);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart() throws IOException {
    long deadline = System.nanoTime() + START_WITHIN.toNanos();
    while (true) {
      try (Connection connection = DriverManager.getConnection(url("postgres"))) {
        if (connection.isValid(1)) return;
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() > deadline)
          throw new IOException("PostgreSQL did not start: " + e.getMessage(), e);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=xuhao";
  }

  /** The number of the server's process. */
  public long pid() {
    return process.pid();
  }

  /** The URL of a new, empty database. */
  public String database() throws SQLException {
    String name = "district" + ++databases;
    try (Connection connection = DriverManager.getConnection(url("postgres"));
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return url(name);
  }

  @Override
  public void close() throws IOException {
    run(
        asUser(
            bin.resolve("pg_ctl").toString(),
            "stop",
            "--mode=immediate",
            "--pgdata=" + folder.resolve("data")));
    process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }
}
