package org.xuhao.seal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.journal.JournalPoint;
import org.xuhao.journal.Link;
import org.xuhao.journal.Position;

/**
 * Compares a journal, record by record, with the seals of its days. It stops at the first record
 * that is not the one that was sealed.
 */
public final class SealAudit implements Link.Sink {

  /**
   * What does not fit.
   *
   * @param day of the first seal that does not fit
   * @param event the first event that is not as it was sealed; empty where the seal itself is wrong
   * @param says what was seen
   */
  public record Unfit(LocalDate day, Optional<Position> event, String says) {}

  private final List<Seal> seals;
  private final List<LocalDate> fitting = new ArrayList<>();
  private final List<LocalDate> unsealed = new ArrayList<>();
  private final List<LocalDate> gaps = new ArrayList<>();
  private @Nullable Unfit unfit;
  private @Nullable Seal current;
  private @Nullable JournalPoint before;
  private int next;
  private int record;

  /**
   * Compares with these.
   *
   * @param seals by day
   * @throws SealTrouble when {@code open} is no key
   */
  public SealAudit(String hall, List<Seal> seals, Signatures signatures, String open)
      throws SealTrouble {
    this.seals = List.copyOf(seals);
    for (Seal seal : seals) {
      if (unfit != null) continue;
      if (!seal.hall().equals(hall))
        unfit = of(seal, "it is of hall " + seal.hall() + ", not of " + hall);
      else if (!seal.scheme().equals(signatures.scheme()))
        unfit = of(seal, "it is signed by " + seal.scheme() + ", which this release does not know");
      else if (!signatures.fits(open, seal.signed(), seal.signature()))
        unfit = of(seal, "it was not signed with the key that belongs to this public key");
    }
  }

  private static Unfit of(Seal seal, String says) {
    return new Unfit(seal.day(), Optional.empty(), says);
  }

  @Override
  public void take(Link link) {
    if (current == null && next < seals.size()) begin();
    Seal seal = current;
    if (seal != null) compare(seal, link);
    if (isSealedAt(link)) gaps.addAll(unsealed);
    if (isSealedAt(link)) unsealed.clear();
    else if (link.closes().isPresent() && !stopped()) unsealed.add(link.closes().get());
    before = link.point();
  }

  private boolean isSealedAt(Link link) {
    return link.closes().isPresent()
        && !fitting.isEmpty()
        && fitting.getLast().equals(link.closes().get());
  }

  /** The next seal's marks begin here, or later: where the seal before it is gone. */
  private void begin() {
    Seal seal = seals.get(next);
    boolean here = seal.from().isPresent() ? seal.from().get().equals(before) : before == null;
    if (!here) return;
    current = seal;
    record = 0;
  }

  private void compare(Seal seal, Link link) {
    if (stopped()) return;
    if (!seal.mark(record).equals(Optional.of(Seal.mark(link.point())))) {
      differs(seal, link);
      return;
    }
    record++;
    if (record < seal.records()) return;
    if (!seal.head().equals(link.point()) || !link.closes().equals(Optional.of(seal.day()))) {
      differs(seal, link);
      return;
    }
    fitting.add(seal.day());
    next++;
    current = null;
  }

  /** A seal of this day or one before that is wrong in itself stays the first. */
  private void differs(Seal seal, Link link) {
    Unfit already = unfit;
    if (already != null && !already.day().isAfter(seal.day())) return;
    unfit =
        new Unfit(
            seal.day(),
            Optional.of(link.first()),
            "event %s, in segment %d at byte %d, is not the one that was sealed"
                .formatted(link.first(), link.point().segment(), link.point().recordAt()));
    next = seals.size();
    current = null;
  }

  private boolean stopped() {
    Unfit found = unfit;
    return found != null && found.event().isPresent();
  }

  /** The last record that was taken; empty before the first. */
  public Optional<Position> last() {
    return Optional.ofNullable(before).map(JournalPoint::last);
  }

  /** The first seal that does not fit, once all records there are were taken. */
  public Optional<Unfit> end() {
    Unfit found = unfit;
    if (next < seals.size()) {
      Seal seal = seals.get(next);
      if (found == null || found.day().isAfter(seal.day())) return Optional.of(cutOff(seal));
    }
    return Optional.ofNullable(found);
  }

  private Unfit cutOff(Seal seal) {
    String last = last().map(Position::toString).orElse("none");
    return of(
        seal,
        current == null
            ? "it begins behind event %s, which this journal does not hold; the last is %s"
                .formatted(seal.from().map(f -> f.last().toString()).orElse("none"), last)
            : "it stands for event %s, but the journal ends with %s: what followed was removed"
                .formatted(seal.head().last(), last));
  }

  /** The days whose seals fit, rising. */
  public List<LocalDate> fitting() {
    return List.copyOf(fitting);
  }

  /** Closed days without a seal although a later day has one: it was removed. */
  public List<LocalDate> gaps() {
    return List.copyOf(gaps);
  }

  /** Closed days behind the last seal: their seals are not yet made, or were removed. */
  public List<LocalDate> unsealed() {
    return List.copyOf(unsealed);
  }
}
