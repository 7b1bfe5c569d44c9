package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.keys.PairedFile;
import org.xuhao.app.verb.Exit;
import org.xuhao.hall.value.WindowId;
import org.xuhao.trial.PlayedDays;
import org.xuhao.web.paired.PairedDevice;
import org.xuhao.web.paired.PairedKind;

/** A backup beside the running hall holds what was acknowledged before it, and opens as a hall. */
@NullMarked
class BackupTest {
  private static final int CLIENTS = 8;
  private static final List<String> SERVICES = List.of("RS", "GA", "BD");

  /** The id in {@link HallFile}. */
  private static final String HALL = "haixi";

  @TempDir Path folder = Path.of("");

  private record Said(int exit, String out) {
    Said is(int wanted) {
      assertEquals(wanted, exit, out);
      return this;
    }

    Said says(String what) {
      assertTrue(out.contains(what), () -> what + " in " + out);
      return this;
    }
  }

  private static Said say(String... words) {
    var out = new StringWriter();
    var writer = new PrintWriter(out, true);
    int exit = Main.execute(new Wiring(), writer, writer, words);
    return new Said(exit, out.toString());
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Said backup() {
    return say("backup", "--data=" + data(), "--to=" + folder.resolve("backup"));
  }

  private Said restore(String to) {
    return say("restore", "--from=" + folder.resolve("backup"), "--data=" + folder.resolve(to));
  }

  /** Takes tickets until told to stop; gives number by key of all that was answered. */
  private static final class Load implements AutoCloseable {
    final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<@Nullable String> odd = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();

    Load(Http http, String name) {
      for (int i = 0; i < CLIENTS; i++) {
        String client = name + i + "-";
        threads.add(Thread.ofPlatform().start(() -> take(http, client)));
      }
    }

    private void take(Http http, String client) {
      for (int n = 0; !over.get(); n++) {
        try {
          String key = client + n;
          Http.Told told = http.take(service(key), key);
          if (told.status() == 201) acknowledged.put(key, told.number());
          else odd.set(told.toString());
        } catch (IOException e) {
          odd.set(e.toString());
        }
      }
    }

    static String service(String key) {
      return SERVICES.get(Math.floorMod(key.hashCode(), SERVICES.size()));
    }

    void reaches(int tickets) throws Exception {
      Await.until("tickets", () -> acknowledged.size() >= tickets, odd::get);
    }

    @Override
    public void close() {
      over.set(true);
      for (Thread thread : threads) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      assertEquals(null, odd.get());
    }
  }

  @Test
  void aHallThatWasBackedUpUnderLoadOpensElsewhereWithAllThatWasAcknowledged() throws Exception {
    // Two days of before, so that the start seals them and the backup has seals to carry.
    PlayedDays.play(PlayedDays.plan(HALL), data(), 1, 0, 2, 7).close();
    Path config = HallFile.write(folder, 2, "");
    Map<String, String> before;
    try (var hall = HallProcess.open(config)) {
      Path second = data().resolve("seals").resolve("2026-03-03.seal");
      Await.until(
          "the open day of before is closed and sealed", () -> Files.exists(second), hall::said);
      try (var load = new Load(hall.http(), "a")) {
        load.reaches(100);
        backup().is(Exit.DONE);
        load.reaches(load.acknowledged.size() + 100);
        before = Map.copyOf(load.acknowledged);
        backup().is(Exit.DONE).says(" are new");
        load.reaches(load.acknowledged.size() + 20);
      }
      backup().is(Exit.DONE);
      backup().is(Exit.DONE).says("of which 0 are new");
      assertEquals(143, hall.stop(), hall::said);
    }
    theKeysAreTheOwnersAlone(folder.resolve("backup"));
    restore("again").is(Exit.DONE).says("2 days are as they were sealed");
    restore("again").is(Exit.REFUSED).says("is not empty");
    theKeysAreTheOwnersAlone(folder.resolve("again"));
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.move(folder.resolve("again"), elsewhere.resolve("data"));
    try (var hall = HallProcess.open(HallFile.write(elsewhere, 2, ""))) {
      for (var ticket : before.entrySet())
        assertEquals(
            ticket.getValue(),
            hall.http().take(Load.service(ticket.getKey()), ticket.getKey()).is(201).number());
      assertEquals(143, hall.stop(), hall::said);
    }
  }

  private static void theKeysAreTheOwnersAlone(Path of) throws IOException {
    try (Stream<Path> keys = Files.list(of.resolve("keys"))) {
      List<Path> all = keys.toList();
      assertTrue(all.size() >= 2, all::toString);
      for (Path key : all)
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    }
  }

  /** Some megabytes, so that a copy takes long enough to be interrupted. */
  private void manyDays(int incarnation, int first) throws Exception {
    PlayedDays.play(PlayedDays.plan(HALL), data(), incarnation, first, 30, 7).close();
  }

  @Test
  void aBackupThatWasKilledLeavesTheOneBefore() throws Exception {
    manyDays(1, 0);
    backup().is(Exit.DONE);
    String manifest = Files.readString(folder.resolve("backup").resolve("manifest"));
    manyDays(2, 30);
    long there = journals();
    Process killed = program(List.of("bin/xuhao"));
    Await.until("it copies", () -> journals() > there || !killed.isAlive(), () -> "");
    killed.destroyForcibly();
    assertTrue(killed.waitFor(10, TimeUnit.SECONDS));
    assertTrue(journals() > there, "it was killed before it copied");
    boolean whole = !Files.readString(folder.resolve("backup/manifest")).equals(manifest);
    restore("first").is(Exit.DONE);
    backup().is(Exit.DONE);
    restore("second").is(Exit.DONE);
    assertTrue(size("second") > size("first") || whole);
    assertEquals(Exit.DONE, say("verify", "--data=" + folder.resolve("second")).exit());
  }

  @Test
  void aDiskThatIsFullLeavesTheBackupBefore() throws Exception {
    manyDays(1, 0);
    backup().is(Exit.DONE);
    String manifest = Files.readString(folder.resolve("backup").resolve("manifest"));
    manyDays(2, 30);
    // The shell lets no file grow over some KiB: a write is refused, as by a full disk.
    Process refused = program(List.of("sh", "-c", "ulimit -f 16; exec bin/xuhao \"$@\"", "xuhao"));
    assertTrue(refused.waitFor(60, TimeUnit.SECONDS));
    assertEquals(Exit.REFUSED, refused.exitValue());
    assertEquals(manifest, Files.readString(folder.resolve("backup").resolve("manifest")));
    restore("first").is(Exit.DONE);
    backup().is(Exit.DONE);
    restore("second").is(Exit.DONE);
    assertTrue(size("second") > size("first"));
  }

  private Process program(List<String> begin) throws IOException {
    var words = new ArrayList<>(begin);
    words.addAll(List.of("backup", "--data=" + data(), "--to=" + folder.resolve("backup")));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("backup.log").toFile())
        .start();
  }

