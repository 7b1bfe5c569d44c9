package org.xuhao.link;

import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.link.Server.StreamAt;

/**
 * Sends the facts of cases that still go on once more before their stream drops them, so that a
 * hall that comes new, or lost its disk, finds every open case in the stream however old it is.
 * What nobody needs any more ages out as it is.
 */
final class Refresh implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);

  /**
   * Of how long the stream keeps a message, in quarters. Own choice: ten of forty days are left.
   */
  private static final int DUE_QUARTERS = 3;

  private final Address address;
  private final Server server;
  private final Shelf shelf;
  private final BooleanSupplier current;
  private final Office.Tables tables;
  private final LinkWatch watch;
  private volatile boolean closing;

  /**
   * Does nothing until it is run.
   *
   * @param current whether the shelf has all that is in the stream
   * @param tables keep how far the stream was looked through
   */
  Refresh(
      Address address,
      Server server,
      Shelf shelf,
      BooleanSupplier current,
      Office.Tables tables,
      LinkWatch watch) {
    this.address = address;
    this.server = server;
    this.shelf = shelf;
    this.current = current;
    this.tables = tables;
    this.watch = watch;
  }

  /** Looks through what got old since the last time. What fails is done the next time. */
  @Override
  public void run() {
    if (!server.isUp() || !current.getAsBoolean()) return;
    try {
      StreamAt at = server.at(address.caseStream()).orElse(null);
      if (at != null && at.last() > 0) refresh(at);
    } catch (IOException | TimeoutException e) {
      LOG.info("Cases that get old are not sent again yet: {}", e.getMessage());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** No more than what is under way is done. */
  void close() {
    closing = true;
  }

  private void refresh(StreamAt at) throws IOException, TimeoutException, InterruptedException {
    Set<Key> sent = new HashSet<>();
    var under = new UnderWay(server, ack -> {});
    try (Reading reading = server.read(address.caseStream(), Server.ALL, from(at))) {
      // By the server's clock, as the times of its messages are.
      Instant now = reading.begun();
      Duration kept = at.config().getMaxAge();
      Instant due = now.minus(kept.multipliedBy(DUE_QUARTERS).dividedBy(DUE_QUARTERS + 1));
      long crowded = crowded(at);
      boolean more = true;
      while (more && !closing) {
        reading.pull();
        List<Message> batch = reading.next(Reading.BATCH_MAX, Reading.WAIT);
        List<Message> old = new ArrayList<>(batch);
        old.removeIf(message -> !isDue(message, due, crowded));
        for (Message message : old)
          for (CaseFact fact : CaseFact.said(address, message, watch))
            if (isNeeded(fact) && sent.add(fact.key())) under.again(address, fact);
        under.await();
        if (!old.isEmpty())
          tables.fold(
              Office.Tables.CASE, Inbox.cursor(at.created(), old.getLast()).text(), List.of());
        more = !batch.isEmpty() && old.size() == batch.size();
      }
    }
    if (!sent.isEmpty()) LOG.info("{} facts of cases that go on were sent again", sent.size());
  }

  private long from(StreamAt at) throws IOException {
    return tables
        .cursor(Office.Tables.CASE)
        .map(Inbox.Cursor::parse)
        .filter(cursor -> cursor.created().equals(at.created()) && cursor.seq() <= at.last())
        .map(cursor -> Math.max(cursor.seq() + 1, at.first()))
        .orElse(at.first());
  }

  /** A stream that is full drops its oldest: beyond half of its bytes they are due, 0: none. */
  private static long crowded(StreamAt at) {
    long half = at.config().getMaxBytes() / 2;
    if (half <= 0 || at.bytes() <= half) return 0;
    double share = (double) (at.bytes() - half) / at.bytes();
    return at.first() + (long) ((at.last() - at.first()) * share);
  }

  private static boolean isDue(Message message, Instant due, long crowded) {
    return message.metaData().streamSequence() <= crowded
        || message.metaData().timestamp().toInstant().isBefore(due);
  }

  private boolean isNeeded(CaseFact fact) {
    return shelf.fact(fact.file(), fact.key()).isPresent() && shelf.isLive(fact.file());
  }
}
