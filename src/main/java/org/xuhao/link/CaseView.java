package org.xuhao.link;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.CaseEvent.CaseMerged;
import org.xuhao.hall.CaseEvent.CaseOpened;
import org.xuhao.hall.CaseEvent.CaseResumed;
import org.xuhao.hall.CaseEvent.CaseTolerated;
import org.xuhao.hall.CaseEvent.MaterialsChecked;
import org.xuhao.hall.CaseEvent.NoticeGiven;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.CaseFile.State;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.WindowId;

/**
 * What the set of things known of a case means, the same in every hall that holds the same set.
 *
 * @param owner the hall that answers for it: where it was worked on last
 * @param since when that came about by which its state is what it is, by that hall's clock
 * @param visits all of them, in order
 * @param heads the newest things known of it
 * @param into the older one that goes on for it; null: it was not merged
 * @param isWhole whether this release understands all of it; else it is only to be read here
 */
public record CaseView(
    String owner,
    CaseFile file,
    Instant since,
    List<CaseVisit> visits,
    List<Key> heads,
    @Nullable CaseId into,
    boolean isWhole) {
  public CaseView {
    visits = List.copyOf(visits);
    heads = List.copyOf(heads);
  }

  /** With codes of those that were merged into it. */
  CaseView named(List<String> codes) {
    return codes.isEmpty()
        ? this
        : new CaseView(owner, file.named(codes), since, visits, heads, into, isWhole);
  }

  /**
   * What another hall does with a case while a window has it here, or has done.
   *
   * @param since the call there, or the completion, by that hall's clock
   */
  public record Meanwhile(String hall, WindowId window, Instant since, boolean completed) {}

  /** That of another hall than {@code hall}; empty: nothing that its clerk has to know of. */
  public Optional<Meanwhile> meanwhile(String hall) {
    if (file.state() == State.COMPLETED && !owner.equals(hall))
      return Optional.of(new Meanwhile(owner, file.window(), since, true));
    return visits.reversed().stream()
        .filter(visit -> !visit.over() && !visit.hall().equals(hall))
        .map(visit -> new Meanwhile(visit.hall(), visit.window(), visit.wall(), false))
        .findFirst();
  }

  /** Empty while its opening has not arrived. */
  static Optional<CaseView> of(CaseHistory history) {
    return new Reading(history).view();
  }

  /** The file as {@code hall} keeps it. */
  public CaseFile fileIn(String hall) {
    return file.at(owner.equals(hall) ? null : owner);
  }

  /** Reads one history. Source of the rules: the district's design, section 3. */
  private static final class Reading {
    private final CaseHistory history;
    private final List<CaseVisit> visits;

    Reading(CaseHistory history) {
      this.history = history;
      this.visits = CaseVisit.of(history);
    }

    Optional<CaseView> view() {
      CaseOpened opened = null;
      Instant began = Instant.MAX;
      boolean whole = true;
      for (int at = 0; at < history.size(); at++) {
        Event event = history.event(at).orElse(null);
        if (event == null) whole = false;
        if (opened != null || !(event instanceof CaseOpened first)) continue;
        opened = first;
        began = history.fact(at).wall();
      }
      if (opened == null || visits.isEmpty()) return Optional.empty();
      int deciding = deciding(at -> true);
      String owner = history.fact(deciding).key().hall();
      List<Key> heads =
          history.newest(at -> true).stream().map(at -> history.fact(at).key()).toList();
      CaseId into =
          history.event(deciding).orElse(null) instanceof CaseMerged merged ? merged.into() : null;
      CaseFile file = file(opened, began, deciding, owner);
      Instant since = history.fact(deciding).wall();
      return Optional.of(new CaseView(owner, file, since, visits, heads, into, whole));
    }

    /** The newest thing that sets a state, the strongest of several that did not know another. */
    private int deciding(IntPredicate among) {
      return history.newest(at -> among.test(at) && setsState(at)).stream()
          .max(Comparator.comparingInt(this::strength).thenComparingInt(at -> at))
          .orElse(0);
    }

    private boolean setsState(int at) {
      return switch (history.event(at).orElse(null)) {
        case null -> false;
        case MaterialsChecked e -> false;
        case CaseEvent.CaseOverdue e -> false;
        case CaseEvent.ConflictSeen e -> false;
        default -> true;
      };
    }

    private int strength(int at) {
      return switch (state(at)) {
        case COMPLETED, MERGED -> 4;
        case OPEN, TOLERATED -> 3;
        case RESUMED -> 2;
        case AWAITING -> 1;
        case EXPIRED -> 0;
      };
    }

    /** The state that this one sets. */
    private State state(int at) {
      return switch (history.event(at).orElse(null)) {
        case CaseResumed e -> State.RESUMED;
        case NoticeGiven e -> State.AWAITING;
        case CaseTolerated e -> State.TOLERATED;
        case CaseEvent.CaseCompleted e -> State.COMPLETED;
        case CaseEvent.CaseExpired e -> State.EXPIRED;
        case CaseEvent.CaseMerged e -> State.MERGED;
        case Event.VisitEnded e -> before(at);
        case Event.ItemStarted e -> before(at);
        case null, default -> State.OPEN;
      };
    }

    /** The state without the visits that brought nothing new, as it was known at {@code end}. */
    private State before(int end) {
      return state(deciding(at -> history.knew(end, at) && brings(at)));
    }

    private boolean brings(int at) {
      Event event = history.event(at).orElse(null);
      return !(event instanceof CaseResumed
          || event instanceof Event.VisitEnded
          || event instanceof Event.ItemStarted);
    }

    private CaseFile file(CaseOpened opened, Instant began, int deciding, String owner) {
      State state = state(deciding);
      boolean working = state == State.RESUMED;
      CaseVisit last = lastOf(owner);
      var tolerated = newest(CaseTolerated.class);
      Instant due =
          tolerated.stream().map(CaseTolerated::due).max(Comparator.naturalOrder()).orElse(null);
      return new CaseFile(
          opened.file(),
          opened.service(),
          opened.visitor(),
          state,
          working ? state(deciding(this::brings)) : state,
          last.window(),
          last.clerk(),
          opened.clerk(),
          missing(),
          checked(),
          codes(),
          visits.size(),
          began,
          opened.expires(),
          due,
          has(CaseEvent.CaseOverdue.class) && state == State.TOLERATED,
          commitment(),
          owner,
          visits.stream().anyMatch(CaseVisit::parallel),
          0);
    }

    private CaseVisit lastOf(String owner) {
      return visits.stream()
          .filter(visit -> visit.hall().equals(owner))
          .reduce((one, later) -> later)
          .orElse(visits.getLast());
    }

    private boolean has(Class<? extends Event> kind) {
      return !history.newest(at -> is(at, kind)).isEmpty();
    }

    private boolean is(int at, Class<? extends Event> kind) {
      return history.event(at).filter(kind::isInstance).isPresent();
    }

    /** The newest of a kind, unless a notice that knew of it came after. */
    private <E extends Event> List<E> newest(Class<E> kind) {
      return history.newest(at -> is(at, kind) || is(at, NoticeGiven.class)).stream()
          .flatMap(at -> history.event(at).stream())
          .filter(kind::isInstance)
          .map(kind::cast)
          .toList();
    }

    private boolean commitment() {
      return history.newest(this::saysMissing).stream()
          .anyMatch(at ->
              switch (history.event(at).orElseThrow()) {
                case NoticeGiven e -> e.commitment();
                case CaseTolerated e -> e.commitment();
                default -> false;
              });
    }

    private boolean saysMissing(int at) {
      return is(at, NoticeGiven.class) || is(at, CaseTolerated.class);
    }

    /** What a newest statement says is missing and none of the newest says was there. */
    private List<String> missing() {
      Set<String> named = new LinkedHashSet<>();
      for (int at = 0; at < history.size(); at++) named.addAll(missing(at));
      return named.stream().filter(this::isMissing).toList();
    }

    private List<String> missing(int at) {
      return switch (history.event(at).orElse(null)) {
        case NoticeGiven e -> e.missing();
        case CaseTolerated e -> e.missing();
        case null, default -> List.of();
      };
    }

    private boolean isMissing(String material) {
      List<Integer> newest =
          history.newest(at -> saysMissing(at) || checked(at).contains(material));
      boolean there =
          newest.stream()
              .anyMatch(at -> checked(at).contains(material) && !missing(at).contains(material));
      return !there && newest.stream().anyMatch(at -> missing(at).contains(material));
    }

    private List<String> checked(int at) {
      return switch (history.event(at).orElse(null)) {
        case NoticeGiven e -> e.checked();
        case MaterialsChecked e -> e.materials();
        case null, default -> List.of();
      };
    }

    /** Once checked, always checked. */
    private List<String> checked() {
      Set<String> all = new LinkedHashSet<>();
      for (int at = 0; at < history.size(); at++) all.addAll(checked(at));
      return List.copyOf(all);
    }

    private List<String> codes() {
      Set<String> all = new LinkedHashSet<>();
      for (int at = 0; at < history.size(); at++)
        if (history.event(at).orElse(null) instanceof NoticeGiven e) all.add(e.code());
      return List.copyOf(all);
    }
  }
}
