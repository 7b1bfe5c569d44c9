package org.xuhao.soak.district;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.Await;
import org.xuhao.app.HallFile;
import org.xuhao.app.HallProcess;
import org.xuhao.app.Http;

/**
 * One hall on a machine of its own: the appliance as a process, its disk, the cable to the district
 * and another to the people in the hall, which nobody pulls.
 */
final class HallMachine implements AutoCloseable {
  /** On a machine that does other work besides. */
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

  private static final int PORT = 8080;
  private static final int TOO_MANY = 429;
  private static final Path FAKETIME =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

  final String name;
  private final Path home;
  private final Path config;
  private final Path build;
  private final String cable;
  private final Namespace machine = new Namespace();
  private final Road road;
  private final Http http;
  private @Nullable HallProcess process;

  /**
   * A hall of the demonstration's district, without devices.
   *
   * @param number from 1, for its networks
   * @param build the root of the build that it runs
   */
  HallMachine(String name, int number, Path folder, Path build, long seed) throws IOException {
    this.name = name;
    this.build = build;
    home = Files.createDirectories(folder.resolve(name));
    cable = "xhd" + number;
    String people = "10.77." + number;
    String district = "10.88." + number;
    machine.cable("xhm" + number, people);
    machine.cable(cable, district);
    road =
        new Road(
            new InetSocketAddress(district + ".1", NatsMachine.PORT),
            new InetSocketAddress(NatsMachine.NETWORK + ".2", NatsMachine.PORT),
            seed + number);
    http = new Http(people + ".2", PORT);
    String server = "nats://" + district + ".1:" + NatsMachine.PORT;
    config = Files.writeString(home.resolve("hall.yaml"), file(name, server, folder));
    HallFile.moveIn(home.resolve("data").resolve("keys"));
  }

  private static String file(String name, String server, Path folder) throws IOException {
    String text;
    try (InputStream packaged =
        Objects.requireNonNull(HallFile.class.getResourceAsStream("/demo/" + name + ".yaml"))) {
      text = new String(packaged.readAllBytes(), StandardCharsets.UTF_8);
    }
    int devices = text.indexOf("\nlines:");
    return text.substring(0, devices + 1)
            .replaceFirst("\nhttp: .*\n", "\nhttp: {host: 0.0.0.0}\n")
            .replaceFirst("\nrules: .*\n", "\n")
            .replaceFirst("nats: \\[.*]", "nats: [\"" + server + "\"]")
            .replaceFirst("visitorKey: .*\n", "visitorKey: " + folder.resolve("key") + "\n")
            // Ways are told to visitors alone, and an earlier build knows none.
            .replaceAll(", address: .*?, wayEn: \"[^\"]*\"", "")
        + "rules: {day.starts: \"%02d:00\"}\n".formatted(HallFile.farHour());
  }

  /** Whether this machine can be given a wrong clock. */
  static boolean hasClocks() {
    return Files.exists(FAKETIME);
  }

  /** Starts the appliance, with a clock that is so many seconds wrong, and waits for it. */
  void start(int wrongSeconds) throws Exception {
    Map<String, String> clock =
        wrongSeconds == 0
            ? Map.of()
            : Map.of(
                "LD_PRELOAD",
                FAKETIME.toString(),
                "FAKETIME",
                "%+ds".formatted(wrongSeconds),
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "NO_FAKE_STAT",
                "1");
    HallProcess started = HallProcess.start(config, http, build, machine.enter(), clock);
    process = started;
    started.awaitReady(STARTS_WITHIN);
  }

  /** Kill -9, and it is gone. */
  void kill() {
    Objects.requireNonNull(process).kill();
  }

  /** Everything but who may sign in, which the person with the new disk sets up first. */
  void loseDisk() throws IOException {
    for (String part : new String[] {"journal", "district", "district-tables", "tables", "seals"})
      NatsMachine.remove(home.resolve("data").resolve(part));
  }

  /** Pulls the cable to the district, or puts it in again. */
  void plug(boolean in) throws IOException {
    Namespace.plug(cable, in);
  }

  /** Makes the way to the district slow and lossy, or good again. */
  void bad(int bitsPerSecond, double loss) {
    road.bad(bitsPerSecond, loss);
  }

  Http http() {
    return http;
  }

  /**
   * Does what {@code asked} does, again and again while there are too many: all visitors knock from
   * one address, and on a quick machine they are more than it may send.
   */
  static Http.Told patiently(Asked asked) throws IOException {
    Http.Told told = asked.ask();
    while (told.status() == TOO_MANY) {
      Await.pause(Duration.ofMillis(200));
      told = asked.ask();
    }
    return told;
  }

  /** A request. */
  interface Asked {
    Http.Told ask() throws IOException;
  }

  /** What this hall knows of a case. */
  Http.Told ofCase(String file) throws IOException {
    return patiently(() -> http.get("/api/cases/" + file));
  }

  /** What it logged of our own errors, in all its lives. */
  List<String> errors() throws IOException {
    var errors = new ArrayList<String>();
    try (var logs = Files.newDirectoryStream(home, "hall-*.log")) {
      for (Path log : logs)
        try (Stream<String> lines = Files.lines(log)) {
          lines.filter(line -> line.contains("error of ours")).forEach(errors::add);
        }
    }
    return errors;
  }

  String said() {
    return process == null ? "" : process.said();
  }

  Path data() {
    return home.resolve("data");
  }

  @Override
  public void close() throws IOException {
    if (process != null) process.close();
    road.close();
    machine.close();
  }
}
