package org.xuhao.link;

import io.nats.client.Connection;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What other halls say of themselves every few seconds; nothing of it is kept. */
public final class Neighbours implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

  /** A district holds at most so many halls. Source: the district's design, section 1. */
  private static final int HALLS_MAX = 64;

  /**
   * The latest report of one hall.
   *
   * @param heardNanos when it came, by the clock that the link was given
   */
  public record Heard(JsonObject report, long heardNanos) {}

  private final Address address;
  private final LongSupplier nanos;
  private final Map<String, Heard> reports = new ConcurrentHashMap<>();
  private volatile @Nullable Connection connection;
  private volatile Consumer<String> own = incarnation -> {};
  private volatile BiConsumer<Covered, Covered> marked = (covered, missing) -> {};

  Neighbours(Address address, LongSupplier nanos) {
    this.address = address;
    this.nanos = nanos;
  }

  /** Told the incarnation in each report under this hall's name: its own, or a second one's. */
  void onOwn(Consumer<String> listener) {
    own = listener;
  }

  /** Told what the district's tables hold of this hall's journal, and what they miss of it. */
  void onMark(BiConsumer<Covered, Covered> listener) {
    marked = listener;
  }

  void listen(Connection reached) {
    connection = reached;
    var dispatcher = reached.createDispatcher();
    dispatcher.subscribe(
        address.all("load"), message -> load(message.getSubject(), message.getData()));
    dispatcher.subscribe(address.markSubject(address.hall()), message -> mark(message.getData()));
  }

  private void load(String subject, byte[] data) {
    String hall = Address.sender(subject);
    if (reports.size() >= HALLS_MAX && !reports.containsKey(hall)) return;
    try {
      JsonObject report = Message.json(data);
      reports.put(hall, new Heard(report, nanos.getAsLong()));
      if (hall.equals(address.hall())) own.accept(report.getString("incarnation", ""));
    } catch (DecodeException | ClassCastException wrong) {
      LOG.debug("A report of {} is passed over", hall, wrong);
    }
  }

  private void mark(byte[] data) {
    try {
      JsonObject mark = Message.json(data);
      marked.accept(
          Covered.of(mark.getJsonObject("covered", new JsonObject())),
          Covered.of(mark.getJsonObject("missing", new JsonObject())));
    } catch (DecodeException | ClassCastException wrong) {
      LOG.debug("A mark is passed over", wrong);
    }
  }

  /** The latest report of every hall that was heard since the start, this one among them. */
  public Map<String, Heard> reports() {
    return new TreeMap<>(reports);
  }

  /** Tells all halls how this one is; nothing happens while the line is away. */
  public void report(JsonObject report) {
    Connection now = connection;
    if (now == null) return;
    byte[] bytes = report.copy().put("v", Message.VERSION).toBuffer().getBytes();
    Server.say(now, address.loadSubject(address.hall()), bytes);
  }

  @Override
  public void close() {
    reports.clear();
  }
}
