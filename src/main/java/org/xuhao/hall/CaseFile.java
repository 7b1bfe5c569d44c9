package org.xuhao.hall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;

/**
 * A matter that outlives a visit (办件). Ended ones are kept as long as their notice may be shown, so
 * that whoever shows it is told.
 *
 * @param before the state that a resumed case goes back to when the visit brings nothing new; of
 *     any other open case the state itself
 * @param window where it was last worked on, with the clerk
 * @param firstClerk who took it up first (首问负责)
 * @param missing materials still to be brought
 * @param checked materials that need not be brought again
 * @param codes of its notices, the latest last
 * @param expires when the clock on the wall ends it, unless it was completed
 * @param due when what is missing must be there, for a tolerant acceptance
 * @param elsewhere the hall that worked on it last and answers for it now, where that is another
 *     one; null: this one
 * @param parallel two halls worked on it without knowing of each other (双边接续)
 * @param steps how often it changed here, so that news of it are weighed against what is known
 */
public record CaseFile(
    CaseId id,
    ServiceCode service,
    @Nullable String visitor,
    State state,
    State before,
    WindowId window,
    @Nullable ClerkId clerk,
    @Nullable ClerkId firstClerk,
    List<String> missing,
    List<String> checked,
    List<String> codes,
    int visits,
    Instant expires,
    @Nullable Instant due,
    boolean overdue,
    boolean commitment,
    @Nullable String elsewhere,
    boolean parallel,
    int steps) {

  /** No hall opens so many cases. */
  private static final int COUNT_BITS = 31;

  public CaseFile {
    missing = List.copyOf(missing);
    checked = List.copyOf(checked);
    codes = List.copyOf(codes);
  }

  /** Source: rules of the hall, section 1, Case. */
  public enum State {
    OPEN,
    AWAITING,
    TOLERATED,
    RESUMED,
    COMPLETED,
    EXPIRED,
    MERGED;

    boolean isOver() {
      return this == COMPLETED || this == EXPIRED || this == MERGED;
    }
  }

  static CaseFile of(CaseEvent.CaseOpened e) {
    return new CaseFile(
        e.file(),
        e.service(),
        e.visitor(),
        State.OPEN,
        State.OPEN,
        e.window(),
        e.clerk(),
        e.clerk(),
        List.of(),
        List.of(),
        List.of(),
        1,
        e.expires(),
        null,
        false,
        false,
        null,
        false,
        0);
  }

  /** Whether a window of this hall works on it now. */
  boolean isAtWork() {
    return state == State.RESUMED && elsewhere == null;
  }

  /** When the clock on the wall changes something; null: not in this state, or another hall's. */
  @Nullable Deadline deadline() {
    if (elsewhere != null) return null;
    return switch (state) {
      case AWAITING, OPEN -> new Deadline(expires, Deadline.Kind.CASE_EXPIRY, number());
      case TOLERATED ->
          due == null || overdue ? null : new Deadline(due, Deadline.Kind.CASE_DUE, number());
      case RESUMED, COMPLETED, EXPIRED, MERGED -> null;
    };
  }

  /**
   * Digits at the end of its number: deadlines of one instant are met in this order, hall by hall.
   */
  private long number() {
    int dash = id.id().lastIndexOf('-');
    long opener = id.id().substring(0, Math.max(dash, 0)).hashCode();
    return (opener << COUNT_BITS) + Long.parseLong(id.id().substring(dash + 1));
  }

  CaseFile in(State next) {
    return with(next, before, missing, checked, codes, due, overdue, commitment);
  }

  /** Goes back to what it was before the visit. */
  CaseFile back() {
    return isAtWork() ? in(before) : this;
  }

  /** One more change. */
  CaseFile step(int count) {
    return new CaseFile(
        id,
        service,
        visitor,
        state,
        before,
        window,
        clerk,
        firstClerk,
        missing,
        checked,
        codes,
        visits,
        expires,
        due,
        overdue,
        commitment,
        elsewhere,
        parallel,
        count);
  }

  /** Whether taking {@code district} over would change nothing here. */
  public boolean isAs(CaseFile district) {
    return heard(district).step(steps).equals(this);
  }

  /** Without what its visitor is known by and without what is written on notices. */
  public CaseFile unnamed() {
    return new CaseFile(
        id,
        service,
        null,
        state,
        before,
        window,
        clerk,
        firstClerk,
        List.of(),
        List.of(),
        List.of(),
        visits,
        expires,
        due,
        overdue,
        commitment,
        elsewhere,
        parallel,
        steps);
  }

  /** What the district knows of it; a visit under way here goes on. */
  CaseFile heard(CaseFile district) {
    if (!isAtWork()) return district;
    return new CaseFile(
        id,
        service,
        district.visitor,
        state,
        district.before,
        window,
        clerk,
        firstClerk,
        district.missing,
        district.checked,
        district.codes,
        district.visits,
        district.expires,
        district.due,
        district.overdue,
        district.commitment,
        null,
        district.parallel,
        steps);
  }

  CaseFile resumed(WindowId at, @Nullable ClerkId by) {
    return new CaseFile(
        id,
        service,
        visitor,
        State.RESUMED,
        before,
        at,
        by,
        firstClerk,
        missing,
        checked,
        codes,
        visits + 1,
        expires,
        due,
        overdue,
        commitment,
        null,
        parallel,
        steps);
  }

  CaseFile noticed(CaseEvent.NoticeGiven e) {
    return with(
        State.AWAITING,
        State.AWAITING,
        e.missing(),
        union(checked, e.checked()),
        union(codes, List.of(e.code())),
        null,
        false,
        commitment);
  }

  CaseFile tolerated(CaseEvent.CaseTolerated e) {
    return with(
        State.TOLERATED,
        State.TOLERATED,
        e.missing(),
        checked,
        codes,
        e.due(),
        false,
        e.commitment());
  }

  /** Once checked, always checked. */
  CaseFile checked(List<String> materials) {
    var left = new ArrayList<>(missing);
    left.removeAll(materials);
    return with(state, before, left, union(checked, materials), codes, due, overdue, commitment);
  }

  CaseFile late() {
    return with(state, before, missing, checked, codes, due, true, commitment);
  }

  private static List<String> union(List<String> one, List<String> other) {
    var all = new LinkedHashSet<>(one);
    all.addAll(other);
    return List.copyOf(all);
  }

  private CaseFile with(
      State nextState,
      State nextBefore,
      List<String> nextMissing,
      List<String> nextChecked,
      List<String> nextCodes,
      @Nullable Instant nextDue,
      boolean nextOverdue,
      boolean nextCommitment) {
    return new CaseFile(
        id,
        service,
        visitor,
        nextState,
        nextBefore,
        window,
        clerk,
        firstClerk,
        nextMissing,
        nextChecked,
        nextCodes,
        visits,
        expires,
        nextDue,
        nextOverdue,
        nextCommitment,
        elsewhere,
        parallel,
        steps);
  }
}
