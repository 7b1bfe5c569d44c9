package org.xuhao.loop;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Refusal;

/**
 * Requests that were the second press of another: nothing of theirs is journaled, yet if such a one
 * is sent again because its answer was lost, it must not be decided anew and call a second visitor.
 * Kept in memory: who sends again does so within seconds.
 */
final class Repeats {

  /** Some minutes of a large hall whose clerks all press twice; the oldest go first. */
  static final int KEPT_MAX = 1_000;

  private record Repeat(String command, Entry first) {}

  private final Map<String, Repeat> byRequest =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Repeat> eldest) {
          return size() > KEPT_MAX;
        }
      };

  /** What {@code ask} was answered before; empty when it was no repetition. */
  Optional<Answer> of(Ask ask) {
    Repeat known = byRequest.get(ask.request());
    if (known == null) return Optional.empty();
    boolean same = known.command().equals(ask.command().toString());
    return Optional.of(
        same
            ? new Answer.Accepted(known.first(), true)
            : new Answer.Refused(Refusal.REQUEST_REUSED));
  }

  /** Notes an answer that counts: what it rests on is on disk. */
  void note(Ask ask, Answer answer) {
    if (!(answer instanceof Answer.Accepted(var first, var repeated)) || !repeated) return;
    if (first.request().equals(ask.request())) return;
    byRequest.put(ask.request(), new Repeat(ask.command().toString(), first));
  }
}
