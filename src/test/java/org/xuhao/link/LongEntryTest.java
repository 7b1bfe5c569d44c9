package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.Await;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.DistrictEvent;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.AbandonedWhy;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.journal.EntryText;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.Position;
import org.xuhao.store.DistrictDatabase;
import org.xuhao.store.DistrictWatch;

/**
 * Entries that no message holds, and such as a newer release writes, on their way to the tables.
 */
class LongEntryTest {
  private static final String INCARNATION = "00000000000000a1";

  /** More than nats-server takes in one message, which is four times what a hall does. */
  private static final int MANY = 20_000;

  private static final int SERVER_TAKES = 1 << 20;

  @TempDir Path folder;
  private NatsServer nats;
  private DistrictDatabase database;
  private final TreeSet<String> said = new TreeSet<>();

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    database = DistrictDatabase.inFolder(folder.resolve("tables"));
  }

  @AfterEach
  void stop() throws Exception {
    nats.kill();
  }

  private Address address(String hall) {
    return new Address("test", hall, List.of(nats.address()), Optional.empty(), null);
  }

  private static Entry entry(long seq, List<Event> events) {
    Instant at = Instant.parse("2026-11-20T09:00:00Z").plusSeconds(seq);
    var day = LocalDate.parse("2026-11-20");
    return new Entry("licun", INCARNATION, seq, at, at, day, "-", By.CLOCK, "TimePassed", events);
  }

  private static Event gone(int number) {
    TicketNumber ticket = TicketNumber.parse("A%03d".formatted(1 + number % 999)).orElseThrow();
    return new Event.TicketAbandoned(ticket, AbandonedWhy.END_OF_DAY, null);
  }

  /** A start, a day that is cleared of very many, and what came then. */
  private static List<Entry> longDay() {
    var all = new ArrayList<Event>();
    for (int i = 0; i < MANY; i++) all.add(gone(i));
    return List.of(
        entry(1, List.of(new Event.Started("", "test", "test"))),
        entry(2, all),
        entry(2 + MANY, List.of(gone(7))));
  }

  private static List<Event> events(List<Entry> entries) {
    var all = new ArrayList<Event>();
    for (Entry entry : entries) all.addAll(entry.events());
    return all;
  }

  private StoredTables tables() throws Exception {
    var watch =
        new DistrictWatch() {
          @Override
          public void raise(FaultCode code, String where, String what) {
            said.add(code + " " + where + " " + what);
          }
        };
    return new StoredTables(database, watch);
  }

  private Server server(String hall) throws Exception {
    var reached = new CountDownLatch(1);
    var server = new Server(address(hall), up -> reached.countDown(), connection -> {});
    assertTrue(reached.await(20, TimeUnit.SECONDS));
    server.prepare();
    return server;
  }

  private Office office(Server server, StoredTables tables, List<String> unread) {
    var watch =
        new LinkWatch() {
          @Override
          public void unread(String hall, String why) {
            unread.add(hall);
          }
        };
    return StoredTables.office(address("office"), server, tables, watch);
  }

  @Test
  void anEntryThatNoMessageHoldsGoesInPartsAndIsHeldWhole() throws Exception {
    List<Entry> entries = longDay();
    byte[] whole = EntryText.write(entries.get(1));
    assertTrue(whole.length > SERVER_TAKES, "" + whole.length);
    List<String> unread = new ArrayList<>();
    long last = entries.getLast().lastSeq();
    var disk = new FileDisk(under(folder, "journal"));
    try (Journal journal = Journal.open(disk, "licun", INCARNATION, entry -> {})) {
      journal.append(entries);
      try (var sending = server("licun");
          var reading = server("office");
          var tables = tables();
          var office = office(reading, tables, unread);
          var outbox =
              new Outbox(
                  address("licun"),
                  sending,
                  journal,
                  new Shelf(),
                  System::nanoTime,
                  null,
                  new LinkWatch() {
                    @Override
                    public void unkept(String why) {
                      said.add("died: " + why);
                    }
                  })) {
        outbox.told(new Position(INCARNATION, last));
        await(() -> outbox.sent().isPresent() || !said.isEmpty(), "all is sent");
        await(() -> tables.holds("licun", INCARNATION, last), "the tables hold all of it");
        assertEquals(events(entries), events(tables.heard("licun", INCARNATION, 1, last)));
        assertTrue(office.isCurrent() || unread.isEmpty());
      }
    }
    assertEquals(List.of(), unread);
    assertEquals(List.of(), List.copyOf(said));
  }

  /** Some 150 KB of journal at 24 KB a second: none of it may be given up for being late. */
  @Test
  void aSlowLineCarriesWhatPiledUp() throws Exception {
    List<Entry> entries = new ArrayList<>();
    entries.add(entry(1, List.of(new Event.Started("", "test", "test"))));
    for (int i = 2; i <= 400; i++) entries.add(entry(i, List.of(gone(i))));
    long last = entries.getLast().lastSeq();
    var disk = new FileDisk(under(folder, "journal"));
    var cuts = new AtomicInteger();
    try (Journal journal = Journal.open(disk, "licun", INCARNATION, entry -> {});
        var line = new SlowLine(nats.address(), 24 << 10)) {
      journal.append(entries);
      var far = new Address("test", "licun", List.of(line.address()), Optional.empty(), null);
      try (var near = server("office");
          var sending = new Server(far, up -> cuts.addAndGet(up ? 0 : 1), connection -> {});
          var tables = tables();
          var office = office(near, tables, new ArrayList<>());
          var outbox =
              new Outbox(
                  far, sending, journal, new Shelf(), System::nanoTime, null, LinkWatch.QUIET)) {
        var all = new Position(INCARNATION, last);
        outbox.told(all);
        Await.until(
            "the tables hold all of it",
            Duration.ofSeconds(40),
            () ->
                outbox.sent().equals(Optional.of(all)) && tables.holds("licun", INCARNATION, last),
            () -> office.isCurrent() + " " + outbox.sent());
        assertEquals(0, cuts.get(), "a line that is slow is not cut");
      }
    }
  }

  @Test
  void aReaderThatStopsInTheMiddleOfThePartsGoesOnThere() throws Exception {
    List<Entry> entries = longDay();
    long last = entries.getLast().lastSeq();
    List<EntryBatch> parts = Message.cut(EntryBatch.of(entries));
    assertTrue(parts.size() > 2 * Reading.BATCH_MAX / 3, "" + parts.size());
    List<String> unread = new ArrayList<>();
    int middle = parts.size() / 2;
    try (var sending = server("licun")) {
      try (var reading = server("office");
          var tables = tables();
          var office = office(reading, tables, unread)) {
        send(sending, parts.subList(0, middle));
        long to = parts.get(middle - 1).to();
        await(() -> tables.holds("licun", INCARNATION, to) && office.isCurrent(), "half");
      }
      // Out of their order, as what is sent again may come.
      List<EntryBatch> rest = new ArrayList<>(parts.subList(middle, parts.size()));
      Collections.shuffle(rest, new Random(6));
      send(sending, rest);
      try (var reading = server("office");
          var tables = tables();
          var office = office(reading, tables, unread)) {
        await(() -> tables.holds("licun", INCARNATION, last) && office.isCurrent(), "all");
        assertEquals(events(entries), events(tables.heard("licun", INCARNATION, 1, last)));
        assertEquals(List.of(), tables.store.gaps());
      }
    }
    assertEquals(List.of(), unread);
  }

  private void send(Server server, List<EntryBatch> parts) throws Exception {
    for (EntryBatch part : parts) {
      byte[] body = Message.entries(part);
      assertTrue(body.length <= Message.BYTES_MAX);
      var ack = server.send(address(part.hall()).factSubject(), part.id(), body);
      ack.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aHallThatLostItsDiskGetsTheLongEntryBack() throws Exception {
    List<Entry> entries = longDay();
    try (var sending = server("licun")) {
      send(sending, Message.cut(EntryBatch.of(entries)));
    }
    var disk = new FileDisk(under(folder, "back"));
    var shelf = new FileDisk(under(folder, "shelf"));
    var outcome = Past.fetch(address("licun"), shelf, disk, told -> {});
    assertEquals(0, assertInstanceOf(Past.Outcome.Back.class, outcome).aside());
    try (JournalReader reader = JournalReader.ofClosed(disk, "licun")) {
      List<Entry> back = reader.next(MANY);
      assertEquals(events(entries), events(back));
      assertEquals(entries.getLast().lastSeq(), back.getLast().lastSeq());
    }
  }

  @Test
  void fewerEventsThatAreLongAreCutAsWell() {
    var events = new ArrayList<Event>();
    for (int i = 0; i < 40; i++) events.add(new Event.Started("", "x".repeat(1_500), "test"));
    var batch = EntryBatch.of(List.of(entry(1, events)));
    List<EntryBatch> parts = Message.cut(batch);
    var entries = new ArrayList<Entry>();
    for (EntryBatch part : parts) {
      assertTrue(Message.entries(part).length <= Message.SENT_MAX);
      entries.addAll(part.entries());
    }
    assertEquals(events, events(entries));
    assertEquals(4, parts.size());
  }

  @Test
  void whatOneReleaseKnowsIsTakenBesideWhatOnlyANewerOneDoes() throws Exception {
    Event strange = new DistrictEvent.Newer("{\"type\":\"TicketSung\",\"tune\":[1,2.5]}");
    var started = entry(1, List.of(new Event.Started("", "9.0", "test")));
    Entry mixed = entry(2, List.of(gone(1), strange, gone(2)));
    var batch = EntryBatch.of(List.of(started, mixed, entry(5, List.of(gone(3)))));
    String text = new String(Message.entries(batch), StandardCharsets.UTF_8);
    assertTrue(text.contains("TicketSung"));
    List<String> unread = new ArrayList<>();
    try (var sending = server("licun");
        var reading = server("office");
        var tables = tables();
        var office = office(reading, tables, unread)) {
      send(sending, List.of(batch));
      await(() -> tables.holds("licun", INCARNATION, 5) && office.isCurrent(), "all is held");
      List<Entry> heard = tables.heard("licun", INCARNATION, 1, 5);
      assertEquals(events(batch.entries()), events(heard));
      var outcome =
          Past.fetch(
              address("licun"),
              new FileDisk(under(folder, "shelf")),
              new FileDisk(under(folder, "back")),
              told -> {});
      assertInstanceOf(Past.Outcome.Away.class, outcome, "a journal is not made of it");
    }
    assertEquals(List.of(), unread);
    assertEquals(1, said.size());
    assertTrue(said.first().startsWith(FaultCode.HISTORY_NEWER + " licun "), said.first());
  }
}
