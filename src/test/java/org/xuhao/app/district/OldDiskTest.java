package org.xuhao.app.district;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.keys.NumbersMove;
import org.xuhao.app.settings.Reading;
import org.xuhao.app.settings.Settings;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.Position;
import org.xuhao.link.Link;
import org.xuhao.link.LinkWatch;
import org.xuhao.link.NatsServer;
import org.xuhao.link.Past;
import org.xuhao.loop.Answer;

/** A hall that is started on an older image of its disk. */
@NullMarked
class OldDiskTest {
  private static final Instant START = Instant.parse("2026-11-20T01:00:00Z");
  private static final By DISPENSER = new By(By.Role.DISPENSER, "d1", "dispenser 1");
  private static final Duration SOON = Duration.ofSeconds(2);

  @TempDir Path folder = Path.of("");
  private final OpenFaults faults = new OpenFaults();
  private final StringWriter console = new StringWriter();
  private Settings settings;
  private NatsServer nats;
  private Hall hall;
  private long asked;

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(Files.createDirectories(folder.resolve("nats")));
    String text =
        """
        hall: {id: licun, name: 政务服务中心, tier: STREET, timeZone: Asia/Shanghai}
        http: {host: 127.0.0.1}
        services:
          - {code: SC, prefix: A, name: 企业开办, department: 审批局}
        windows:
          - {number: 1, name: 综合窗口, services: [SC]}
        district: {id: test, name: 测试区, nats: ["%s"], halls: [{id: licang, name: 另一个, minutes: 9}]}
        """
            .formatted(nats.address());
    Path file = Files.writeString(folder.resolve("hall.yaml"), text);
    settings = assertInstanceOf(Reading.Good.class, Reading.of(file)).settings();
    hall = Hall.empty(settings.plan());
  }

  @AfterEach
  void stop() throws Exception {
    nats.kill();
  }

  private static String incarnation(int number) {
    return "%016x".formatted(0xa0 + number);
  }

  /** A start of the hall {@code hours} after the first, and so many tickets a minute apart. */
  private void run(Path data, int number, int hours, int tickets) throws Exception {
    var disk = new FileDisk(data.resolve("journal"));
    try (var journal = Journal.open(disk, settings.plan(), incarnation(number), "1.0").journal()) {
      Instant at = START.plus(Duration.ofHours(hours));
      String previous = journal.found().last().map(Position::toString).orElse("");
      var started = new Event.Started(previous, "1.0", "test");
      add(
          journal,
          hall.entry(
              ask(By.CLOCK, new Command.TimePassed(at)),
              at,
              List.of(started),
              incarnation(number),
              1));
      decide(journal, By.CLOCK, new Command.TimePassed(at), at);
      for (int i = 1; i <= tickets; i++) {
        var take = new Command.TakeTicket(new ServiceCode("SC"), null, null);
        decide(journal, DISPENSER, take, at.plusSeconds(60L * i));
      }
    }
  }

  private Ask ask(By by, Command command) {
    return new Ask("t" + asked++, by, command);
  }

  private void decide(Journal journal, By by, Command command, Instant at) throws Exception {
    Ask ask = ask(by, command);
    if (hall.decide(ask, at) instanceof Decision.Accepted(var events) && !events.isEmpty())
      add(journal, hall.entry(ask, at, events, journal.incarnation(), journal.nextSeq()));
  }

  private void add(Journal journal, Entry entry) throws Exception {
    journal.append(List.of(entry));
    hall = hall.apply(entry);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.resolve("journal"));
    try (Stream<Path> files = Files.list(from.resolve("journal"))) {
      for (Path file : files.toList())
        Files.copy(file, to.resolve("journal").resolve(file.getFileName()));
    }
  }

  private static List<String> places(Path data) throws Exception {
    var disk = new FileDisk(data.resolve("journal"));
    try (JournalReader reader = JournalReader.ofClosed(disk, "licun")) {
      return reader.next(10_000).stream()
          .map(e -> e.incarnation() + "/" + e.seq() + " " + e.at())
          .toList();
    }
  }

  /** Tells the district all that the journal holds. */
  private void tell(Path data) throws Exception {
    var disk = new FileDisk(data.resolve("journal"));
    try (var journal = Journal.open(disk, settings.plan(), incarnation(99), "1.0").journal()) {
      var address = Joined.address(settings, faults, Instant::now);
      var shelf = new FileDisk(data.resolve("district"));
      var link =
          new Link(
              address,
              journal,
              shelf,
              ask -> CompletableFuture.<Answer>completedFuture(new Answer.Busy()),
              System::nanoTime,
              LinkWatch.QUIET);
      try (link) {
        Optional<Position> end = journal.found().last();
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!Past.newest(address, SOON).equals(end)) {
          assertTrue(System.nanoTime() < until, "it is told in time");
          LockSupport.parkNanos(20_000_000);
        }
      }
    }
  }

  private boolean isOld(Path data, Instant wall) throws Exception {
    var disk = new FileDisk(data.resolve("journal"));
    var opened = Journal.open(disk, settings.plan(), incarnation(50), "1.0");
    var out = new PrintWriter(console);
    boolean old = Regain.ifOld(settings, data, opened, faults, () -> wall, out);
    if (!old) opened.journal().close();
    return old;
  }

  private List<FaultCode> open() {
    var codes = new ArrayList<FaultCode>();
    faults.all().forEach(fault -> codes.add(fault.code()));
    return codes;
  }

  @Test
  void whatTheDistrictHasBehindItsEndIsAddedAndNoNumberIsGivenOutTwice() throws Exception {
    Path disk = folder.resolve("disk");
    Path image = folder.resolve("image");
    run(disk, 1, 0, 5);
    copy(disk, image);
    run(disk, 2, 1, 30);
    run(disk, 3, 2, 7);
    tell(disk);
    List<String> all = places(disk);
    Instant morning = START.plus(Duration.ofHours(3));

    Path backup = folder.resolve("backup");
    copy(image, backup);
    Instant justNow = START.plus(Duration.ofMinutes(10));
    assertFalse(isOld(image, justNow), "it ran just now");
    NumbersMove.ask(backup);
    assertTrue(isOld(backup, justNow), "but a backup was put back");
    assertEquals(all, places(backup));
    assertTrue(isOld(image, morning));
    assertEquals(all, places(image));
    assertEquals(List.of(), open());
    assertTrue(Files.exists(image.resolve("numbers-move")));
    assertFalse(Files.exists(image.resolve("journal.regaining")));
    assertTrue(console.toString().contains(" " + (all.size() - count(1, all)) + " "));
    var back = new FileDisk(image.resolve("journal"));
    var opened = Journal.open(back, settings.plan(), incarnation(51), "1.0");
    opened.journal().close();
    assertEquals(hall.state().tickets(), opened.hall().state().tickets());
    assertFalse(isOld(image, morning), "it is as new as the district");
    assertFalse(isOld(disk, morning), "and so is the right one");
  }

  private static long count(int number, List<String> places) {
    return places.stream().filter(place -> place.startsWith(incarnation(number))).count();
  }

  @Test
  void anImageThatHadBeenStartedOnceIsNamedAndKeptAsItIs() throws Exception {
    Path disk = folder.resolve("disk");
    Path image = folder.resolve("image");
    run(disk, 1, 0, 5);
    copy(disk, image);
    Hall before = hall;
    run(disk, 2, 1, 30);
    tell(disk);
    hall = before;
    run(image, 7, 1, 3);
    List<String> own = places(image);

    assertTrue(isOld(image, START.plus(Duration.ofHours(3))));
    assertEquals(List.of(FaultCode.DISTRICT_OLD_DISK), open());
    assertEquals(own, places(image));
    assertTrue(Files.exists(image.resolve("numbers-move")));
  }

  @Test
  void aServerThatIsAwayHoldsNobodyUp() throws Exception {
    Path disk = folder.resolve("disk");
    run(disk, 1, 0, 5);
    nats.kill();
    assertFalse(isOld(disk, START.plus(Duration.ofDays(1))));
    assertEquals(List.of(), open());
  }

  @Test
  void aHallOfWhichTheDistrictHasNothingIsNotOld() throws Exception {
    Path disk = folder.resolve("disk");
    run(disk, 1, 0, 5);
    assertFalse(isOld(disk, START.plus(Duration.ofDays(1))));
  }
}
