package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.AbandonedWhy;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.Position;
import org.xuhao.store.DistrictDatabase;
import org.xuhao.store.DistrictWatch;
import org.xuhao.store.Gap;
import org.xuhao.store.StoreDown;

/** What of a hall's journal the tables know of and do not have. */
class GapTest {
  private static final String OLD = "00000000000000a1";
  private static final String NEW = "00000000000000b2";
  private static final long LAST = 9;

  @TempDir Path folder;
  private NatsServer nats;
  private StoredTables tables;

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    var database = DistrictDatabase.inFolder(folder.resolve("tables"));
    tables = new StoredTables(database, DistrictWatch.QUIET);
  }

  @AfterEach
  void stop() throws Exception {
    tables.close();
    nats.kill();
  }

  private Address address(String hall) {
    return new Address("test", hall, List.of(nats.address()), Optional.empty(), null);
  }

  private static Entry entry(String incarnation, long seq, Event event) {
    Instant at = Instant.parse("2026-11-20T09:00:00Z").plusSeconds(seq);
    var day = LocalDate.parse("2026-11-20");
    return new Entry("licun", incarnation, seq, at, at, day, "-", By.CLOCK, "-", List.of(event));
  }

  private static List<Entry> run(String incarnation, String previous) {
    var entries = new ArrayList<Entry>();
    entries.add(entry(incarnation, 1, new Event.Started(previous, "test", "test")));
    for (long seq = 2; seq <= LAST; seq++) {
      TicketNumber ticket = TicketNumber.parse("A00" + seq).orElseThrow();
      var gone = new Event.TicketAbandoned(ticket, AbandonedWhy.END_OF_DAY, null);
      entries.add(entry(incarnation, seq, gone));
    }
    return entries;
  }

  /** The hall's journal holds {@code journal}; the tables lack 4 to 6 of its first incarnation. */
  private void linked(List<List<Entry>> journal) throws Exception {
    List<Entry> old = run(OLD, "");
    List<EntryBatch> come =
        List.of(EntryBatch.of(old.subList(0, 3)), EntryBatch.of(old.subList(6, old.size())));
    tables.fold(Office.Tables.FACT, "{\"created\":\"\",\"seq\":0}", come);
    assertEquals(List.of("4-6 WAITING"), gaps());
    var disk = new FileDisk(under(folder, "journal"));
    for (List<Entry> each : journal.subList(0, journal.size() - 1))
      try (Journal before = Journal.goOn(disk, "licun", new Position(OLD, 0))) {
        before.append(each);
      }
    var reached = new CountDownLatch(2);
    try (Journal now = Journal.open(disk, "licun", NEW, entry -> {});
        var reading = new Server(address("office"), up -> reached.countDown(), connection -> {});
        var office = StoredTables.office(address("office"), reading, tables, LinkWatch.QUIET);
        var neighbours = new Neighbours(address("licun"), System::nanoTime);
        var sending = new Server(address("licun"), up -> reached.countDown(), neighbours::listen)) {
      assertTrue(reached.await(20, TimeUnit.SECONDS));
      now.append(journal.getLast());
      var outbox =
          new Outbox(
              address("licun"),
              sending,
              now,
              new Shelf(),
              // A minute in a second.
              () -> System.nanoTime() * 60,
              new Position(OLD, LAST),
              LinkWatch.QUIET);
      try (outbox) {
        neighbours.onMark(outbox::marked);
        outbox.told(new Position(NEW, LAST));
        await(() -> tables.holds("licun", NEW, LAST), "what came since is held");
        await(() -> !gaps().equals(List.of("4-6 WAITING")), "the gap is looked after");
      }
      await(office::isCurrent, "all is read");
    }
  }

  private List<String> gaps() {
    try {
      return tables.store.gaps().stream().map(GapTest::name).toList();
    } catch (StoreDown e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(Gap gap) {
    return gap.from() + "-" + gap.to() + " " + gap.state();
  }

  @Test
  void whatTheHallHasIsSentAgain() throws Exception {
    linked(List.of(run(OLD, ""), run(NEW, OLD + "/" + LAST)));
    assertEquals(List.of(), gaps());
    assertTrue(tables.holds("licun", OLD, LAST));
  }

  @Test
  void whatWentWithALostDiskIsGivenUpAndWhatStoodBehindItIsFolded() throws Exception {
    linked(List.of(run(NEW, "")));
    assertEquals(List.of("4-6 LOST"), gaps());
    tables.fold(
        Office.Tables.FACT, "{\"created\":\"\",\"seq\":0}", List.of(EntryBatch.of(run(OLD, ""))));
    assertEquals(List.of(), gaps(), "what is found after all counts");
  }
}