  private long journals() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("backup").resolve("journal"))) {
      return files.count();
    }
  }

  private long size(String restored) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder.resolve(restored).resolve("journal"))) {
      for (Path file : files.toList()) bytes += Files.size(file);
    }
    return bytes;
  }

  @Test
  void aDamagedBackupIsNotRestored() throws Exception {
    PlayedDays.play(data(), 1, 0, 2, 7).close();
    backup().is(Exit.DONE);
    Path file = folder.resolve("backup").resolve("journal").resolve("0000000001.journal");
    byte[] whole = Files.readAllBytes(file);
    byte[] bad = whole.clone();
    bad[1000] ^= 1;
    Files.write(file, bad);
    restore("r").is(Exit.DAMAGED).says(file + " is not as it was");
    assertFalse(Files.exists(folder.resolve("r")));
    Files.delete(file);
    restore("r").is(Exit.DAMAGED).says("is missing");
    Files.write(file, whole);
    Path manifest = folder.resolve("backup").resolve("manifest");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("journal/0000000001", "journal/../../1"));
    restore("r").is(Exit.DAMAGED).says("it was cut or edited");
    Files.delete(manifest);
    restore("r").is(Exit.REFUSED).says("no finished backup");
  }

  @Test
  void aBackupIsNotContinuedWithAnotherJournal() throws Exception {
    PlayedDays.play(data(), 1, 0, 2, 7).close();
    backup().is(Exit.DONE);
    Files.move(data(), folder.resolve("old"));
    PlayedDays.play(data(), 2, 0, 3, 8).close();
    Said said = backup().is(Exit.DAMAGED);
    assertTrue(said.out().contains("take a new folder"), said.out());
    restore("r").is(Exit.DONE);
    say("backup", "--data=" + data(), "--to=" + data().resolve("b")).is(Exit.REFUSED);
    say("backup", "--data=" + folder.resolve("none"), "--to=b").is(Exit.REFUSED);
  }

  /** Each pairing is a new file: neither backup nor restore may stumble over the one that went. */
  @Test
  void pairedBrowsersAreInTheBackupAsTheyWereLast() throws Exception {
    manyDays(1, 0);
    var pairings = new PairedFile(data().resolve("keys"));
    var since = Instant.parse("2026-11-22T08:00:00Z");
    var first =
        new PairedDevice(1, PairedKind.RATING_TABLET, new WindowId(3), "0a".repeat(32), since);
    var second =
        new PairedDevice(2, PairedKind.COUNTER_SCREEN, new WindowId(1), "0b".repeat(32), since);
    pairings.save(List.of(first));
    backup().is(Exit.DONE);
    pairings.save(List.of(first, second));
    pairings.save(List.of(second));
    backup().is(Exit.DONE);
    Path kept = folder.resolve("backup").resolve("keys");
    assertFalse(Files.exists(kept.resolve("paired-1.key")), "the backup keeps what was unpaired");
    restore("again").is(Exit.DONE);
    assertEquals(List.of(second), new PairedFile(folder.resolve("again").resolve("keys")).load());
  }
}
