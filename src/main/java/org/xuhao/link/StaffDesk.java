package org.xuhao.link;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks other halls of their clerks and answers them: requests of NATS, which nothing keeps. A
 * request under another first word than commands for visitors, so that neither desk meets the
 * other's.
 */
public final class StaffDesk {
  private static final Logger LOG = LoggerFactory.getLogger(StaffDesk.class);

  /** A forecast of a crowded hall takes some tenths of a second, and one waits for another. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);

  /** Says what this hall answers; on the line's own thread, so that it must not block. */
  public interface Answering {
    CompletionStage<JsonObject> answer(String from, String verb, JsonObject asked);
  }

  /** Whether the asked hall ever heard of the asking one; answered before it has started. */
  static final String KNOWS = "knows";

  private final Address address;
  private final Server server;
  private final Predicate<String> knows;
  private volatile Answering answering =
      (from, verb, asked) -> CompletableFuture.failedFuture(new IOException("the hall starts"));

  StaffDesk(Address address, Server server, Predicate<String> knows) {
    this.address = address;
    this.server = server;
    this.knows = knows;
  }

  /** From now on the hall answers. */
  public void answerBy(Answering hall) {
    answering = hall;
  }

  void listen(Connection reached) {
    var dispatcher = reached.createDispatcher();
    dispatcher.subscribe(address.staffRequests(), message -> answer(reached, message));
  }

  private void answer(Connection reached, Message message) {
    String to = message.getReplyTo();
    if (to == null) return;
    String verb = Address.sender(message.getSubject());
    String from = Address.commander(message.getSubject());
    try {
      JsonObject asked = org.xuhao.link.Message.json(message.getData());
      if (verb.equals(KNOWS)) {
        JsonObject known = new JsonObject().put(KNOWS, knows.test(from));
        Server.say(reached, to, versioned(known));
        return;
      }
      answering
          .answer(from, verb, asked)
          .whenComplete((answer, broken) -> {
            if (broken != null) LOG.info("{} of {} is not answered: {}", verb, from, broken);
            else Server.say(reached, to, versioned(answer));
          });
    } catch (DecodeException wrong) {
      LOG.warn("A request of {} is passed over", from, wrong);
    }
  }

  static byte[] versioned(JsonObject json) {
    return json.copy().put("v", org.xuhao.link.Message.VERSION).toBuffer().getBytes();
  }

  /** Asks {@code hall}; fails where it does not answer in time or the district is not reached. */
  public CompletableFuture<JsonObject> ask(String hall, String verb, JsonObject asked) {
    try {
      return server
          .ask(address.staffSubject(hall, verb), versioned(asked), ANSWER_WITHIN)
          .thenApply(answer -> org.xuhao.link.Message.json(answer.getData()));
    } catch (IOException away) {
      return CompletableFuture.failedFuture(away);
    }
  }
}
