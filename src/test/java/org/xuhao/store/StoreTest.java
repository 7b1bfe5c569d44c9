package org.xuhao.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.WindowId;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.Position;
import org.xuhao.trial.BusyHour;

/** Real journal, real H2, real files. */
class StoreTest {
  private static final String INCARNATION = "00000000000000aa";
  private static final List<String> TABLES =
      List.of("tickets", "visits", "calls", "ratings", "window_states", "fold_position");

  @TempDir Path data;

  private final Random random = new Random(20261122);
  private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
  private final List<Entry> entries = new ArrayList<>();
  private Hall hall = Hall.empty(BusyHour.plan(4));
  private Instant at = BusyHour.TEN;
  private int steps;
  private Journal journal;

  private final class Watch implements StoreWatch {
    @Override
    public void rebuilding(String why) {
      said.add("rebuilding");
    }

    @Override
    public void down(String why) {
      said.add("down " + why);
    }

    @Override
    public void current() {
      said.add("current");
    }
  }

  @BeforeEach
  void aBusyHourIsInTheJournal() throws Exception {
    journal = Journal.open(disk(), BusyHour.HALL, INCARNATION, 1 << 20, entry -> {});
    decide(new Ask("clock", By.CLOCK, new Command.TimePassed(at)));
    play(400);
  }

  @AfterEach
  void closeJournal() throws Exception {
    journal.close();
  }

  private FileDisk disk() throws IOException {
    return new FileDisk(data.resolve("journal"));
  }

  private Path tables() {
    return data.resolve("store");
  }

  private void play(int count) throws Exception {
    for (BusyHour.Step step : BusyHour.draw(random, count)) {
      at = at.plusMillis(step.afterMs());
      if (!hall.nextDeadline().orElse(Instant.MAX).isAfter(at))
        decide(new Ask("clock" + steps, By.CLOCK, new Command.TimePassed(at)));
      Ask ask = step.ask();
      decide(new Ask(steps++ + ask.request(), ask.by(), ask.command()));
    }
  }

  private void decide(Ask ask) throws Exception {
    if (!(hall.decide(ask, at) instanceof Decision.Accepted(var events)) || events.isEmpty())
      return;
    Entry entry = hall.entry(ask, at, events, INCARNATION, journal.nextSeq());
    journal.append(List.of(entry));
    hall = hall.apply(entry);
    entries.add(entry);
  }

  private Store follow() {
    said.clear();
    return Store.follow(tables(), BusyHour.HALL, journal, new Watch());
  }

  private Store followToTheEnd() {
    Store store = follow();
    until(() -> said.contains("current") && atEnd(store), "the store is current: " + said);
    return store;
  }

  private boolean atEnd(Store store) {
    var last = new Position(INCARNATION, entries.getLast().lastSeq());
    return store.folded().filter(last::equals).isPresent();
  }

