package org.xuhao.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xuhao.journal.Position;

/** What the store has of one incarnation of a hall's journal. */
final class Incarnation {
  final String name;

  /** What has come, folded or waiting for its turn. */
  final Ranges heard = new Ranges();

  /** What will not come. */
  final Ranges lost = new Ranges();

  /** Where the journal before it ended; null: there is none, or its first event has not come. */
  @Nullable Position previous;

  /** When it began, by its own clock; null: its first event has not come. */
  @Nullable Instant startedAt;

  /** Folded up to this number. */
  long folded;

  /** The line of rows into which it is folded; null: nothing is. */
  @Nullable String line;

  Incarnation(String name) {
    this.name = name;
  }

  /** The last number up to which all from {@code from} on came or is lost. */
  long reach(long from) {
    long reach = from - 1;
    while (true) {
      long next = Math.max(heard.reach(reach + 1), lost.reach(reach + 1));
      if (next <= reach) return reach;
      reach = next;
    }
  }
}
