package org.xuhao.link;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.xuhao.journal.Position;

/**
 * What was acknowledged and not yet read back. A server that loses power forgets the end of what it
 * acknowledged; whoever had not read that cannot see it at its cursor. So with every new line a
 * hall sends again what it did not find in the stream of cases itself.
 */
final class Unheard {
  private record Sent(Position at, long seq) {}

  private final Deque<Sent> waiting = new ArrayDeque<>();
  private @Nullable Position settled;
  private long acknowledged;
  private long heard;
  private boolean again;

  /** All up to {@code settled} had been read back before. */
  Unheard(@Nullable Position settled) {
    this.settled = settled;
  }

  /** A message of cases stands at this number. */
  synchronized void acknowledged(long seq) {
    acknowledged = Math.max(acknowledged, seq);
  }

  /** All up to {@code at} is acknowledged. */
  synchronized void sent(@Nullable Position at) {
    if (at == null) return;
    waiting.add(new Sent(at, acknowledged));
    settle();
  }

  /** The stream of cases was read up to this number. */
  synchronized void heard(long seq) {
    heard = seq;
    settle();
  }

  /** The same with a new line, over which all that waits goes again. */
  synchronized void again(long seq) {
    heard = seq;
    settle();
    again = true;
  }

  /** Whether there was a new line since this was last asked. */
  synchronized boolean takeAgain() {
    boolean was = again;
    again = false;
    if (was) {
      waiting.clear();
      acknowledged = 0;
    }
    return was;
  }

  /** All behind this goes again, because the tables lack it. */
  synchronized void back(@Nullable Position before) {
    waiting.clear();
    settled = before;
  }

  /** The last entry whose facts were read back; null: none yet. */
  synchronized @Nullable Position settled() {
    return settled;
  }

  private void settle() {
    for (Sent first = waiting.peek(); first != null && first.seq <= heard; first = waiting.peek()) {
      settled = first.at;
      waiting.remove();
    }
  }
}
