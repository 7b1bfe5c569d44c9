package org.xuhao.link;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.CaseId;

/**
 * The district's cases as this hall knows them: a set that grows until a case is long over. Safe
 * from any thread.
 */
final class Shelf {

  /** Things known of one case. Source: the district's design, section 2, Bounds. */
  static final int FACTS_MAX = 200;

  /** Whether something was new here. */
  enum Added {
    NEW,
    KNOWN,
    /** The same name with another content: somebody's journal was written twice. */
    OTHER,
    /** The case holds as much as it may. */
    FULL
  }

  // Lists, never changed: nearly all are of three or four, and there is one for every open case.
  private final Map<CaseId, List<CaseFact>> cases = new HashMap<>();
  private final Map<String, CaseId> byCode = new HashMap<>();
  private final Map<String, List<CaseId>> byVisitor = new HashMap<>();
  private final Map<Key, CaseId> visits = new HashMap<>();

  /** Those that were merged into one. */
  private final Map<CaseId, List<CaseId>> merged = new HashMap<>();

  private long facts;

  synchronized Added add(CaseFact fact) {
    List<CaseFact> known = facts(fact.file());
    CaseFact before = in(known, fact.key()).orElse(null);
    if (before != null) {
      if (before.equals(fact) || fact.isShareOf(before)) return Added.KNOWN;
      if (!before.isShareOf(fact)) return Added.OTHER;
    } else if (known.size() >= FACTS_MAX) return Added.FULL;
    cases.put(fact.file(), with(without(known, before), fact));
    if (before == null) facts++;
    index(fact);
    return Added.NEW;
  }

  private static Optional<CaseFact> in(List<CaseFact> known, Key key) {
    for (CaseFact fact : known) if (fact.key().equals(key)) return Optional.of(fact);
    return Optional.empty();
  }

  private static <T> List<T> with(List<T> some, T one) {
    return Stream.concat(some.stream(), Stream.of(one)).toList();
  }

  private static List<CaseId> joined(List<CaseId> some, List<CaseId> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }

  private static <T> List<T> without(List<T> some, @Nullable T one) {
    return some.stream().filter(each -> !each.equals(one)).toList();
  }

  private void index(CaseFact fact) {
    switch (fact.event().orElse(null)) {
      case CaseEvent.NoticeGiven e when !e.code().equals(Shared.NO_CODE) ->
          byCode.put(e.code(), fact.file());
      case CaseEvent.CaseOpened e when e.visitor() != null ->
          byVisitor.merge(e.visitor(), List.of(fact.file()), Shelf::joined);
      case CaseEvent.CaseMerged e -> merged.merge(e.into(), List.of(fact.file()), Shelf::joined);
      case Event.VisitEnded e -> visits.put(fact.key(), fact.file());
      case Event.ItemStarted e -> visits.put(fact.key(), fact.file());
      case null, default -> {}
    }
  }

  /** How many cases and facts there are. */
  synchronized int cases() {
    return cases.size();
  }

  synchronized long facts() {
    return facts;
  }

  /** All that is known of a case, in no order. */
  synchronized List<CaseFact> facts(CaseId id) {
    return cases.getOrDefault(id, List.of());
  }

  /** One thing by name. */
  synchronized Optional<CaseFact> fact(CaseId id, Key key) {
    return in(facts(id), key);
  }

  /** A thing of a visit, whose event does not say of which case. */
  synchronized Optional<CaseFact> ofVisit(Key key) {
    CaseId id = visits.get(key);
    return id == null ? Optional.empty() : fact(id, key);
  }

  /** Whether another hall than {@code hall} may have said something that its codes go by. */
  synchronized boolean isShared(CaseId id, String hall) {
    for (CaseFact fact : facts(id)) if (!fact.key().hall().equals(hall)) return true;
    return merged.containsKey(id);
  }

  /** Whether anything here was said by {@code hall}. */
  synchronized boolean hasOf(String hall) {
    for (List<CaseFact> known : cases.values())
      for (CaseFact fact : known) if (fact.key().hall().equals(hall)) return true;
    return false;
  }

  /** What it all means; empty: nothing is known, or not yet how it began. */
  Optional<CaseView> view(CaseId id) {
    Collection<CaseFact> known = facts(id);
    if (known.isEmpty()) return Optional.empty();
    return CaseView.of(new CaseHistory(known)).map(view -> view.named(codesOf(merged(id))));
  }

