package org.xuhao.link;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.link.Server.StreamAt;

/**
 * Reads one stream of the district from where it stopped, on a thread of its own. The next batch is
 * asked for only when the last one is kept, so that nothing is heaped up here.
 */
final class Inbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /**
   * How far a stream was read.
   *
   * @param created which stream of that name it was
   * @param seq number of the last message that was kept; 0: none
   * @param id tells it from all others, so that a stream that went back is seen
   */
  record Cursor(String created, long seq, String id) {

    /** Reads what {@link #text} wrote. */
    static Cursor parse(String text) {
      var json = new JsonObject(text);
      return new Cursor(json.getString("created"), json.getLong("seq"), json.getString("id", ""));
    }

    String text() {
      return new JsonObject().put("created", created).put("seq", seq).put("id", id).encode();
    }
  }

  /** Takes what was read. */
  interface Taker {

    /** Keeps the batch and {@code cursor} on disk, or throws. */
    void take(List<Message> batch, Cursor cursor) throws IOException, InterruptedException;

    /** The stream is another one or lost its end: it is read from its beginning. */
    void lost();

    /** A line is there again, and what follows number {@code seq} is read. */
    default void begins(long seq) {}
  }

  private final Server server;
  private final String stream;
  private final Taker taker;
  private final LongSupplier nanos;
  private final LinkThread thread;
  private volatile @Nullable Cursor cursor;
  private volatile boolean current;

  /** Whether an error of ours ended the round before: the next ends with the first that is kept. */
  private boolean ill;

  private volatile boolean anew;

  /**
   * Goes on after {@code cursor}; null: from the beginning.
   *
   * @param nanos goes on evenly
   */
  Inbox(
      Server server,
      String stream,
      @Nullable Cursor cursor,
      Taker taker,
      LongSupplier nanos,
      LinkWatch watch) {
    this.server = server;
    this.stream = stream;
    this.cursor = cursor;
    this.taker = taker;
    this.nanos = nanos;
    thread = new LinkThread("link-read-" + stream, this::round, watch);
  }

  /** Reads the stream from its beginning once more. */
  void again() {
    anew = true;
  }

  /** Whether all there was has been read. */
  boolean isCurrent() {
    return current;
  }

  private Duration round() throws InterruptedException {
    boolean shortly = ill;
    ill = true;
    try {
      if (server.isUp()) read(shortly);
      ill = false;
    } catch (IOException e) {
      ill = false;
      server.doubt();
      LOG.info("{} is read again in {}: {}", stream, PAUSE, e.getMessage());
    } finally {
      current = false;
    }
    return PAUSE;
  }

  /** {@code shortly}: until something was kept, or nothing is there. */
  private void read(boolean shortly) throws IOException, InterruptedException {
    server.prepare();
    if (anew) {
      anew = false;
      cursor = null;
    }
    StreamAt at = server.at(stream).orElseThrow(() -> new IOException("no stream " + stream));
    if (!isSame(at)) {
      if (cursor != null) taker.lost();
      cursor = new Cursor(at.created(), 0, "");
    }
    taker.begins(from() - 1);
    boolean behind = false;
    try (Reading reading = server.read(stream, Server.ALL, from())) {
      while (server.isUp() && !anew) {
        int got = batch(at, reading);
        current = got < Reading.BATCH_MAX;
        if (shortly) return;
        if (got > 0) continue;
        StreamAt now = server.at(stream).orElse(at);
        if (!isSame(now)) return;
        // Once it may have come just now; twice it was sent and is lost on its way here.
        boolean more = now.last() >= Math.max(from(), now.first());
        if (more && behind) throw new IOException("the end of " + stream + " did not come");
        behind = more;
      }
    }
  }

  /** How many came of one pull. */
  private int batch(StreamAt at, Reading reading) throws IOException, InterruptedException {
    long until = nanos.getAsLong() + Reading.WAIT.toNanos();
    reading.pull();
    int got = 0;
    // Nothing at once may be the end of the pull before; this one is open until its time.
    for (Duration left = Reading.WAIT;
        got < Reading.BATCH_MAX && left.isPositive();
        left = left(until)) {
      List<Message> batch = reading.next(Reading.BATCH_MAX - got, left);
      if (!batch.isEmpty()) take(at.created(), batch);
      got += batch.size();
    }
    return got;
  }

  private Duration left(long until) {
    return Duration.ofNanos(until - nanos.getAsLong());
  }

  private long from() {
    Cursor now = cursor;
    return now == null ? 1 : now.seq() + 1;
  }

  /** Whether what was read last is still in the stream, or went out of it by age. */
  private boolean isSame(StreamAt at) throws IOException {
    Cursor now = cursor;
    if (now == null || !now.created().equals(at.created()) || at.last() < now.seq()) return false;
    if (now.seq() == 0 || now.seq() < at.first()) return true;
    Optional<String> id = server.idAt(stream, now.seq());
    // Of a release before this one the time is not there.
    return id.isEmpty() || id.get().equals(now.id()) || id.get().startsWith(now.id() + " ");
  }

  private void take(String created, List<Message> batch) throws IOException, InterruptedException {
    Cursor next = cursor(created, batch.getLast());
    taker.take(batch, next);
    cursor = next;
  }

  /** The same fact may come to stand at the same number again: the server's time tells them. */
  static String mark(@Nullable Headers headers, @Nullable ZonedDateTime stored) {
    String id = headers == null ? null : headers.getFirst(Server.ID);
    return (id == null ? "" : id) + " " + (stored == null ? "" : stored.toInstant());
  }

  /** Behind {@code last}. */
  static Cursor cursor(String created, Message last) {
    String id = mark(last.getHeaders(), last.metaData().timestamp());
    return new Cursor(created, last.metaData().streamSequence(), id);
  }

  @Override
  public void close() {
    thread.close(Reading.WAIT.multipliedBy(2));
  }
}
