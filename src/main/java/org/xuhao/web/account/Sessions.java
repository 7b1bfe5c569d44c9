package org.xuhao.web.account;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The browsers that are signed in. Kept on disk, so that a power cut signs nobody out; reading
 * never waits for a write.
 */
public final class Sessions {
  /** A working day with overtime; after it the password is asked for again. */
  public static final Duration LASTS = Duration.ofHours(12);

  /** A page that asked nothing for so long is signed out: more than lunch and a long visit. */
  static final Duration IDLE = Duration.ofHours(3);

  /** The same of whoever may make accounts. Source: OWASP Session Management, idle timeout. */
  static final Duration IDLE_ADMINISTRATOR = Duration.ofMinutes(30);

  /** Browsers of one account at once; the one that ends first goes for another. */
  static final int EACH_MAX = 10;

  private static final class Live {
    private final Session session;
    private final AtomicLong usedNanos;

    Live(Session session, long now) {
      this.session = session;
      usedNanos = new AtomicLong(now);
    }
  }

  private final AccountStore store;
  private final Map<String, Live> all = new ConcurrentHashMap<>();

  /** {@code now}: idle time begins anew at a start, since nobody knows how long it was dark. */
  Sessions(AccountStore store, long now) throws IOException {
    this.store = store;
    for (Session one : store.sessions()) all.put(one.hash(), new Live(one, now));
  }

  /** The session of this hash, if it is not over, which is used by asking. */
  Optional<Session> use(String hash, Instant wall, long now, boolean administrator) {
    Live live = all.get(hash);
    if (live == null) return Optional.empty();
    Duration idle = administrator ? IDLE_ADMINISTRATOR : IDLE;
    if (now - live.usedNanos.get() > idle.toNanos() || !wall.isBefore(live.session.until()))
      return Optional.empty();
    live.usedNanos.set(now);
    return Optional.of(live.session);
  }

  /** Whose session this is, over or not. */
  Optional<String> accountOf(String hash) {
    return Optional.ofNullable(all.get(hash)).map(live -> live.session.account());
  }

  /** Begins one in place of that of {@code before}, whose hash may be nobody's. */
  synchronized void begin(Session session, String before, long now) throws IOException {
    var old =
        all.values().stream()
            .map(live -> live.session)
            .filter(one -> one.account().equals(session.account()))
            .sorted(Comparator.comparing(Session::until).reversed())
            .skip(EACH_MAX - 1L)
            .map(Session::hash)
            .toList();
    all.put(session.hash(), new Live(session, now));
    try {
      end(one -> one.hash().equals(before) || old.contains(one.hash()), true);
    } catch (IOException e) {
      all.remove(session.hash());
      throw e;
    }
  }

  /** Ends those that {@code over} holds for; they are over even if the disk refuses. */
  synchronized void end(Predicate<Session> over) throws IOException {
    end(over, false);
  }

  private void end(Predicate<Session> over, boolean save) throws IOException {
    boolean fewer = all.values().removeIf(live -> over.test(live.session));
    if (fewer || save) store.saveSessions(list());
  }

  private List<Session> list() {
    return all.values().stream()
        .map(live -> live.session)
        .sorted(Comparator.comparing(Session::hash))
        .toList();
  }

  int count() {
    return all.size();
  }
}