  private static void until(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, what);
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** All rows of all tables, in order of their keys. */
  private Map<String, List<String>> rows() throws SQLException {
    var all = new TreeMap<String, List<String>>();
    try (Connection connection = new StoreFiles(tables()).source().getConnection();
        var statement = connection.createStatement()) {
      for (String table : TABLES) {
        List<String> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("select * from " + table)) {
          int columns = row.getMetaData().getColumnCount();
          while (row.next()) {
            var text = new StringBuilder();
            for (int i = 1; i <= columns; i++) text.append(row.getObject(i)).append('|');
            rows.add(text.toString());
          }
        }
        rows.sort(null);
        all.put(table, rows);
      }
    }
    return all;
  }

  private Map<String, List<String>> rowsAfter(Store store) throws SQLException {
    store.close();
    return rows();
  }

  private long count(Class<? extends Event> type) {
    return entries.stream().flatMap(e -> e.events().stream()).filter(type::isInstance).count();
  }

  @Test
  void theTablesSayWhatTheHallKnows() throws Exception {
    try (Store store = followToTheEnd()) {
      assertEquals(List.of("current"), List.copyOf(said), "a new hall is not a rebuild");
      var days = store.windowDays(LocalDate.of(2026, 11, 20));
      assertEquals(
          count(Event.TicketCalled.class) + count(Event.TicketCalledBack.class),
          days.stream().mapToLong(WindowDay::calls).sum());
      assertEquals(
          count(Event.TicketRecalled.class), days.stream().mapToLong(WindowDay::recalls).sum());
      assertEquals(
          count(Event.TicketNoShow.class), days.stream().mapToLong(WindowDay::noShows).sum());
      assertEquals(count(Event.RatingGiven.class), days.stream().mapToLong(WindowDay::rated).sum());
    }
    assertTrue(count(Event.TicketCalled.class) > 20, "an hour in which nobody is called");
    ticketsAndWindowsAreThoseOfTheHall();
    assertEquals(count(Event.RatingOpened.class), rows().getOrDefault("ratings", List.of()).size());
  }

  private void ticketsAndWindowsAreThoseOfTheHall() throws SQLException {
    try (Connection connection = new StoreFiles(tables()).source().getConnection();
        var statement = connection.createStatement()) {
      List<String> told = new ArrayList<>();
      for (var ticket : hall.tickets())
        told.add(
            "%s %s %d %s %s"
                .formatted(
                    ticket.number(),
                    ticket.state(),
                    ticket.noShows(),
                    ticket.print().state(),
                    ticket.service()));
      List<String> read = new ArrayList<>();
      String sql = "select ticket, state, no_shows, print_state, service from tickets";
      try (ResultSet row = statement.executeQuery(sql)) {
        while (row.next())
          read.add(
              "%s %s %d %s %s"
                  .formatted(
                      row.getString(1),
                      row.getString(2),
                      row.getInt(3),
                      row.getString(4),
                      row.getString(5)));
      }
      told.sort(null);
      read.sort(null);
      assertEquals(told, read);
      windowsAreThoseOfTheHall(statement);
      intervalsHaveNoGaps(connection);
    }
  }

  private void windowsAreThoseOfTheHall(Statement statement) throws SQLException {
    String open = "select window_no, state, clerk from window_states where until_at is null";
    try (ResultSet row = statement.executeQuery(open)) {
      while (row.next()) {
        var window = hall.window(new WindowId(row.getInt(1)));
        assertEquals(window.state().name(), row.getString(2), window::toString);
        String clerk = window.clerk() == null ? null : window.clerk().id();
        assertEquals(clerk, row.getString(3), window::toString);
      }
    }
  }

  private static void intervalsHaveNoGaps(Connection connection) throws SQLException {
    String gaps =
        "select count(*) from window_states a where a.until_at is not null and not exists"
            + " (select 1 from window_states b where b.hall = a.hall"
            + " and b.window_no = a.window_no and b.since_at = a.until_at)";
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(gaps)) {
      assertTrue(row.next());
      assertEquals(0, row.getInt(1));
    }
  }

  @Test
  void aStoreThatStopsAndGoesOnEqualsOneFoldedFromScratch() throws Exception {
    for (int i = 0; i < 3; i++) {
      followToTheEnd().close();
      play(120);
    }
    var goneOn = rowsAfter(followToTheEnd());
    assertFalse(said.contains("rebuilding"));
    new StoreFiles(tables()).moveAside();
    journal.close();
    journal = Journal.open(disk(), BusyHour.HALL, "00000000000000ab", entry -> {});
    try (JournalReader reader = journal.reader()) {
      List<Long> progress = new ArrayList<>();
      long count = Store.rebuild(tables(), BusyHour.HALL, reader, progress::add);
      assertEquals(entries.size(), count);
      assertEquals(count, progress.getLast());
    }
    assertEquals(goneOn, rows());
  }

  @Test
  void rubbishOverTheFileCostsNothing() throws Exception {
    var before = rowsAfter(followToTheEnd());
    Path file = new StoreFiles(tables()).file();
    for (int kind = 0; kind < 4; kind++) {
      byte[] bytes = Files.readAllBytes(file);
      byte[] rubbish = new byte[kind == 3 ? 0 : bytes.length];
      random.nextBytes(rubbish);
      // All of it, its head, its middle, and an empty file.
      int from = kind == 2 ? 8_192 : 0;
      int to = kind == 1 ? 12_288 : rubbish.length;
      if (kind == 3) bytes = rubbish;
      else System.arraycopy(rubbish, from, bytes, from, Math.max(0, to - from));
      Files.write(file, bytes);
      var after = rowsAfter(followToTheEnd());
      assertEquals(before, after, "kind " + kind + ", said " + said);
    }
  }

  /** Somebody's bug, met twice: the third time it goes on, with tables that are made anew. */
  @Test
  void anErrorOfOursIsSaidAndTheStoreGoesOn() throws Exception {
    var before = rowsAfter(followToTheEnd());
    var met = new AtomicInteger();
    var watch =
        new StoreWatch() {
          @Override
          public void down(String why) {
            said.add("down " + why);
          }

          @Override
          public void current() {
            if (met.incrementAndGet() <= 2) throw new IllegalStateException("bug " + met.get());
            said.add("current");
          }
        };
    said.clear();
    Store store = Store.follow(tables(), BusyHour.HALL, journal, watch);
    until(() -> said.contains("current") && atEnd(store), "the store is current: " + said);
    String ours = "down an error of ours: java.lang.IllegalStateException: bug ";
    assertEquals(List.of(ours + 1, ours + 2, "current"), List.copyOf(said));
    assertEquals(before, rowsAfter(store));
  }

  @Test
  void aDeletedFileIsFoldedAnewAndSaidSo() throws Exception {
    var before = rowsAfter(followToTheEnd());
    Files.delete(new StoreFiles(tables()).file());
    journal.close();
    journal = Journal.open(disk(), BusyHour.HALL, "00000000000000ab", entry -> {});
    Store store = followToTheEnd();
    assertEquals(List.of("rebuilding", "current"), List.copyOf(said));
    assertEquals(before, rowsAfter(store));
  }

  @Test
  void theTablesOfAnotherJournalAreFoldedAnew() throws Exception {
    followToTheEnd().close();
    journal.close();
    Path other = data.resolve("other");
    var read = new ArrayList<Entry>();
    journal = Journal.open(new FileDisk(other), BusyHour.HALL, "00000000000000cc", read::add);
    Entry first = entries.getFirst();
    var moved =
        new Entry(
            first.hall(),
            "00000000000000cc",
            1,
            first.at(),
            first.wall(),
            first.day(),
            first.request(),
            first.by(),
            first.command(),
            first.events());
    journal.append(List.of(moved));
    try (Store store = follow()) {
      var last = new Position("00000000000000cc", moved.lastSeq());
      until(() -> store.folded().filter(last::equals).isPresent(), "folded anew: " + said);
      assertTrue(said.contains("rebuilding"), said::toString);
    }
    assertEquals(List.of(), rows().get("tickets"));
    assertTrue(Files.exists(new StoreFiles(tables()).aside()), "the old file is kept");
  }

  @Test
  void aFileThatAnotherProcessUsesIsLeftAlone() throws Exception {
    followToTheEnd().close();
    Path file = new StoreFiles(tables()).file();
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      assertTrue(lock.isValid());
      try (Store store = follow()) {
        until(() -> !said.isEmpty(), "it says that it is down");
        assertTrue(said.peek().startsWith("down"), said::toString);
        assertTrue(store.folded().isEmpty());
      }
    }
    assertFalse(Files.exists(new StoreFiles(tables()).aside()));
    followToTheEnd().close();
  }

  @Test
  void theStoreIsLessThanASecondBehindUnderLoad() throws Exception {
    try (Store store = followToTheEnd()) {
      long worstNanos = 0;
      for (int i = 0; i < 20; i++) {
        play(20);
        store.wake();
        long since = System.nanoTime();
        until(() -> atEnd(store), "behind");
        worstNanos = Math.max(worstNanos, System.nanoTime() - since);
      }
      assertTrue(worstNanos < 1_000_000_000, "behind by " + worstNanos / 1_000_000 + " ms");
    }
  }
}
