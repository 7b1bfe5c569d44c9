package org.xuhao.web.paired;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The one-time codes that browsers show and people type. A million codes, each for ten minutes, and
 * wrong ones are slowed down: in ten minutes fewer than twenty can be tried, so that one shown code
 * is hit by guessing once in fifty thousand times. Not safe from several threads.
 */
final class PairingCodes {
  /** How long a code is good: a walk from the screen to the manager's desk and back. */
  static final Duration LIVES = Duration.ofMinutes(10);

  /** Browsers that show a code at once: an installer who hangs a hall's screens in one go. */
  static final int WAITING_MAX = 32;

  /** Six digits are read out and typed without a mistake. */
  private static final int CODES = 1_000_000;

  /** So many wrong codes cost nothing: a slip of the finger, and another. */
  private static final int SLIPS = 3;

  private static final Duration PAUSE_MAX = Duration.ofMinutes(1);

  /** A browser that shows {@code code}, known by the hash of its secret. */
  private record Waiting(String hash, long untilNanos) {}

  private final Map<String, Waiting> byCode = new LinkedHashMap<>();
  private final RandomGenerator chance;
  private int wrong;
  private long wrongAtNanos;
  private long openAtNanos;

  PairingCodes(RandomGenerator chance) {
    this.chance = chance;
  }

  /** The code of this browser, the one it shows already or a fresh one; empty: too many wait. */
  Optional<String> codeFor(String hash, long now) {
    forgetOld(now);
    String shown = shownBy(hash);
    if (shown != null) return Optional.of(shown);
    if (byCode.size() >= WAITING_MAX) return Optional.empty();
    String code = fresh();
    while (byCode.containsKey(code)) code = fresh();
    byCode.put(code, new Waiting(hash, now + LIVES.toNanos()));
    return Optional.of(code);
  }

  private String fresh() {
    return "%06d".formatted(chance.nextInt(CODES));
  }

  /** The code that this browser shows; null: none, or its time is over. */
  @Nullable String shownBy(String hash, long now) {
    forgetOld(now);
    return shownBy(hash);
  }

  private @Nullable String shownBy(String hash) {
    for (var entry : byCode.entrySet())
      if (entry.getValue().hash().equals(hash)) return entry.getKey();
    return null;
  }

  /** How long {@code code} is still good. */
  Duration left(String code, long now) {
    Waiting waiting = byCode.get(code);
    return waiting == null ? Duration.ZERO : Duration.ofNanos(waiting.untilNanos() - now);
  }

  /** How long nobody may try a code now, right or wrong. */
  Duration closedFor(long now) {
    return Duration.ofNanos(Math.max(0, openAtNanos - now));
  }

  /** Whose code this is; empty: nobody's, and the next try is slowed down. */
  Optional<String> tried(String code, long now) {
    forgetOld(now);
    Waiting waiting = byCode.get(code);
    if (waiting != null) return Optional.of(waiting.hash());
    if (wrong > 0 && now - wrongAtNanos > LIVES.toNanos()) wrong = 0;
    wrong++;
    wrongAtNanos = now;
    if (wrong >= SLIPS) openAtNanos = now + pause().toNanos();
    return Optional.empty();
  }

  /** 1 s after the third, twice as long after each further one. */
  private Duration pause() {
    Duration pause = Duration.ofSeconds(1L << Math.min(wrong - SLIPS, 10));
    return pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause;
  }

  /** The code has done its work; it is never good again. */
  void used(String code) {
    byCode.remove(code);
    wrong = 0;
    openAtNanos = 0;
  }

  private void forgetOld(long now) {
    Iterator<Waiting> all = byCode.values().iterator();
    while (all.hasNext()) if (all.next().untilNanos() - now <= 0) all.remove();
  }
}
