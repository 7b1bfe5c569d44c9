package org.xuhao.web;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The live feed: each screen gets the whole board at once and again after every change, as
 * server-sent events. Everything but {@link #changed} and {@link #card} runs on the server's event
 * loop.
 */
final class Feed {

  /** Screens of one hall: its displays, dispensers and clerks' pages, with room. */
  static final int CLIENTS_MAX = 64;

  /** Least time between two boards, ms: twenty a second are more than an eye can follow. */
  private static final long SPACING_MS = 50;

  /** Time between two ticks, ms: a page that heard nothing for 5 s says that it is offline. */
  private static final long TICK_MS = 2_000;

  /** A screen that takes nothing for so many ticks (6 s) is dropped; it will come back. */
  private static final int FULL_TICKS_MAX = 3;

  private final Context context;
  private final Supplier<JsonObject> board;
  private final Supplier<Instant> now;
  private final String release;
  private final Set<Screen> screens = new LinkedHashSet<>();
  private final AtomicBoolean told = new AtomicBoolean();
  private boolean spacing;
  private boolean changedMeanwhile;

  /**
   * @param release changes whenever the pages do, so that a screen knows to load itself again
   */
  Feed(Context context, Supplier<JsonObject> board, Supplier<Instant> now, String release) {
    this.context = context;
    this.board = board;
    this.now = now;
    this.release = release;
    context.owner().setPeriodic(TICK_MS, id -> tick());
  }

  /** The board is another one now. From any thread. */
  void changed() {
    if (told.compareAndSet(false, true)) context.runOnContext(nothing -> heard());
  }

  /**
   * Begins to feed {@code response}; false: too many screens follow already.
   *
   * @param dispenser whose cards it is told of; empty: of none
   */
  boolean add(HttpServerResponse response, String dispenser) {
    if (screens.size() >= CLIENTS_MAX) return false;
    response.setChunked(true);
    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.putHeader(HttpHeaders.CONTENT_ENCODING, "identity"); // each event leaves at once
    response.putHeader("x-accel-buffering", "no");
    var screen = new Screen(response, dispenser);
    screens.add(screen);
    response.closeHandler(nothing -> screens.remove(screen));
    response.exceptionHandler(broken -> screens.remove(screen));
    response.drainHandler(nothing -> screen.drained());
    response.write(Buffer.buffer("retry: 1000\n\n").appendBuffer(tickEvent()));
    response.write(boardEvent());
    return true;
  }

  /** Tells the pages of a dispenser, and nobody else, what happened to a card at its reader. */
  void card(String dispenser, JsonObject news) {
    Buffer event =
        Buffer.buffer("event: card\ndata: ").appendBuffer(news.toBuffer()).appendString("\n\n");
    context.runOnContext(nothing -> {
      for (Screen screen : List.copyOf(screens))
        if (screen.dispenser.equals(dispenser) && !screen.response.writeQueueFull())
          screen.response.write(event);
    });
  }

  int size() {
    return screens.size();
  }

  private void heard() {
    told.set(false);
    if (spacing) {
      changedMeanwhile = true;
      return;
    }
    sendBoard();
    spacing = true;
    context.owner().setTimer(SPACING_MS, id -> spaced());
  }

  private void spaced() {
    spacing = false;
    if (!changedMeanwhile) return;
    changedMeanwhile = false;
    heard();
  }

  private void sendBoard() {
    if (screens.isEmpty()) return;
    Buffer event = boardEvent();
    for (Screen screen : List.copyOf(screens)) screen.board(event);
  }

  private void tick() {
    if (screens.isEmpty()) return;
    Buffer event = tickEvent();
    for (Screen screen : new ArrayList<>(screens)) screen.tick(event);
  }

  private Buffer boardEvent() {
    return Buffer.buffer("event: board\ndata: ")
        .appendBuffer(board.get().toBuffer())
        .appendString("\n\n");
  }

  private Buffer tickEvent() {
    var data = new JsonObject().put("now", now.get().toString()).put("release", release);
    return Buffer.buffer("event: tick\ndata: ").appendBuffer(data.toBuffer()).appendString("\n\n");
  }

  /** One page that follows. */
  private final class Screen {
    private final HttpServerResponse response;
    private final String dispenser;
    private boolean behind;
    private int fullTicks;

    Screen(HttpServerResponse response, String dispenser) {
      this.response = response;
      this.dispenser = dispenser;
    }

    void board(Buffer event) {
      behind = response.writeQueueFull();
      if (!behind) response.write(event);
    }

    void tick(Buffer event) {
      if (!response.writeQueueFull()) {
        fullTicks = 0;
        response.write(event);
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
