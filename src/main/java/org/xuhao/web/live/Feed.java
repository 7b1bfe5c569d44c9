package org.xuhao.web.live;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The live feed: each screen gets the whole board at once and again after every change, as
 * server-sent events. A board is encoded once for all screens, and sent to some of them at a time,
 * so that nothing else on the event loop waits long. Everything but {@link #changed} and {@link
 * #card} runs on the server's event loop.
 */
public final class Feed {

  /** Least time between two boards, ms: twenty a second are more than an eye can follow. */
  private static final long SPACING_MS = 50;

  /** Most time between two boards, ms; a call shall be seen within 300. */
  private static final long SPACING_MAX_MS = 150;

  /** Between two boards it rests so many times as long as the sending took. */
  private static final int REST = 3;

  /** Screens that are told in one turn of the event loop: a millisecond of writes, or two. */
  private static final int AT_ONCE = 50;

  /** Bytes that may wait for one slow screen, before it is passed over until it has taken them. */
  private static final int BEHIND_MAX = 16 * 1024;

  /** Time between two ticks, ms: a page that heard nothing for 5 s says that it is offline. */
  private static final long TICK_MS = 2_000;

  /** After so long a page that was cut off comes again. */
  private static final int RETRY_MS = 1_000;

  /** A screen that takes nothing for so many ticks (6 s) is dropped; it will come back. */
  private static final int FULL_TICKS_MAX = 3;

  private final Context context;
  private final Supplier<JsonObject> board;
  private final Supplier<Instant> now;
  private final LongSupplier elapsed;
  private final String release;
  private final int screensMax;
  private final Set<Screen> screens = new LinkedHashSet<>();
  private final AtomicBoolean told = new AtomicBoolean();
  private boolean sending;
  private boolean changedMeanwhile;
  private FeedEvent latest = FeedEvent.retry(RETRY_MS);
  private long latestUntilNanos;

  /**
   * @param elapsed nanoseconds, for how long things take
   * @param release changes whenever the pages do, so that a screen knows to load itself again
   * @param screensMax how many may follow at once
   */
  public Feed(
      Context context,
      Supplier<JsonObject> board,
      Supplier<Instant> now,
      LongSupplier elapsed,
      String release,
      int screensMax) {
    this.context = context;
    this.board = board;
    this.now = now;
    this.elapsed = elapsed;
    this.release = release;
    this.screensMax = screensMax;
    latestUntilNanos = elapsed.getAsLong();
    context.owner().setPeriodic(TICK_MS, id -> tick());
  }

  /** The board is another one now. From any thread. */
  public void changed() {
    if (told.compareAndSet(false, true)) context.runOnContext(nothing -> heard());
  }

  /**
   * Begins to feed {@code response}; false: too many screens follow already.
   *
   * @param dispenser whose cards it is told of; empty: of none
   * @param gzip whether it takes packed events
   */
  public boolean add(HttpServerResponse response, String dispenser, boolean gzip) {
    if (screens.size() >= screensMax) return false;
    response.setChunked(true);
    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    // Said in both cases: Vert.x then packs nothing by itself, and each event leaves at once.
    response.putHeader(HttpHeaders.CONTENT_ENCODING, gzip ? "gzip" : "identity");
    response.putHeader(HttpHeaders.VARY, "accept-encoding");
    response.putHeader("x-accel-buffering", "no");
    response.setWriteQueueMaxSize(BEHIND_MAX);
    var screen = new Screen(response, dispenser, gzip);
    screens.add(screen);
    response.closeHandler(nothing -> screens.remove(screen));
    response.exceptionHandler(broken -> screens.remove(screen));
    response.drainHandler(nothing -> screen.drained());
    if (gzip) response.write(FeedEvent.GZIP_HEAD);
    for (var event : List.of(FeedEvent.retry(RETRY_MS), tickEvent(), boardEvent()))
      screen.write(event);
    return true;
  }

  /** Tells the pages of a dispenser, and nobody else, what happened to a card at its reader. */
  public void card(String dispenser, JsonObject news) {
    FeedEvent event = FeedEvent.of("card", news.toBuffer());
    context.runOnContext(nothing -> {
      for (Screen screen : List.copyOf(screens))
        if (screen.dispenser.equals(dispenser) && !screen.response.writeQueueFull())
          screen.write(event);
    });
  }

  /** From any thread. */
  public void onItsLoop(Runnable task) {
    context.runOnContext(nothing -> task.run());
  }

  private void heard() {
    told.set(false);
    if (sending) {
      changedMeanwhile = true;
      return;
    }
    sending = true;
    long from = elapsed.getAsLong();
    latestUntilNanos = from; // whatever was encoded before is old
    if (screens.isEmpty()) {
      rest(from);
      return;
    }
    FeedEvent event = boardEvent();
    each(List.copyOf(screens), screen -> screen.board(event), () -> rest(from));
  }

  /** No older board may overtake a newer one: the next is sent when this one is all sent. */
  private void rest(long fromNanos) {
    long tookMs = (elapsed.getAsLong() - fromNanos) / 1_000_000;
    long restMs = Math.clamp(REST * tookMs, SPACING_MS, SPACING_MAX_MS);
    context.owner().setTimer(restMs, id -> rested());
  }

  private void rested() {
    sending = false;
    if (!changedMeanwhile) return;
    changedMeanwhile = false;
    heard();
  }

  private void tick() {
    if (screens.isEmpty()) return;
    FeedEvent event = tickEvent();
    each(List.copyOf(screens), screen -> screen.tick(event), () -> {});
  }

  /** Some in this turn of the event loop, the others in the next ones. */
  private void each(List<Screen> all, Consumer<Screen> tell, Runnable done) {
    for (Screen screen : all.subList(0, Math.min(AT_ONCE, all.size())))
      if (screens.contains(screen)) tell.accept(screen);
    if (all.size() <= AT_ONCE) done.run();
    else context.runOnContext(nothing -> each(all.subList(AT_ONCE, all.size()), tell, done));
  }

  /**
   * The board as it is, or was a moment ago: five hundred screens that come back at once get the
   * same. Pages set their clocks by it, so it is never older than the least spacing.
   */
  private FeedEvent boardEvent() {
    long nanos = elapsed.getAsLong();
    if (nanos - latestUntilNanos < 0) return latest;
    latest = FeedEvent.of("board", board.get().toBuffer());
    latestUntilNanos = nanos + SPACING_MS * 1_000_000;
    return latest;
  }

  private FeedEvent tickEvent() {
    var data = new JsonObject().put("now", now.get().toString()).put("release", release);
    return FeedEvent.of("tick", data.toBuffer());
  }

  /** One page that follows. */
  private final class Screen {
    private final HttpServerResponse response;
    private final String dispenser;
    private final boolean gzip;
    private boolean behind;
    private int fullTicks;

    Screen(HttpServerResponse response, String dispenser, boolean gzip) {
      this.response = response;
      this.dispenser = dispenser;
      this.gzip = gzip;
    }

    void write(FeedEvent event) {
      response.write(event.bytes(gzip));
    }

    void board(FeedEvent event) {
      behind = response.writeQueueFull();
      if (!behind) write(event);
    }

    void tick(FeedEvent event) {
      if (!response.writeQueueFull()) {
        fullTicks = 0;
        write(event);
      } else if (++fullTicks >= FULL_TICKS_MAX) {
        screens.remove(this);
        response.reset();
      }
    }

    void drained() {
      if (behind) board(boardEvent());
    }
  }
}
