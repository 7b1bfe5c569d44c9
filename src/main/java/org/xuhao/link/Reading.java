package org.xuhao.link;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a stream in its order, from one thread. Whatever becomes of the line or of the server is a
 * {@link Server.Away}, after which another reading begins behind what was kept.
 */
final class Reading implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

  static final int BATCH_MAX = 256;
  static final Duration WAIT = Duration.ofSeconds(2);

  /** When nothing more comes for so long, what came is kept. */
  private static final Duration QUIET = Duration.ofMillis(2);

  private final JetStreamSubscription subscription;

  /** The server's count of the message that came last; 0: none. */
  private long delivered;

  Reading(JetStreamSubscription subscription) {
    this.subscription = subscription;
  }

  /** Asks for {@link #BATCH_MAX} messages, and for what there is of them after {@link #WAIT}. */
  void pull() throws Server.Away {
    try {
      subscription.pullExpiresIn(BATCH_MAX, WAIT);
    } catch (IllegalStateException died) {
      throw Server.away(died);
    }
  }

  /**
   * What has come, at most {@code most}, as soon as anything has; empty: nothing in time. Throws
   * where one before it is missing.
   */
  List<Message> next(int most, Duration wait) throws Server.Away, InterruptedException {
    var batch = new ArrayList<Message>();
    try {
      Message message = subscription.nextMessage(wait);
      while (message != null) {
        count(message);
        batch.add(message);
        message = batch.size() < most ? subscription.nextMessage(QUIET) : null;
      }
    } catch (IllegalStateException died) {
      throw Server.away(died);
    }
    return batch;
  }

  /**
   * The server counts what it delivers to one reader and does not send it twice: what was under way
   * when a line behind it broke, a leaf's, is missing in the count.
   */
  private void count(Message message) throws Server.Away {
    if (message.metaData().consumerSequence() != ++delivered)
      throw new Server.Away("a message was lost on its way here", null);
  }

  /** When it began, by the server's clock. */
  Instant begun() throws Server.Away {
    try {
      return subscription.getConsumerInfo().getCreationTime().toInstant();
    } catch (IOException | IllegalStateException | JetStreamApiException died) {
      throw Server.away(died);
    }
  }

  @Override
  public void close() {
    try {
      subscription.unsubscribe();
    } catch (IllegalStateException died) {
      LOG.debug("It has ended already", died);
    }
  }
}
