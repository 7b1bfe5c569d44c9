package org.xuhao.app.district;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.keys.NumbersMove;
import org.xuhao.app.keys.SecretFile;
import org.xuhao.app.settings.Settings;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.hall.Hall;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.JournalUnwritable;
import org.xuhao.journal.Position;
import org.xuhao.link.Address;
import org.xuhao.link.Past;

/**
 * Before a hall of a district starts on an empty journal: gets its past back, or says that it could
 * not. Either way no number of today is given out twice.
 */
public final class Regain {
  private static final Logger LOG = LoggerFactory.getLogger(Regain.class);

  private static final String JOURNAL = "journal";
  private static final String UNFINISHED = "journal.regaining";

  /** No disk was changed while the hall was away for so short a time. Own choice. */
  private static final Duration JUST_NOW = Duration.ofMinutes(15);

  /** A start waits no longer for what the district has last. Own choice. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);

  /** So many entries come back in a moment; then the console is told. */
  private static final long TELL_EVERY = 20_000;

  private final Settings settings;
  private final Path data;
  private final PrintWriter out;
  private final Address address;
  private long told;

  private Regain(Settings settings, Path data, PrintWriter out, Address address) {
    this.address = address;
    this.settings = settings;
    this.data = data;
    this.out = out;
  }

  /** Looks whether the journal is there, and acts where it is not. The hall starts in any case. */
  public static void ifLost(
      Settings settings, Path data, OpenFaults faults, Supplier<Instant> wall, PrintWriter out)
      throws IOException, JournalTrouble {
    if (settings.district().isEmpty() || !isGone(data.resolve(JOURNAL))) return;
    Address address = Joined.address(settings, faults, wall);
    switch (new Regain(settings, data, out, address).fetch()) {
      case Past.Outcome.None none -> LOG.info("A new hall: the district knows nothing of it");
      case Past.Outcome.Back back -> LOG.info("Back from the district: {} entries", back.entries());
      case Past.Outcome.Away away -> {
        NumbersMove.ask(data);
        String hall = "hall " + settings.hall().id();
        faults.raise(new Fault(FaultCode.DISTRICT_PAST, hall, away.why(), wall.get()));
      }
    }
  }

