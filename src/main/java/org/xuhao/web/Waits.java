package org.xuhao.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.xuhao.forecast.Forecast;
import org.xuhao.forecast.Forecast.IfTaken;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Command;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;

/**
 * How long people will wait, for whoever asks. Found on a worker thread, once for all who ask at
 * the same time, so that a thousand phones cost what one does. For one event loop.
 */
final class Waits {
  /** A minute's range does not change within two seconds. */
  private static final Duration KEPT = Duration.ofSeconds(2);

  /** It is kept so many times longer than it took: a twentieth of one core at most. */
  private static final int SHARE = 20;

  private final WebParts parts;
  private final Vertx vertx;
  private final Kept<Map<TicketNumber, Wait>> ofTickets;
  private final Kept<Map<ServiceCode, IfTaken>> ofServices;

  Waits(WebParts parts, Vertx vertx) {
    this.parts = parts;
    this.vertx = vertx;
    ofTickets = new Kept<>(vertx, parts.elapsedNanos(), this::tickets);
    ofServices = new Kept<>(vertx, parts.elapsedNanos(), this::services);
  }

  /** Every ticket that waits and of which something can be said. */
  Future<Map<TicketNumber, Wait>> ofTickets() {
    return ofTickets.get();
  }

  /** What somebody would be told who took a number of each service now. */
  Future<Map<ServiceCode, IfTaken>> ofServices() {
    return ofServices.get();
  }

  /** What somebody would be told who asked {@code take} at the dispenser now. */
  Future<IfTaken> ifTaken(Command.TakeTicket take) {
    return vertx
        .executeBlocking(() -> ifTaken(parts.hall().get(), take))
        .map(Objects::requireNonNull);
  }

  /** As told to people and programs; null: it cannot be said. */
  static @Nullable JsonObject json(@Nullable Wait wait) {
    if (wait == null) return null;
    return new JsonObject()
        .put("likelySeconds", wait.likely().toSeconds())
        .put("atMostSeconds", wait.atMost().toSeconds());
  }

  private Map<TicketNumber, Wait> tickets() {
    Hall hall = parts.hall().get();
    var all = new ArrayList<TicketNumber>();
    for (Ticket ticket : hall.tickets()) all.add(ticket.number());
    return Forecast.of(hall, parts.pace().get(), all, now(hall));
  }

  private Map<ServiceCode, IfTaken> services() {
    Hall hall = parts.hall().get();
    var told = new TreeMap<ServiceCode, IfTaken>();
    for (ServiceCode service : hall.plan().services().keySet())
      told.put(service, ifTaken(hall, new Command.TakeTicket(service)));
    return told;
  }

  private IfTaken ifTaken(Hall hall, Command.TakeTicket take) {
    return Forecast.ifTaken(hall, parts.pace().get(), take, Asking.DISPENSER, now(hall));
  }

  private Instant now(Hall hall) {
    return parts.hallTime(hall);
  }

  /** Something that is found anew only when somebody asks and the last one is old. */
  static final class Kept<T> {
    private final Vertx vertx;
    private final LongSupplier nanos;
    private final Callable<T> find;
    private @Nullable Future<T> found;
    private long untilNanos;

    /** {@code find} runs on a worker thread. */
    Kept(Vertx vertx, LongSupplier nanos, Callable<T> find) {
      this.vertx = vertx;
      this.nanos = nanos;
      this.find = find;
    }

    Future<T> get() {
      if (found != null && (!found.isComplete() || nanos.getAsLong() < untilNanos)) return found;
      long from = nanos.getAsLong();
      found =
          vertx
              .executeBlocking(find)
              .map(Objects::requireNonNull)
              .onComplete(done -> {
                long now = nanos.getAsLong();
                untilNanos = now + Math.max(KEPT.toNanos(), SHARE * (now - from));
              });
      return found;
    }
  }
}
