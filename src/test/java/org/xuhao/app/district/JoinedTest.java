package org.xuhao.app.district;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.door.Doors;
import org.xuhao.app.loan.StaffWork;
import org.xuhao.app.settings.Reading;
import org.xuhao.app.settings.Settings;
import org.xuhao.board.Board;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.forecast.Pace;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.Words;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.link.NatsServer;
import org.xuhao.loop.Answer;
import org.xuhao.loop.HallClock;
import org.xuhao.report.Reports;
import org.xuhao.web.district.DistrictHooks;
import org.xuhao.web.district.HallCard;
import org.xuhao.web.steer.Needs;

/** Halls that tell each other how they are, over a real server, open and encrypted. */
@NullMarked
class JoinedTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder = Path.of("");
  private final List<AutoCloseable> open = new ArrayList<>();

  private static final HallClock CLOCK = clock(1);

  /** One that goes so many times too fast. */
  private static HallClock clock(int speed) {
    return new HallClock() {
      @Override
      public long elapsedNanos() {
        return System.nanoTime() * speed;
      }

      @Override
      public Instant wall() {
        return Instant.now();
      }
    };
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) one.close();
  }

  private static void await(BooleanSupplier condition, String what) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) throw new AssertionError("not in time: " + what);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private NatsServer server(String... more) throws Exception {
    Path kept = Files.createDirectories(folder.resolve("nats"));
    var server = new NatsServer(kept, List.of(more));
    open.add(server::kill);
    return server;
  }

  /** One hall in its district. */
  private final class One {
    final OpenFaults faults = new OpenFaults();
    final AtomicBoolean ill = new AtomicBoolean();
    final Joined joined;
    private final Hall hall;
    private final HallClock clock;

    /** {@code district}: further keys of it, a line each. */
    One(String id, String other, String nats, String... district) throws Exception {
      this(settings(id, other, nats, district), folder.resolve(id), "00000000000000a1", CLOCK);
    }

    One(Settings settings, Path data, String incarnation, HallClock clock) throws Exception {
      this.clock = clock;
      hall = Hall.empty(settings.plan());
      var disk = new FileDisk(data.resolve("journal"));
      var journal = Journal.open(disk, settings.hall().id(), incarnation, e -> {});
      open.add(journal);
      var door = Doors.open(data, settings, false, clock, faults, tried -> {}).door();
      var own = new Joined.Own(settings, data, journal, One::busy);
      var reference = Joined.reference(settings, data, faults, clock);
      joined = Joined.open(own, reference, door, faults, clock);
      open.add(joined);
    }

    void tell() {
      Board board = Board.of(new Words("hall", ""), hall);
      var reports = new Reports(Optional::empty, hall.plan().zone());
      var work =
          new StaffWork.Of(
              this::hall, () -> Pace.UNKNOWN, () -> Needs.NONE, One::busy, reports, clock);
      joined.tell(() -> board, work, "1.0.0");
    }

    private static CompletableFuture<Answer> busy(Ask ask) {
      return CompletableFuture.completedFuture(new Answer.Busy());
    }

    private Hall hall() {
      if (ill.get()) throw new IllegalStateException("as a fault of ours would");
      return hall;
    }

    DistrictHooks.@Nullable Heard heard(String other) {
      return joined.hooks().heard(other);
    }

    boolean hasFault(FaultCode code) {
      return faults.all().stream().anyMatch(fault -> fault.code() == code);
    }
  }

  private Settings settings(String id, String other, String nats, String... district)
      throws IOException {
    String text =
        """
        hall: {id: %s, name: 政务服务中心, tier: STREET, timeZone: Asia/Shanghai}
        http: {host: 127.0.0.1}
        services:
          - {code: SC, prefix: A, name: 企业开办, department: 审批局}
        windows:
          - {number: 1, name: 综合窗口, services: [SC]}
        district:
          id: test
          name: 测试区
          nats: ["%s"]
          halls:
            - {id: %s, name: 另一个大厅, minutes: 15, address: 东路 8 号, way: 12 路}
        """
            .formatted(id, nats, other);
    for (String line : district) text += "  " + line + "\n";
    Path file = Files.writeString(folder.resolve(id + ".yaml"), text);
    return assertInstanceOf(Reading.Good.class, Reading.of(file)).settings();
  }

  @Test
  void hallsHearOfEachOtherAndAnErrorOfOursIsSaidAndEndsNothing() throws Exception {
    var nats = server();
    var licun = new One("licun", "licang", nats.address());
    var licang = new One("licang", "licun", nats.address());
    licun.tell();
    licang.tell();
    await(() -> licun.heard("licang") != null, "licun hears of licang");
    await(() -> licang.heard("licun") != null, "licang hears of licun");
    var heard = Objects.requireNonNull(licang.heard("licun"));
    assertEquals("1.0.0", heard.report().release());
    assertTrue(heard.report().service("SC").isPresent());
    var sent = Objects.requireNonNull(licang.joined.link().neighbours().reports().get("licun"));
    assertEquals(new JsonArray(), sent.report().getJsonArray("clerks"), "who sits there is told");
    assertTrue(heard.age().compareTo(PATIENCE) < 0, () -> "age " + heard.age());
    HallCard card = licang.joined.hooks().others().getFirst();
    assertEquals("东路 8 号", card.address().zh());
    assertEquals("12 路", card.way().zh());

    licun.ill.set(true);
    await(() -> licun.hasFault(FaultCode.DISTRICT_UNTOLD), "it is said");
    licun.ill.set(false);
    await(() -> !licun.hasFault(FaultCode.DISTRICT_UNTOLD), "it is told again");
  }

  @Test
  void twoAppliancesOfOneNameBothSaySoUntilOneIsStopped() throws Exception {
    var nats = server();
    Settings settings = settings("licun", "licang", nats.address());
    // A minute in ten seconds: they tell how they are every five.
    var first = new One(settings, folder.resolve("licun"), "00000000000000a1", clock(6));
    var second = new One(settings, folder.resolve("copy"), "00000000000000b2", clock(6));
    var licang = new One("licang", "licun", nats.address());
    for (One one : List.of(first, second, licang)) one.tell();
    await(() -> first.hasFault(FaultCode.DISTRICT_TWICE), "the first says so");
    await(() -> second.hasFault(FaultCode.DISTRICT_TWICE), "the copy says so");
    assertFalse(licang.hasFault(FaultCode.DISTRICT_TWICE));
    open.remove(second.joined);
    second.joined.close();
    await(() -> !first.hasFault(FaultCode.DISTRICT_TWICE), "it is over");
  }

  @Test
  void aMissingPasswordStopsNoStartAndOnceItIsThereTheHallJoins() throws Exception {
    var nats = server("--user", "licun", "--pass", "secret-of-licun");
    String[] login = {"user: licun", "passwordFile: nats-password"};
    var licun = new One("licun", "licang", nats.address(), login);
    await(() -> licun.hasFault(FaultCode.DISTRICT_PROOF), "it is said");
    assertFalse(licun.joined.link().isUp());
    Files.writeString(folder.resolve("nats-password"), "secret-of-licun\n");
    await(() -> licun.joined.link().isUp(), "it joins without a restart");
    assertFalse(licun.hasFault(FaultCode.DISTRICT_PROOF));
  }

  @Test
  void overTlsBothSidesProveThemselves() throws Exception {
    certificates();
    var nats =
        server(
            "--tlsverify",
            "--tlscert=" + folder.resolve("server.pem"),
            "--tlskey=" + folder.resolve("server.key"),
            "--tlscacert=" + folder.resolve("ca.pem"));
    String address = "tls://127.0.0.1:" + nats.port();
    String[] own = {"trust: ca.pem", "certificate: client.pem", "key: client.key"};
    var licun = new One("licun", "licang", address, own);
    var licang = new One("licang", "licun", address, own);
    licun.tell();
    await(() -> licang.heard("licun") != null, "licang hears of licun over TLS");
    assertFalse(licun.hasFault(FaultCode.DISTRICT_PROOF));

    var stranger = new One("stranger", "licun", address, "trust: ca.pem");
    stranger.tell();
    var wary = new One("wary", "licun", address, "certificate: client.pem", "key: client.key");
    wary.tell();
    await(() -> serverSays("client didn't provide a certificate"), "the stranger was turned away");
    await(() -> serverSays("remote error: tls:"), "the server was turned away");
    assertFalse(stranger.joined.link().isUp(), "a hall without a certificate");
    assertFalse(wary.joined.link().isUp(), "a hall that does not trust that server");
  }

  private boolean serverSays(String words) {
    try {
      return Files.readString(folder.resolve("nats.log")).contains(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A certificate authority, a server and a hall, in PEM files. */
  private void certificates() throws Exception {
    openssl("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=ca -keyout ca.key -out ca.pem");
    for (String name : List.of("server", "client")) {
      String use = name.equals("server") ? "serverAuth" : "clientAuth";
      Files.writeString(
          folder.resolve(name + ".ext"),
          "subjectAltName=IP:127.0.0.1\nextendedKeyUsage=" + use + "\n");
      openssl(
          "req -newkey rsa:2048 -nodes -subj /CN=%1$s -keyout %1$s.key -out %1$s.csr"
              .formatted(name));
      openssl(
          "x509 -req -in %1$s.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2".formatted(name)
              + " -extfile %1$s.ext -out %1$s.pem".formatted(name));
    }
  }

  private void openssl(String words) throws Exception {
    var command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words.split(" ", -1)));
    Path log = folder.resolve("openssl.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "openssl ends");
    assertEquals(0, process.exitValue(), () -> words + " " + log);
  }
}