  /**
   * Looks whether the district has events of this hall that its journal lacks: an old disk or image
   * was put back. What follows is added, and today's numbers move. A hall that ran a moment ago is
   * not held up with the question.
   *
   * @return whether {@code opened} was closed for it and is to be opened again
   */
  public static boolean ifOld(
      Settings settings,
      Path data,
      Journal.Opened opened,
      OpenFaults faults,
      Supplier<Instant> wall,
      PrintWriter out)
      throws IOException, JournalTrouble {
    Optional<Position> last = opened.journal().found().last();
    Instant at = opened.hall().at();
    boolean ranJustNow =
        Duration.between(at, wall.get()).abs().compareTo(JUST_NOW) < 0
            && !NumbersMove.isAsked(data);
    if (settings.district().isEmpty() || last.isEmpty() || ranJustNow) return false;
    Address address = Joined.address(settings, faults, wall);
    try {
      Optional<Position> newest = Past.newest(address, TOLD_WITHIN);
      if (newest.isEmpty() || holds(opened.journal(), newest.get())) return false;
      LOG.warn("The journal ends at {}, but the district has {}", last.get(), newest.get());
      NumbersMove.ask(data);
      close(opened.journal());
      new Regain(settings, data, out, address).goOn(new Past.End(last.get(), at), faults, wall);
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean holds(Journal journal, Position position)
      throws IOException, JournalTrouble {
    try (JournalReader reader = journal.reader()) {
      return reader.holds(position);
    }
  }

  private static void close(Journal journal) throws IOException {
    try {
      journal.close();
    } catch (JournalUnwritable e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** What cannot be added keeps no hall from starting: its numbers move, and it is said. */
  private void goOn(Past.End end, OpenFaults faults, Supplier<Instant> wall)
      throws JournalTrouble, InterruptedException {
    String why;
    try {
      why = added(end);
    } catch (IOException e) {
      why = "they could not be added: " + e.getMessage();
    }
    if (why.isEmpty()) return;
    String hall = "hall " + settings.hall().id();
    faults.raise(new Fault(FaultCode.DISTRICT_OLD_DISK, hall, why, wall.get()));
  }

  /** Adds what follows the journal's end; what is still missing, empty: nothing. */
  private String added(Past.End end) throws IOException, JournalTrouble, InterruptedException {
    Path fresh = data.resolve(UNFINISHED);
    remove(fresh);
    linked(data.resolve(JOURNAL), fresh);
    var shelf = new FileDisk(data.resolve(Joined.FOLDER));
    String why =
        switch (Past.goOn(address, shelf, new FileDisk(fresh), end, this::tell)) {
          case Past.Outcome.None none -> "the district knows nothing of it any more";
          case Past.Outcome.Away away -> away.why();
          case Past.Outcome.Back back -> add(fresh, back);
        };
    remove(fresh);
    return why;
  }

  /** Every file under a second name: what is there is never written again, only added to. */
  private static void linked(Path folder, Path other) throws IOException {
    Files.createDirectories(other);
    for (Path file : files(folder)) Files.createLink(other.resolve(file.getFileName()), file);
  }

  /** Puts the files that were made to the journal, one after the other; what is still missing. */
  private String add(Path fresh, Past.Outcome.Back back) throws IOException, JournalTrouble {
    if (!isWhole(new FileDisk(fresh))) return "what it has cannot be gone on from";
    Path journal = data.resolve(JOURNAL);
    for (Path file : files(fresh)) {
      Path to = journal.resolve(file.getFileName());
      if (!Files.exists(to)) Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
    }
    SecretFile.force(journal);
    say("旧磁盘：已从区级补回 %1$d 条记录 An old disk: %1$d entries added", back.entries());
    return back.aside() == 0 ? "" : back.aside() + " entries do not go on from its end";
  }

  /** In the order of their names, in which a journal's follow. */
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isGone(Path journal) throws IOException, JournalTrouble {
    return !Files.isDirectory(journal) || Journal.hallOf(new FileDisk(journal)).isEmpty();
  }

  private Past.Outcome fetch() throws IOException, JournalTrouble {
    Path fresh = data.resolve(UNFINISHED);
    remove(fresh);
    Past.Outcome outcome;
    try {
      var disk = new FileDisk(fresh);
      outcome = Past.fetch(address, new FileDisk(data.resolve(Joined.FOLDER)), disk, this::tell);
      if (outcome instanceof Past.Outcome.None) outcome = lostToo(outcome);
      if (outcome instanceof Past.Outcome.Back back) {
        if (!isWhole(disk)) outcome = new Past.Outcome.Away("what it has is no whole past");
        else take(fresh, back);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      outcome = new Past.Outcome.Away("interrupted");
    }
    remove(fresh);
    return outcome;
  }

  /** The district's servers may have lost their disks with this hall: another hall knows better. */
  private Past.Outcome lostToo(Past.Outcome none) throws InterruptedException {
    List<String> halls =
        settings.district().orElseThrow().halls().stream().map(Settings.OtherHall::id).toList();
    Optional<String> known = Past.knownTo(address, halls);
    return known.isEmpty()
        ? none
        : new Past.Outcome.Away(known.get() + " knows this hall, but nobody has its past");
  }

  /** Whether the hall of today can be made of it: a start must not fail over it. */
  private boolean isWhole(FileDisk disk) throws JournalTrouble {
    var folded = new ArrayList<Hall>(List.of(Hall.empty(settings.plan())));
    try (Journal journal =
        Journal.open(
            disk,
            settings.hall().id(),
            "0".repeat(16),
            entry -> folded.set(0, folded.getFirst().apply(entry)))) {
      return journal.found().entries() > 0;
    } catch (JournalUnwritable | IllegalStateException | IllegalArgumentException unfit) {
      LOG.warn("The past that the district has cannot be gone on from", unfit);
      return false;
    }
  }

  /** The note first: were the power cut between, numbers would move without need and no harm. */
  private void take(Path fresh, Past.Outcome.Back back) throws IOException {
    NumbersMove.ask(data);
    Path journal = data.resolve(JOURNAL);
    remove(journal);
    Files.move(fresh, journal, StandardCopyOption.ATOMIC_MOVE);
    SecretFile.force(data);
    say("已从区级恢复 %1$d 条记录 Back from the district: %1$d entries", back.entries());
  }

  private void tell(long entries) {
    if (entries < told + TELL_EVERY) return;
    told = entries;
    say("正在从区级恢复：%1$d 条 Coming back from the district: %1$d entries", entries);
  }

  private void say(String text, long entries) {
    out.println("  " + text.formatted(entries));
    out.flush();
  }

  /** A folder of files and no folders. */
  private static void remove(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) return;
    for (Path file : files(folder)) Files.delete(file);
    Files.delete(folder);
  }
}
