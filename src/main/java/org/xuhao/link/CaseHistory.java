package org.xuhao.link;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.xuhao.hall.Event;

/** All that is known of one case, in order, and which of it knew of which. */
final class CaseHistory {
  private final List<CaseFact> facts;
  private final List<Optional<Event>> events;
  private final List<BitSet> before;

  CaseHistory(Collection<CaseFact> known) {
    facts = known.stream().sorted(CaseFact.ORDER).toList();
    events = facts.stream().map(CaseFact::event).toList();
    before = new ArrayList<>(facts.size());
    Map<Key, Integer> places = new HashMap<>();
    for (int at = 0; at < facts.size(); at++) {
      var behind = new BitSet();
      for (Key parent : facts.get(at).parents()) {
        // One that is not here yet, or claims to come later, orders nothing.
        Integer place = places.get(parent);
        if (place == null) continue;
        behind.set(place);
        behind.or(before.get(place));
      }
      before.add(behind);
      places.put(facts.get(at).key(), at);
    }
  }

  int size() {
    return facts.size();
  }

  CaseFact fact(int at) {
    return facts.get(at);
  }

  Optional<Event> event(int at) {
    return events.get(at);
  }

  /** Whether {@code later} knew of {@code earlier}. */
  boolean knew(int later, int earlier) {
    return before.get(later).get(earlier);
  }

  /** Of those asked for, the ones that no other of them knew of, in order. */
  List<Integer> newest(IntPredicate among) {
    var asked = new BitSet();
    for (int at = 0; at < size(); at++) if (among.test(at)) asked.set(at);
    var left = (BitSet) asked.clone();
    for (int at = asked.nextSetBit(0); at >= 0; at = asked.nextSetBit(at + 1))
      left.andNot(before.get(at));
    return left.stream().boxed().toList();
  }
}
