package org.xuhao.link;

import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  static final int BATCH_MAX = 256;
  static final Duration WAIT = Duration.ofSeconds(2);

  /** When nothing more comes for so long, what came is kept. */
  private static final Duration QUIET = Duration.ofMillis(2);

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
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Cursor cursor;
  private volatile boolean current;

  /**
   * Goes on after {@code cursor}; null: from the beginning.
   *
   * @param nanos goes on evenly
   * @param broken told when the thread dies of an error of ours
   */
  Inbox(
      Server server,
      String stream,
      @Nullable Cursor cursor,
      Taker taker,
      LongSupplier nanos,
      UncaughtExceptionHandler broken) {
    this.server = server;
    this.stream = stream;
    this.cursor = cursor;
    this.taker = taker;
    this.nanos = nanos;
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("link-read-" + stream)
            .uncaughtExceptionHandler(broken)
            .start(this::run);
  }

  /** Whether all there was has been read. */
  boolean isCurrent() {
    return current;
  }

  private void run() {
    boolean closing = false;
    while (!closing) {
      try {
        if (server.isUp()) read();
      } catch (IOException | IllegalStateException e) {
        if (closed.getCount() == 0) return;
        server.doubt();
        LOG.info("{} is read again in {}: {}", stream, PAUSE, e.getMessage());
      } catch (InterruptedException stopping) {
        return;
      }
      current = false;
      try {
        closing = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException stopping) {
        return;
      }
    }
  }

  private void read() throws IOException, InterruptedException {
    server.prepare();
    StreamAt at = server.at(stream).orElseThrow(() -> new IOException("no stream " + stream));
    if (!isSame(at)) {
      if (cursor != null) taker.lost();
      cursor = new Cursor(at.created(), 0, "");
    }
    taker.begins(from() - 1);
    JetStreamSubscription reading = server.read(stream, Server.ALL, from());
    long delivered = 0;
    boolean behind = false;
    try {
      while (server.isUp()) {
        long until = nanos.getAsLong() + WAIT.toNanos();
        reading.pullExpiresIn(BATCH_MAX, WAIT);
        int got = 0;
        // Nothing at once may be the end of the pull before; this one is open until its time.
        for (Duration left = WAIT; got < BATCH_MAX && left.isPositive(); left = left(until)) {
          List<Message> batch = next(reading, BATCH_MAX - got, left);
          if (batch.isEmpty()) continue;
          delivered = unbroken(batch, delivered);
          take(at.created(), batch);
          got += batch.size();
        }
        current = got < BATCH_MAX;
        if (got > 0) continue;
        StreamAt now = server.at(stream).orElse(at);
        if (!isSame(now)) return;
        // Once it may have come just now; twice it was sent and is lost on its way here.
        boolean more = now.last() >= Math.max(from(), now.first());
        if (more && behind) throw new IOException("the end of " + stream + " did not come");
        behind = more;
      }
    } finally {
      reading.unsubscribe();
    }
  }

  private Duration left(long until) {
    return Duration.ofNanos(until - nanos.getAsLong());
  }

  /** What has come, at most {@code most}, as soon as anything has; empty: nothing in time. */
  static List<Message> next(JetStreamSubscription reading, int most, Duration wait)
      throws InterruptedException {
    var batch = new ArrayList<Message>();
    Message message = reading.nextMessage(wait);
    while (message != null) {
      batch.add(message);
      message = batch.size() < most ? reading.nextMessage(QUIET) : null;
    }
    return batch;
  }

  /**
   * The server counts what it delivers to one reader and does not send it twice: what was under way
   * when a line behind it broke, a leaf's, is missing in the count.
   *
   * @param delivered the count of the message before {@code batch}; 0: none
   * @return that of its last message
   */
  static long unbroken(List<Message> batch, long delivered) throws IOException {
    long count = delivered;
    for (Message message : batch)
      if (message.metaData().consumerSequence() != ++count)
        throw new IOException("a message was lost on its way here");
    return count;
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
    closed.countDown();
    thread.interrupt();
    try {
      thread.join(WAIT.toMillis() * 2);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
