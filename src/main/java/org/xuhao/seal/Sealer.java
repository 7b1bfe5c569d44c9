package org.xuhao.seal;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalPoint;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.Link;

/** Makes the seals that are still missing behind the newest one. Used from one thread. */
public final class Sealer {
  private final String hall;
  private final SealFolder folder;
  private final Signatures signatures;
  private final Signatures.Pair keys;

  /** Nothing is read or written yet. */
  public Sealer(String hall, SealFolder folder, Signatures signatures, Signatures.Pair keys) {
    this.hall = hall;
    this.folder = folder;
    this.signatures = signatures;
    this.keys = keys;
  }

  /** The records behind the newest seal, and the seals that were made of them. */
  private final class Made implements Link.Sink {
    private final List<Seal> seals = new ArrayList<>();
    private final StringBuilder marks = new StringBuilder();
    private Optional<JournalPoint> from;

    Made(Optional<JournalPoint> from) {
      this.from = from;
    }

    @Override
    public void take(Link link) {
      marks.append(Seal.mark(link.point()));
      if (link.closes().isEmpty()) return;
      seals.add(
          new Seal(
              hall,
              link.closes().get(),
              from,
              link.point(),
              marks.toString(),
              signatures.scheme(),
              ""));
      marks.setLength(0);
      from = Optional.of(link.point());
    }
  }

  /**
   * Seals every closed day behind the newest seal, as far as the journal is on disk for certain,
   * and gives those days. Beside the journal's writer; reads a day's records again.
   *
   * @throws JournalTrouble when the records do not follow from the newest seal
   * @throws SealTrouble when a seal or a key is not what it ought to be
   */
  public List<LocalDate> sealAll(Journal journal) throws JournalTrouble, SealTrouble, IOException {
    Optional<JournalPoint> newest = folder.newest().map(Seal::head);
    var made = new Made(newest);
    journal.links(newest, made);
    List<LocalDate> days = new ArrayList<>();
    for (Seal seal : made.seals) {
      folder.add(seal.signedWith(signatures.sign(keys.secret(), seal.signed())));
      days.add(seal.day());
    }
    return days;
  }
}