  private synchronized List<CaseId> merged(CaseId into) {
    return merged.getOrDefault(into, List.of()).stream().sorted().toList();
  }

  private List<String> codesOf(List<CaseId> younger) {
    var codes = new ArrayList<String>();
    for (CaseId id : younger)
      for (CaseFact fact : facts(id).stream().sorted(CaseFact.ORDER).toList())
        if (fact.event().orElse(null) instanceof CaseEvent.NoticeGiven e
            && !e.code().equals(Shared.NO_CODE)) codes.add(e.code());
    return codes;
  }

  /** The one that goes on for {@code id} by now. */
  private CaseId stays(CaseId id) {
    CaseId now = id;
    for (int merges = 0; merges < FACTS_MAX; merges++) {
      CaseId into = view(now).map(CaseView::into).orElse(null);
      if (into == null || facts(into).isEmpty()) break;
      now = into;
    }
    return now;
  }

  /** The case with this number, or the one that a notice of this code leads to now. */
  synchronized Optional<CaseId> named(String numberOrCode) {
    String text = numberOrCode.strip();
    if (text.isEmpty() || text.length() > 64) return Optional.empty();
    @Nullable CaseId byNotice = byCode.get(text.toUpperCase(Locale.ROOT));
    CaseId id = byNotice == null ? new CaseId(text) : stays(byNotice);
    return cases.containsKey(id) ? Optional.of(id) : Optional.empty();
  }

  /** The cases of whoever has one of these hashes. */
  synchronized List<CaseId> ofVisitor(Collection<String> hashes) {
    var found = new ArrayList<CaseId>();
    for (String hash : hashes) found.addAll(byVisitor.getOrDefault(hash, List.of()));
    found.sort(null);
    return found;
  }

  /** Every case there is. */
  synchronized List<CaseId> ids() {
    return List.copyOf(cases.keySet());
  }

  /** Whether a case may go on; false where how it began is not known. */
  boolean isLive(CaseId id) {
    return view(id).filter(view -> !isOver(view.file())).isPresent();
  }

  private record Over(CaseId id, Instant since) {}

  /**
   * Goes on without the cases that are over and of which nothing was heard since {@code before},
   * and without the longest over of those that are more than {@code most}; which those were.
   */
  Set<CaseId> forget(Instant before, int most) {
    var over = new ArrayList<Over>();
    for (CaseId id : ids()) {
      CaseFile file = view(id).map(CaseView::file).orElse(null);
      if (file == null || !isOver(file)) continue;
      Instant since = Instant.MIN;
      for (CaseFact fact : facts(id)) if (fact.wall().isAfter(since)) since = fact.wall();
      over.add(new Over(id, since));
    }
    over.sort(Comparator.comparing(Over::since));
    var gone = new HashSet<CaseId>();
    for (Over one : over)
      if (one.since().isBefore(before) || over.size() - gone.size() > most) gone.add(one.id());
    gone.forEach(this::drop);
    return gone;
  }

  private static boolean isOver(CaseFile file) {
    return switch (file.state()) {
      case COMPLETED, EXPIRED, MERGED -> true;
      case OPEN, AWAITING, TOLERATED, RESUMED -> false;
    };
  }

  private synchronized void drop(CaseId id) {
    List<CaseFact> gone = cases.remove(id);
    if (gone == null) return;
    facts -= gone.size();
    for (CaseFact fact : gone) {
      visits.remove(fact.key());
      switch (fact.event().orElse(null)) {
        case CaseEvent.NoticeGiven e -> byCode.remove(e.code(), id);
        case CaseEvent.CaseOpened e when e.visitor() != null ->
            byVisitor.computeIfPresent(e.visitor(), (visitor, ids) -> rest(ids, id));
        case CaseEvent.CaseMerged e ->
            merged.computeIfPresent(e.into(), (into, ids) -> rest(ids, id));
        case null, default -> {}
      }
    }
  }

  private static @Nullable List<CaseId> rest(List<CaseId> ids, CaseId id) {
    List<CaseId> left = without(ids, id);
    return left.isEmpty() ? null : left;
  }

  /** Events of a visit tell of its case only where the case is known: they name none. */
  static boolean isOfVisit(Event event) {
    return event instanceof Event.VisitEnded || event instanceof Event.ItemStarted;
  }
}
