package org.xuhao.link;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.CaseEvent.CaseHeard;
import org.xuhao.hall.CaseEvent.CaseOpened;
import org.xuhao.hall.CaseEvent.CaseResumed;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.VisitId;
import org.xuhao.journal.EntryText;

/**
 * Makes facts of the district out of this hall's entries, in their order. What it says depends on
 * the journal alone, so that reading it again says the same.
 */
final class Telling {
  private final Shelf shelf;

  /** The newest that this hall's decisions on a case rested on. */
  private final Map<CaseId, List<Key>> heads = new HashMap<>();

  /** Cases that windows of this hall work on. */
  private final Map<VisitId, CaseId> working = new HashMap<>();

  Telling(Shelf shelf) {
    this.shelf = shelf;
  }

  /** Takes up what an earlier run had come to; {@code facts} are this hall's own, in order. */
  void recall(List<CaseFact> facts, Map<CaseId, List<Key>> known) {
    for (CaseFact fact : facts) note(fact.file(), fact.event().orElse(null));
    heads.putAll(known);
  }

  /** What the newest decision on each case rests on. */
  Map<CaseId, List<Key>> heads() {
    return heads;
  }

  /** Nothing more is decided on these. */
  void forget(Set<CaseId> over) {
    heads.keySet().removeAll(over);
  }

  /** The facts of one entry, on the shelf when this returns. */
  List<CaseFact> tell(Entry entry) {
    var facts = new ArrayList<CaseFact>();
    for (int i = 0; i < entry.events().size(); i++) {
      Event event = entry.events().get(i);
      if (event instanceof CaseHeard heard) {
        heads.put(heard.file(), heard.heads().stream().map(Key::parse).toList());
        continue;
      }
      Optional<CaseId> file = caseOf(event);
      if (file.isEmpty()) continue;
      var key = new Key(entry.hall(), entry.incarnation(), entry.seq() + i);
      CaseFact fact = fact(key, file.get(), entry, event);
      shelf.add(fact);
      heads.put(file.get(), List.of(key));
      note(file.get(), event);
      facts.add(fact);
    }
    return facts;
  }

  private Optional<CaseId> caseOf(Event event) {
    return switch (event) {
      case CaseEvent e -> Optional.of(e.file());
      case Event.VisitEnded e -> Optional.ofNullable(working.get(e.visit()));
      case Event.ItemStarted e -> Optional.ofNullable(working.get(e.visit()));
      default -> Optional.empty();
    };
  }

  private void note(CaseId file, @Nullable Event event) {
    switch (event) {
      case CaseOpened e -> working.put(e.visit(), file);
      case CaseResumed e -> working.put(e.visit(), file);
      case Event.VisitEnded e -> working.remove(e.visit());
      case Event.ItemStarted e -> working.remove(e.visit());
      case null, default -> {}
    }
  }

  private CaseFact fact(Key key, CaseId file, Entry entry, Event event) {
    List<Key> parents = heads.getOrDefault(file, List.of());
    long stamp = entry.wall().toEpochMilli();
    for (Key parent : parents)
      stamp = Math.max(stamp, 1 + shelf.fact(file, parent).map(CaseFact::stamp).orElse(0L));
    String body = new String(EntryText.write(event), StandardCharsets.UTF_8);
    stamp = Math.clamp(stamp, 0, CaseFact.STAMP_MAX);
    return new CaseFact(key, file, stamp, parents, entry.wall(), body);
  }
}
