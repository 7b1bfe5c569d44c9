package org.xuhao.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.xuhao.app.door.TrailProof;
import org.xuhao.app.verb.Exit;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Found;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.Position;
import org.xuhao.journal.Verified;
import org.xuhao.seal.Ed25519;
import org.xuhao.seal.Seal;
import org.xuhao.seal.SealAudit;
import org.xuhao.seal.SealFolder;
import org.xuhao.seal.SealTrouble;

/**
 * Proves that a journal is as it was written: each record follows from the one before, and each
 * closed day is the one that was sealed. Reads only; the hall may run.
 */
final class Proof {
  private final Path journal;
  private final SealFolder folder;
  private final PrintWriter out;
  private boolean damaged;

  private Proof(Path journal, SealFolder folder, PrintWriter out) {
    this.journal = journal;
    this.folder = folder;
    this.out = out;
  }

  /**
   * Says what holds and the first event that does not; gives the exit code.
   *
   * @param key a public key to believe; empty: the one beside the seals
   */
  static int tell(Path data, Optional<Path> key, PrintWriter out) {
    if (!Files.isDirectory(data.resolve("journal"))) {
      out.println("xuhao: " + data + " holds no journal; name the hall's data folder. 没有日志。");
      return Exit.REFUSED;
    }
    int proved = tell(data.resolve("journal"), SealKeeper.folder(data), key, out);
    try {
      return TrailProof.tell(data, out) || proved != Exit.DONE ? proved : Exit.DAMAGED;
    } catch (IOException e) {
      out.println("xuhao: " + e.getMessage());
      return Exit.REFUSED;
    }
  }

  /** The same of files that lie elsewhere. */
  static int tell(Path journal, SealFolder seals, Optional<Path> key, PrintWriter out) {
    try {
      return new Proof(journal, seals, out).tell(key);
    } catch (JournalTrouble e) {
      out.println("xuhao: " + e.getMessage());
      out.println("  " + e.remedy());
      return Exit.DAMAGED;
    } catch (NotStarted | IOException e) {
      out.println("xuhao: " + e.getMessage());
      return Exit.REFUSED;
    } catch (SealTrouble e) {
      out.println("xuhao: " + e.getMessage());
      out.println("  The seal or key is damaged or was edited. 封签或公钥已损坏或被改动。");
      return Exit.DAMAGED;
    }
  }

  private int tell(Optional<Path> key) throws JournalTrouble, NotStarted, IOException, SealTrouble {
    var disk = new FileDisk(journal);
    String hall = Journal.hallOf(disk).orElse("");
    // Read before the journal: a day that is closed meanwhile is then not yet sealed, never short.
    List<Seal> seals = folder.all();
    Optional<String> open = open(key);
    if (!seals.isEmpty() && open.isEmpty())
      throw new NotStarted("the public key beside the seals is gone; give one with --key", null);
    var audit =
        new SealAudit(hall, open.isEmpty() ? List.of() : seals, new Ed25519(), open.orElse(""));
    Verified verified = Journal.verify(disk, hall, audit);
    sayFound(hall, verified.found());
    Optional<SealAudit.Unfit> unfit = audit.end();
    // A record that is not the sealed one was met before the chain broke.
    boolean sealFirst = unfit.flatMap(SealAudit.Unfit::event).isPresent();
    if (verified.trouble().isPresent()) sayTrouble(verified.trouble().get(), verified.found());
    else out.println("The chain holds: every record follows from the one before. 日志完整。");
    if (unfit.isPresent() && (sealFirst || verified.trouble().isEmpty())) say(unfit.get());
    saySeals(audit, key.isPresent());
    return damaged ? Exit.DAMAGED : Exit.DONE;
  }

  private Optional<String> open(Optional<Path> key) throws IOException {
    if (key.isEmpty()) return folder.openKey();
    return Optional.of(Files.readString(key.get()));
  }

  private void sayFound(String hall, Found found) {
    out.printf(
        "Hall %s: %d segments, %d entries, %d events; the last is %s.%n",
        hall,
        found.segments(),
        found.entries(),
        found.events(),
        found.last().map(Object::toString).orElse("none"));
    if (found.cutBytes() > 0)
      out.printf(
          "The end is torn: %d bytes that were never acknowledged. 尾部有未确认的残留。%n", found.cutBytes());
  }

  private void sayTrouble(JournalTrouble trouble, Found found) {
    damaged = true;
    out.println("xuhao: " + trouble.getMessage());
    out.printf(
        "  The first event in doubt is the one after %s. 首个存疑事件在其后。%n",
        found.last().map(Position::toString).orElse("the beginning"));
    out.println("  " + trouble.remedy());
  }

  private void say(SealAudit.Unfit unfit) {
    damaged = true;
    out.printf("xuhao: the seal of %s does not fit: %s%n", unfit.day(), unfit.says());
    out.println(
        "  封签不符：日志、封签或公钥已被改动，或日志缺失。"
            + " Journal, seal or key was changed, or records were removed; compare with a backup.");
  }

  private void saySeals(SealAudit audit, boolean own) {
    List<LocalDate> fitting = audit.fitting();
    if (!fitting.isEmpty())
      out.printf(
          "%d days are as they were sealed, %s to %s%s. 封签相符 %d 天。%n",
          fitting.size(),
          fitting.getFirst(),
          fitting.getLast(),
          own ? ", by the key that was given" : "",
          fitting.size());
    for (LocalDate day : audit.gaps()) {
      damaged = true;
      out.printf("xuhao: the closed day %s has no seal: it was removed. 缺少封签。%n", day);
    }
    for (LocalDate day : audit.unsealed())
      out.printf("The closed day %s has no seal yet; it rests on the chain alone. 尚未封签。%n", day);
    if (own && fitting.isEmpty() && !audit.unsealed().isEmpty()) {
      damaged = true;
      out.println("xuhao: days were closed and none is sealed. 没有任何封签。");
    }
  }
}
