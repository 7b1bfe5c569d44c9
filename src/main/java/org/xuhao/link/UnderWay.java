package org.xuhao.link;

import io.nats.client.api.PublishAck;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** What was sent and is not acknowledged. Used from one thread. */
final class UnderWay {
  /**
   * Messages that wait for their acknowledgement together, as long as they have no more bytes than
   * {@link Message#SENT_MAX}. Source: the district's design, 2.
   */
  private static final int MESSAGES_MAX = 64;

  static final Duration ACK_WITHIN = Duration.ofSeconds(5);

  private final Server server;
  private final Consumer<PublishAck> acknowledged;
  private final List<CompletableFuture<PublishAck>> acks = new ArrayList<>();
  private int bytes;

  /** Nothing yet; {@code acknowledged} is told of each. */
  UnderWay(Server server, Consumer<PublishAck> acknowledged) {
    this.server = server;
    this.acknowledged = acknowledged;
  }

  /** Sends, and waits where enough is under way. */
  void send(String subject, String id, byte[] body)
      throws IOException, TimeoutException, InterruptedException {
    acks.add(server.send(subject, id, body));
    bytes += body.length;
    if (acks.size() >= MESSAGES_MAX || bytes >= Message.SENT_MAX) await();
  }

  /** Sends a fact once more, of another hall as its witness. */
  void again(Address address, CaseFact fact)
      throws IOException, TimeoutException, InterruptedException {
    boolean own = fact.key().hall().equals(address.hall());
    String subject = own ? address.caseSubject() : address.witnessSubject();
    List<CaseFact> one = List.of(fact);
    send(subject, Message.id(one), Message.facts(one));
  }

  /** Waits until all is acknowledged. */
  void await() throws IOException, TimeoutException, InterruptedException {
    try {
      CompletableFuture.allOf(acks.toArray(CompletableFuture[]::new))
          .get(ACK_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      for (CompletableFuture<PublishAck> each : acks) acknowledged.accept(each.get());
    } catch (ExecutionException e) {
      throw new IOException("not taken: " + e.getCause(), e);
    }
    acks.clear();
    bytes = 0;
  }
}
