package org.xuhao.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Entry;
import org.xuhao.journal.EntryText;
import org.xuhao.store.Batch;
import org.xuhao.store.DistrictDatabase;
import org.xuhao.store.DistrictStore;
import org.xuhao.store.DistrictWatch;
import org.xuhao.store.PlayedJournal;
import org.xuhao.store.PostgresServer;

/**
 * Prints how fast a fresh district database takes 1,000,000 events of 12 halls, and with how much
 * memory: on H2 and on a PostgreSQL server of its own. The events are drawn days of all kinds of
 * commands, in batches of 64 from each hall in turn, read as texts on a thread beside, as the link
 * does; 4,096 events a transaction.
 *
 * <p>{@code DistrictStoreBench folder [events]}
 */
@NullMarked
public final class DistrictStoreBench {
  private static final int EVENTS = 1_000_000;
  private static final int HALLS = 12;
  private static final int BATCH = 64;

  /** Batches of one transaction. */
  private static final int TOGETHER = 64;

  /** Transactions between two questions of what is covered, which force H2. */
  private static final int COVERED_EVERY = 5;

  private DistrictStoreBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]).toAbsolutePath();
    Files.createDirectories(folder);
    Path events = folder.resolve("district-events");
    if (args.length > 2) {
      fold(DistrictDatabase.at(args[2], "", "", folder.resolve("district-h2")), events);
      return;
    }
    int most = args.length > 1 ? Integer.parseInt(args[1]) : EVENTS;
    make(events, most);
    child(folder, most, "");
    try (var server = PostgresServer.start()) {
      child(folder, most, server.database());
    }
    Files.delete(events);
    try (Stream<Path> left = Files.list(folder.resolve("district-h2"))) {
      for (Path file : left.toList()) Files.delete(file);
    }
  }

  /**
   * Drawn days of each hall in turn, until there are enough events; each hall starts anew weekly.
   */
  private static void make(Path file, int most) throws IOException {
    List<PlayedJournal> halls = new ArrayList<>();
    for (int hall = 0; hall < HALLS; hall++) halls.add(new PlayedJournal("hall" + hall));
    long events = 0;
    long bytes = 0;
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (int day = 0; events < most; day++)
        for (int hall = 0; hall < HALLS && events < most; hall++) {
          PlayedJournal journal = halls.get(hall);
          if (day % 7 == 0) journal.start(10_000 * hall + day, day);
          journal.play(day, 1_000L * day + hall);
          for (List<Entry> batch : batches(journal.drain())) {
            out.writeInt(batch.size());
            for (Entry entry : batch) {
              byte[] text = EntryText.write(entry);
              out.writeInt(text.length);
              out.write(text);
              events += entry.events().size();
              bytes += text.length;
            }
          }
        }
    }
    System.out.printf("made %d events of %d halls, %d MB of text%n", events, HALLS, bytes >> 20);
  }

  private static List<List<Entry>> batches(List<Entry> entries) {
    List<List<Entry>> batches = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= entries.size(); to++) {
      boolean full =
          to < entries.size() && entries.get(to).lastSeq() - entries.get(from).seq() >= BATCH;
      boolean ends =
          to == entries.size()
              || !entries.get(to).incarnation().equals(entries.get(from).incarnation());
      if (!full && !ends) continue;
      batches.add(entries.subList(from, to));
      from = to;
    }
    return batches;
  }

  private static void child(Path folder, int most, String url) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + Integer.getInteger("heap", 112) + "m",
                "-cp",
                System.getProperty("java.class.path"),
                DistrictStoreBench.class.getName(),
                folder.toString(),
                "" + most,
                url)
            .inheritIO()
            .start();
    if (process.waitFor() != 0) throw new IOException("the fold failed");
  }

  private static void fold(DistrictDatabase database, Path file) throws Exception {
    long events = 0;
    long from = System.nanoTime();
    try (var store = DistrictStore.open(database, DistrictWatch.QUIET, InstantSource.system())) {
      long opened = System.nanoTime();
      var arrived = new ArrayBlockingQueue<List<Batch>>(2);
      var reader = new Thread(() -> read(file, arrived), "reader");
      reader.start();
      int folds = 0;
      for (List<Batch> batches = arrived.take(); !batches.isEmpty(); batches = arrived.take()) {
        for (Batch batch : batches) events += batch.to() - batch.from() + 1;
        store.fold("FACT", "" + events, batches);
        if (++folds % COVERED_EVERY == 0) store.covered("hall0");
      }
      store.covered("hall0");
      double seconds = (System.nanoTime() - opened) / 1e9;
      System.out.printf(
          "%s: opened in %.1f s; %d events in %.1f s: %.0f/s; processor %.1f s of this process;"
              + " heap after the last collections %d MB, resident at most %s%n",
          database.toString().startsWith("jdbc:") ? "PostgreSQL" : "H2",
          (opened - from) / 1e9,
          events,
          seconds,
          events / seconds,
          processor(),
          heap() >> 20,
          resident());
      System.out.printf("  gaps %d; %s%n", store.gaps().size(), sizes(store));
    }
  }

  /** Puts all that the file holds into {@code arrived}, and an empty list behind it. */
  private static void read(Path file, BlockingQueue<List<Batch>> arrived) {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      List<Batch> batches = new ArrayList<>();
      for (@Nullable Batch batch = next(in); batch != null; batch = next(in)) {
        batches.add(batch);
        if (batches.size() < TOGETHER) continue;
        arrived.put(List.copyOf(batches));
        batches.clear();
      }
      if (!batches.isEmpty()) arrived.put(batches);
      arrived.put(List.of());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the events cannot be read", e);
    }
  }

  private static @Nullable Batch next(DataInputStream in) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try {
      int count = in.readInt();
      for (int i = 0; i < count; i++) entries.add(EntryText.read(in.readNBytes(in.readInt())));
      return Batch.of(entries);
    } catch (EOFException e) {
      return null;
    }
  }

  private static String sizes(DistrictStore store) throws Exception {
    return store.read(connection -> {
      try (var statement = connection.createStatement();
          var row =
              statement.executeQuery(
                  "select (select count(*) from tickets), (select count(*) from visits),"
                      + " (select count(*) from calls), (select count(*) from heard),"
                      + " (select sum(octet_length(entries)) from heard)")) {
        row.next();
        return "tickets %d, visits %d, calls %d; kept as it came: %d slices, %d MB"
            .formatted(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5) >> 20);
      }
    });
  }

  private static double processor() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(spent -> spent.toMillis() / 1_000.0)
        .orElse(Double.NaN);
  }

  private static long heap() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans())
      if (pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
        used += pool.getCollectionUsage().getUsed();
    return used;
  }

  private static String resident() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM"))
          .map(line -> line.replaceAll("\\D+", ""))
          .map(kib -> Long.parseLong(kib) / 1_024 + " MB")
          .findFirst()
          .orElse("?");
    }
  }
}
