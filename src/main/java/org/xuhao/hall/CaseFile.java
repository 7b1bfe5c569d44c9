package org.xuhao.hall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
 * @param opened when, by the clock on that hall's wall; null: an older release told of it
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
    @Nullable Instant opened,
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

    /** Whether nothing can go on with it. */
    public boolean isOver() {
      return this == COMPLETED || this == EXPIRED || this == MERGED;
    }
  }

  static CaseFile of(CaseEvent.CaseOpened e, Instant wall) {
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
        wall,
        e.expires(),
        null,
        false,
        false,
        null,
        false,
        0);
  }

  /**
   * Why nobody can go on with it now: it is over, a window of this hall works on it, or one of
   * {@code tickets} does already; empty: nothing speaks against it.
   */
  public Optional<Refusal> cannotGoOn(Iterable<Ticket> tickets) {
    if (state.isOver()) return Optional.of(Refusal.CASE_OVER);
    if (isAtWork()) return Optional.of(Refusal.CASE_ELSEWHERE);
    return isHeldBy(tickets) ? Optional.of(Refusal.TICKET_EXISTS) : Optional.empty();
  }

  /** Whether one of {@code tickets} that is not over stands for it. */
  boolean isHeldBy(Iterable<Ticket> tickets) {
    for (Ticket ticket : tickets)
      if (!ticket.isOver() && id.equals(ticket.matter().file())) return true;
    return false;
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
   * Total, for another hall's number may have been taken over that is none.
   */
  private long number() {
    int dash = id.id().lastIndexOf('-');
    long opener = id.id().substring(0, Math.max(dash, 0)).hashCode();
    String count = id.id().substring(dash + 1);
    long digits = count.matches(CaseId.COUNT) ? Long.parseLong(count) : count.hashCode();
    return (opener << COUNT_BITS) + digits;
  }

  CaseFile in(State next) {
    return with(copy -> copy.state = next);
  }

  /** Goes back to what it was before the visit. */
  CaseFile back() {
    return isAtWork() ? in(before) : this;
  }

  /** As changed for the {@code count}th time. */
  CaseFile step(int count) {
    return with(copy -> copy.steps = count);
  }

  /** Answered for by another hall; null: by this one. */
  public CaseFile at(@Nullable String hall) {
    return with(copy -> copy.elsewhere = hall);
  }

  /** Whether taking {@code district} over would change nothing here. */
  public boolean isAs(CaseFile district) {
    return heard(district).step(steps).equals(this);
  }

  /** Without what its visitor is known by and without what is written on notices. */
  public CaseFile unnamed() {
    return with(copy -> {
      copy.visitor = null;
      copy.missing = List.of();
      copy.checked = List.of();
      copy.codes = List.of();
    });
  }

  /** What the district knows of it; a visit under way here goes on. */
  CaseFile heard(CaseFile district) {
    if (!isAtWork()) return district;
    return district.with(copy -> {
      copy.state = State.RESUMED;
      copy.window = window;
      copy.clerk = clerk;
      copy.firstClerk = firstClerk;
      copy.elsewhere = null;
    });
  }

  CaseFile resumed(WindowId at, @Nullable ClerkId by) {
    return with(copy -> {
      copy.state = State.RESUMED;
      copy.window = at;
      copy.clerk = by;
      copy.visits++;
      copy.elsewhere = null;
    });
  }

  CaseFile noticed(CaseEvent.NoticeGiven e) {
    return with(copy -> {
      copy.state = State.AWAITING;
      copy.before = State.AWAITING;
      copy.missing = e.missing();
      copy.checked = union(checked, e.checked());
      copy.codes = union(codes, List.of(e.code()));
      copy.due = null;
      copy.overdue = false;
    });
  }

  CaseFile tolerated(CaseEvent.CaseTolerated e) {
    return with(copy -> {
      copy.state = State.TOLERATED;
      copy.before = State.TOLERATED;
      copy.missing = e.missing();
      copy.due = e.due();
      copy.overdue = false;
      copy.commitment = e.commitment();
    });
  }

  /** Once checked, always checked. */
  CaseFile checked(List<String> materials) {
    var left = new ArrayList<>(missing);
    left.removeAll(materials);
    return with(copy -> {
      copy.missing = left;
      copy.checked = union(checked, materials);
    });
  }

  /** Somebody knows that two halls worked on it. */
  CaseFile seen() {
    return with(copy -> copy.parallel = false);
  }

  /** With what was said and checked of one that it goes on for. */
  CaseFile merged(CaseFile younger) {
    return checked(younger.checked).named(younger.codes);
  }

  /** With codes that lead to it now, beside its own. */
  public CaseFile named(List<String> more) {
    return with(copy -> copy.codes = union(more, codes));
  }

  /** Whether it was opened before {@code other}; of one moment the lesser number. */
  boolean isOlderThan(CaseFile other) {
    Instant since = opened;
    Instant others = other.opened;
    int order =
        since == null || others == null
            ? expires.compareTo(other.expires)
            : since.compareTo(others);
    return (order == 0 ? id.compareTo(other.id) : order) < 0;
  }

  CaseFile late() {
    return with(copy -> copy.overdue = true);
  }

  private static List<String> union(List<String> one, List<String> other) {
    var all = new LinkedHashSet<>(one);
    all.addAll(other);
    return List.copyOf(all);
  }

  private CaseFile with(Consumer<Copy> change) {
    var copy = new Copy(this);
    change.accept(copy);
    return copy.file();
  }

  /** What may change of a file, to be changed; number, service and expiry stay. */
  private static final class Copy {
    private final CaseFile of;
    private @Nullable String visitor;
    private State state;
    private State before;
    private WindowId window;
    private @Nullable ClerkId clerk;
    private @Nullable ClerkId firstClerk;
    private List<String> missing;
    private List<String> checked;
    private List<String> codes;
    private int visits;
    private @Nullable Instant due;
    private boolean overdue;
    private boolean commitment;
    private @Nullable String elsewhere;
    private boolean parallel;
    private int steps;

    Copy(CaseFile of) {
      this.of = of;
      visitor = of.visitor;
      state = of.state;
      before = of.before;
      window = of.window;
      clerk = of.clerk;
      firstClerk = of.firstClerk;
      missing = of.missing;
      checked = of.checked;
      codes = of.codes;
      visits = of.visits;
      due = of.due;
      overdue = of.overdue;
      commitment = of.commitment;
      elsewhere = of.elsewhere;
      parallel = of.parallel;
      steps = of.steps;
    }

    CaseFile file() {
      return new CaseFile(
          of.id,
          of.service,
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
          of.opened,
          of.expires,
          due,
          overdue,
          commitment,
          elsewhere,
          parallel,
          steps);
    }
  }
}
