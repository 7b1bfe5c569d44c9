package org.xuhao.link;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The district's NATS server as this hall reaches it. It is tried for ever; what needs it fails
 * while it is away. Safe from any thread.
 */
final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /** Between attempts, and as much again at most: all halls come back after an outage. */
  private static final Duration RECONNECT = Duration.ofSeconds(1);

  /** A line that was cut without a word is found after two of these. */
  private static final Duration PING = Duration.ofSeconds(5);

  private static final int PINGS_OUT = 2;

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);

  static final int NOT_FOUND = 404;

  /** One may be lost; of so many the first is some seconds old. Own choice. */
  private static final int UNANSWERED_MAX = 3;

  /** The header by which the server knows a message that comes twice. */
  static final String ID = "Nats-Msg-Id";

  /** A reader that went away without a word is forgotten after this. */
  private static final Duration UNREAD = Duration.ofMinutes(5);

  /** Why nothing was sent or read: the line or the server, and no disk of this hall. */
  static final class Away extends IOException {
    private static final long serialVersionUID = 1;

    Away(String why, @Nullable Throwable cause) {
      super(why, cause);
    }

    /** Whether the server answered, and no. */
    boolean isRefusal() {
      return getCause() instanceof JetStreamApiException;
    }

    boolean isRefusal(int code) {
      return getCause() instanceof JetStreamApiException e && e.getErrorCode() == code;
    }
  }

  /**
   * What is asked of the library. Where the line dies after it was seen to be there, the library
   * throws IllegalStateException.
   */
  private interface Use<T> {
    T of(Connection reached) throws IOException, JetStreamApiException;
  }

  /** Every subject. */
  static final String ALL = ">";

  private final Address address;
  private final Consumer<Boolean> up;
  private final Consumer<Connection> begin;
  private final Thread connecting;
  private final CompletableFuture<Connection> first = new CompletableFuture<>();
  private volatile @Nullable Connection connection;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean closing;

  /** Whether the streams were seen on this connection. */
  private volatile boolean prepared;

  /** Questions in a row that nobody answered: a leaf holds the line while its own is cut. */
  private final AtomicInteger unanswered = new AtomicInteger();

  /**
   * Begins to connect and returns at once.
   *
   * @param up told when the server is reached and when it is not any more, on any thread
   * @param begin told of the connection once, before {@code up}: the place to subscribe
   */
  Server(Address address, Consumer<Boolean> up, Consumer<Connection> begin) {
    this.address = address;
    this.up = up;
    this.begin = begin;
    connecting = Thread.ofPlatform().daemon().name("link-connect").start(this::connect);
  }

  private void connect() {
    String told = "";
    while (!closing)
      try {
        Connection made = Nats.connect(options());
        connection = made;
        begin.accept(made);
        first.complete(made);
        up.accept(true);
        if (closing) made.close();
        return;
      } catch (IOException e) {
        String why = String.valueOf(e.getMessage());
        if (!why.equals(told)) LOG.info("The district's server is not reached: {}", why);
        told = why;
        pause();
      } catch (InterruptedException stopping) {
        return;
      }
  }

  private void pause() {
    long ms = RECONNECT.toMillis() + ThreadLocalRandom.current().nextLong(RECONNECT.toMillis());
    try {
      closing = closed.await(ms, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      closing = true;
    }
  }

  private Options options() throws IOException {
    var options =
        new Options.Builder()
            .servers(address.servers().toArray(String[]::new))
            .connectionName("xuhao " + address.hall())
            .inboxPrefix("_INBOX." + address.hall() + ".")
            .maxReconnects(-1)
            .reconnectWait(RECONNECT)
            .reconnectJitter(RECONNECT)
            .reconnectJitterTls(RECONNECT)
            .connectionTimeout(CONNECT_WITHIN)
            .pingInterval(PING)
            .maxPingsOut(PINGS_OUT)
            // What was not sent is sent again by the outbox, not by the library.
            .reconnectBufferSize(0)
            .errorListener(new LibrarySays())
            .connectionListener(this::changed);
    address.proof().login().ifPresent(l -> options.userInfo(l.user(), l.password()));
    SSLContext tls = address.proof().tls();
    if (tls != null) options.sslContext(tls);
    return options.build();
  }

  private void changed(Connection changed, ConnectionListener.Events event) {
    prepared = false;
    unanswered.set(0);
    switch (event) {
      case RESUBSCRIBED -> up.accept(true);
      case DISCONNECTED, CLOSED -> {
        if (!closing) up.accept(false);
      }
      default -> LOG.debug("{}: {}", event, changed.getConnectedUrl());
    }
  }

  /** Whether something can be sent now. */
  boolean isUp() {
    Connection now = connection;
    return now != null && now.getStatus() == Connection.Status.CONNECTED;
  }

  /** Whether the district answers over the line that is there. */
  boolean answers() {
    return unanswered.get() < UNANSWERED_MAX;
  }

  private void answered(boolean answered) {
    if (!answered) {
      if (isUp() && unanswered.incrementAndGet() == UNANSWERED_MAX) up.accept(false);
    } else if (unanswered.getAndSet(0) >= UNANSWERED_MAX) up.accept(true);
  }

  private <T> T use(Use<T> use) throws Away {
    Connection now = connection;
    if (now == null || now.getStatus() != Connection.Status.CONNECTED)
      throw new Away("the district's server is not reached", null);
    try {
      return use.of(now);
    } catch (Away told) {
      throw told;
    } catch (IOException | IllegalStateException | JetStreamApiException why) {
      throw away(why);
    }
  }

  /** In our words. */
  static Away away(Exception why) {
    String what = why instanceof JetStreamApiException ? "refuses" : "went away";
    return new Away("the district's server " + what + ": " + why.getMessage(), why);
  }

  /** Empty: the server has no such thing. */
  private <T> Optional<T> find(Use<T> use) throws Away {
    try {
      return Optional.of(use(use));
    } catch (Away e) {
      if (e.isRefusal(NOT_FOUND)) return Optional.empty();
      throw e;
    }
  }

  /** Makes the district's streams where they are missing, once for each connection. */
  void prepare() throws Away {
    if (prepared) return;
    for (StreamConfiguration shape : Streams.of(address))
      if (at(shape.getName()).isEmpty()) make(shape);
    prepared = true;
  }

  /** See {@link Streams#copy}. */
  void copy(int copies) throws Away {
    use(reached -> {
      Streams.copy(address, reached.jetStreamManagement(), copies);
      return copies;
    });
  }

  /** Something failed: the streams are looked at again before the next message. */
  void doubt() {
    prepared = false;
  }

  private void make(StreamConfiguration shape) throws Away {
    String stream = shape.getName();
    try {
      use(reached -> reached.jetStreamManagement().addStream(shape));
      LOG.info("Made the stream {}", stream);
    } catch (Away e) {
      throw new Away("the stream " + stream + " cannot be made: " + e.getMessage(), e.getCause());
    }
  }

  /**
   * Where a stream stands.
   *
   * @param created tells a stream from another one of its name
   * @param bytes of its messages
   * @param config how long and up to how many bytes it keeps them
   */
  record StreamAt(String created, long first, long last, long bytes, StreamConfiguration config) {}

  /** Empty: there is no such stream. */
  Optional<StreamAt> at(String stream) throws Away {
    try {
      Optional<StreamInfo> info =
          find(reached -> reached.jetStreamManagement().getStreamInfo(stream));
      answered(true);
      return info.map(Server::at);
    } catch (Away e) {
      answered(e.isRefusal());
      throw e;
    }
  }

  private static StreamAt at(StreamInfo info) {
    return new StreamAt(
        info.getCreateTime().toInstant().toString(),
        info.getStreamState().getFirstSequence(),
        info.getStreamState().getLastSequence(),
        info.getStreamState().getByteCount(),
        info.getConfiguration());
  }

  /** What tells the message of this number from all others; empty: it is not there. */
  Optional<String> idAt(String stream, long seq) throws Away {
    return find(reached -> reached.jetStreamManagement().getMessage(stream, seq))
        .map(at -> Inbox.mark(at.getHeaders(), at.getTime()));
  }

  /** What the newest message of a subject says; empty: there is none. */
  Optional<byte[]> last(String stream, String subject) throws Away {
    return newest(stream, subject).flatMap(last -> Optional.ofNullable(last.getData()));
  }

  /** The number of that message. */
  OptionalLong lastOf(String stream, String subject) throws Away {
    return newest(stream, subject).stream().mapToLong(MessageInfo::getSeq).findFirst();
  }

  private Optional<MessageInfo> newest(String stream, String subject) throws Away {
    return find(reached -> reached.jetStreamManagement().getLastMessage(stream, subject));
  }

  /** Sends into a stream; a message of the same id is stored once within two minutes. */
  CompletableFuture<PublishAck> send(String subject, String id, byte[] body) throws Away {
    return use(
        reached -> reached.jetStream().publishAsync(subject, new Headers().put(ID, id), body));
  }

  /**
   * Reads a stream from the message of number {@code from} on.
   *
   * @param subject of the messages that are wanted
   */
  Reading read(String stream, String subject, long from) throws Away {
    var consumer =
        ConsumerConfiguration.builder()
            .deliverPolicy(DeliverPolicy.ByStartSequence)
            .startSequence(Math.max(from, 1))
            .filterSubject(subject)
            .ackPolicy(AckPolicy.None)
            .inactiveThreshold(UNREAD)
            .build();
    return use(reached -> {
      String name = reached.jetStreamManagement().createConsumer(stream, consumer).getName();
      return new Reading(
          reached.jetStream().subscribe(null, PullSubscribeOptions.bind(stream, name)));
    });
  }

  /** Sends to whoever listens now; nothing keeps it. */
  void say(String subject, byte[] body) throws Away {
    use(reached -> {
      reached.publish(subject, body);
      return body;
    });
  }

  /** The same over {@code line}; nothing happens where it has died. */
  static void say(Connection line, String subject, byte[] body) {
    if (line.getStatus() != Connection.Status.CONNECTED) return;
    try {
      line.publish(subject, body);
    } catch (IllegalStateException died) {
      LOG.debug("Not said to {}", subject, died);
    }
  }

  /** Answers a question by the subject that it came under and what it says. */
  interface Answers {
    byte[] of(String subject, byte[] asked);
  }

  /** Answers whatever is asked there, on a thread of the library, as long as it is reached. */
  void answer(String subject, Answers answers) {
    CompletableFuture<Void> ready =
        first.thenAccept(reached ->
            reached
                .createDispatcher()
                .subscribe(
                    subject,
                    asked -> {
                      String to = asked.getReplyTo();
                      if (to != null)
                        say(reached, to, answers.of(asked.getSubject(), asked.getData()));
                    }));
    LOG.debug("Answers {}: {}", subject, ready);
  }

  /** Asks and waits for the answer; completes with a failure where nobody answers in time. */
  CompletableFuture<Message> ask(String subject, byte[] body, Duration within) throws Away {
    return use(reached -> reached.requestWithTimeout(subject, body, within));
  }

  @Override
  public void close() {
    closing = true;
    closed.countDown();
    connecting.interrupt();
    Connection now = connection;
    if (now == null) return;
    try {
      now.close();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
