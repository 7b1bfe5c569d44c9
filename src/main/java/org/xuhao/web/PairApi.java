package org.xuhao.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.board.Board;
import org.xuhao.board.Statement.Face;
import org.xuhao.fault.Fault;
import org.xuhao.hall.Booking;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.web.paired.BrowserSecret;
import org.xuhao.web.paired.PairedDevice;
import org.xuhao.web.paired.PairedDevices;
import org.xuhao.web.paired.PairedDevices.Seen;
import org.xuhao.web.paired.PairedDevices.Shown;
import org.xuhao.web.paired.PairedDevices.Tried;
import org.xuhao.web.paired.PairedKind;

/** Browsers as devices: they show a code, somebody types it, from then on they are known. */
final class PairApi {
  private static final Logger LOG = LoggerFactory.getLogger(PairApi.class);

  /**
   * Holds a browser's secret 400 days, the longest that browsers keep a cookie; each opening of a
   * page begins it anew.
   */
  static final BrowserSecret COOKIE = new BrowserSecret("xuhao-device", "/", Duration.ofDays(400));

  /** How old a paper may be that a late rating comes from: the longest rating.late, and feasts. */
  private static final int LATE_DAYS = 60;

  private final WebParts parts;
  private final PairedDevices paired;

  PairApi(WebParts parts) {
    this.parts = parts;
    paired = parts.paired();
  }

  void bind(RouterBuilder routes) {
    on(routes, "beginPairing", this::begin);
    on(routes, "getPairedSelf", this::self);
    on(routes, "pingPaired", this::ping);
    on(routes, "pairDevice", this::pair);
    on(routes, "unpairDevice", this::unpair);
  }

  private static void on(RouterBuilder routes, String operation, Consumer<RoutingContext> act) {
    requireNonNull(routes.getRoute(operation), operation).addHandler(act::accept);
  }

  private void begin(RoutingContext ctx) {
    String secret = secret(ctx);
    if (secret != null && paired.of(secret).isPresent()) {
      Problem.ALREADY_PAIRED.send(ctx.request());
      return;
    }
    if (secret == null) secret = COOKIE.fresh();
    Optional<Shown> shown = paired.begin(secret);
    if (shown.isEmpty()) {
      Problem.PAIRING_FULL.send(ctx.request());
      return;
    }
    COOKIE.keep(ctx, secret);
    ctx.response().setStatusCode(201);
    Asking.json(ctx, waiting(shown.get()));
  }

  private static @Nullable String secret(RoutingContext ctx) {
    return COOKIE.of(ctx).orElse(null);
  }

  /** The device that asks; empty: none that is paired. */
  private Optional<PairedDevice> device(RoutingContext ctx) {
    String secret = secret(ctx);
    return secret == null ? Optional.empty() : paired.of(secret);
  }

  private void self(RoutingContext ctx) {
    Optional<PairedDevice> device = device(ctx);
    String secret = secret(ctx);
    if (device.isPresent() && secret != null) COOKIE.keep(ctx, secret);
    Asking.json(ctx, told(device, secret));
  }

  private void ping(RoutingContext ctx) {
    Optional<PairedDevice> device = device(ctx);
    JsonObject body = Reading.body(ctx);
    Integer took = body.getInteger("roundTripMs");
    device.ifPresent(one ->
        paired.heard(one, body.getString("shows"), took == null ? null : Duration.ofMillis(took)));
    Asking.json(ctx, told(device, secret(ctx)));
  }

  private JsonObject told(Optional<PairedDevice> device, @Nullable String secret) {
    if (device.isPresent()) return told(device.get());
    return (secret == null ? Optional.<Shown>empty() : paired.shownBy(secret))
        .map(PairApi::waiting)
        .orElseGet(() -> new JsonObject().put("state", "NONE"));
  }

  private static JsonObject waiting(Shown shown) {
    return new JsonObject()
        .put("state", "WAITING")
        .put("code", shown.code())
        .put("secondsLeft", shown.left().toSeconds());
  }

  /** What a device is, and what it alone may know of its window. */
  private JsonObject told(PairedDevice device) {
    JsonObject told = view(device).put("state", "PAIRED");
    if (!device.kind().rates()) return told;
    Hall hall = parts.hall().get();
    for (Board.WindowRow row : parts.board().get().windows())
      if (row.window().equals(device.window())) {
        if (row.rating() != null) told.put("rating", rating(row.rating(), row.rated(), hall));
        if (device.kind() == PairedKind.COUNTER_SCREEN)
          file(row, hall).ifPresent(file -> told.put("file", Views.file(file, hall)));
      }
    return told;
  }

  private static JsonObject view(PairedDevice device) {
    return new JsonObject()
        .put("device", device.number())
        .put("name", device.name())
        .put("kind", device.kind().type())
        .put("window", device.window().number());
  }

  private static JsonObject rating(VisitId visit, @Nullable TicketNumber number, Hall hall) {
    var rating = new JsonObject().put("visit", visit.number());
    if (number != null) rating.put("number", number.toString());
    hall.ratingUntil(visit).ifPresent(until -> rating.put("until", until.toString()));
    return rating;
  }

  /** The case at the window: of the visit that may be rated, else of the ticket that is served. */
  private static Optional<CaseFile> file(Board.WindowRow row, Hall hall) {
    if (row.notice() != null) return hall.cases().named(row.notice());
    if (row.face() != Face.SERVING || row.ticket() == null) return Optional.empty();
    CaseId id = hall.ticket(row.ticket()).map(Ticket::matter).map(m -> m.file()).orElse(null);
    return id == null ? Optional.empty() : hall.cases().file(id);
  }

  private void pair(RoutingContext ctx) {
    JsonObject body = Reading.body(ctx);
    var window = new WindowId(body.getInteger("window"));
    if (!parts.hall().get().plan().windows().containsKey(window)) {
      Problem.of(Refusal.NO_SUCH_WINDOW).send(ctx.request());
      return;
    }
    PairedKind kind = PairedKind.of(body.getString("kind")).orElseThrow();
    keeping(
        ctx,
        () -> paired.pair(body.getString("code"), kind, window),
        tried -> {
          switch (tried) {
            case Tried.Paired(var device) -> {
              ctx.response().setStatusCode(201);
              Asking.json(ctx, view(device));
            }
            case Tried.Wrong() -> Problem.PAIRING_CODE_WRONG.send(ctx.request());
            case Tried.Full() -> Problem.PAIRING_FULL.send(ctx.request());
            case Tried.Closed(var left) -> {
              ctx.response()
                  .putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(left.toSeconds() + 1));
              Problem.PAIRING_SLOWED.send(ctx.request());
            }
          }
        });
  }

  private void unpair(RoutingContext ctx) {
    int number = (int) Reading.pathNumber(ctx, "device");
    keeping(
        ctx,
        () -> paired.unpair(number),
        gone -> {
          if (gone) Asking.json(ctx, new JsonObject().put("device", number).put("paired", false));
          else Problem.NO_SUCH_DEVICE.send(ctx.request());
        });
  }

  /** Writes on a worker thread; what cannot be kept is not done, and said. */
  private static <T> void keeping(RoutingContext ctx, Callable<T> change, Consumer<T> then) {
    ctx.vertx()
        .executeBlocking(change)
        .onSuccess(done -> then.accept(requireNonNull(done)))
        .onFailure(why -> {
          if (!(why instanceof IOException)) ctx.fail(why);
          else {
            LOG.warn("Paired devices cannot be kept: {}", why.toString());
            Problem.PAIRING_UNWRITABLE.send(ctx.request());
          }
        });
  }

  /** Who rates from here, as the journal names it; empty: whoever asks may not rate this visit. */
  Optional<String> rater(RoutingContext ctx, VisitId visit, JsonObject body) {
    return "PHONE".equals(body.getString("channel"))
        ? holder(visit, body.getString("link"))
        : device(ctx)
            .filter(device -> device.kind().rates())
            .filter(device -> isAt(device.window(), visit))
            .map(PairedDevice::name);
  }

  /** A visit whose time is over is refused by the hall, which says why. */
  private boolean isAt(WindowId window, VisitId visit) {
    return parts.hall().get().ratingWindow(visit).map(window::equals).orElse(true);
  }

  /**
   * Whoever has the paper of a ticket, or the address of a talk. While the window asks for the
   * rating it must be the ticket of that visit; later the hall no longer knows whose visit it was,
   * only that it may be rated.
   */
  private Optional<String> holder(VisitId visit, @Nullable String link) {
    Hall hall = parts.hall().get();
    Optional<LocalDate> today = hall.day();
    Optional<BookingId> talk = link == null ? Optional.empty() : parts.links().talk(link);
    if (talk.isPresent())
      return talk.flatMap(hall.bookings()::find)
          .map(Booking::talk)
          .filter(held -> visit.equals(held.visit()))
          .map(held -> "phone");
    if (link == null || today.isEmpty()) return Optional.empty();
    for (int back = 0; back <= LATE_DAYS; back++) {
      Optional<TicketNumber> ticket = parts.links().ticket(link, today.get().minusDays(back));
      if (ticket.isPresent())
        return back > 0 || isOf(visit, ticket.get()) ? Optional.of("phone") : Optional.empty();
    }
    return Optional.empty();
  }

  private boolean isOf(VisitId visit, TicketNumber number) {
    for (Board.WindowRow row : parts.board().get().windows())
      if (visit.equals(row.rating()) && row.rated() != null) return number.equals(row.rated());
    return parts.hall().get().ticket(number).isPresent();
  }

  /** Paired browsers as the page of devices shows them. */
  List<DeviceView> views() {
    var views = new ArrayList<DeviceView>();
    for (Seen seen : paired.all()) views.add(view(seen));
    return views;
  }

  private DeviceView view(Seen seen) {
    PairedDevice device = seen.device();
    boolean there = parts.hall().get().plan().windows().containsKey(device.window());
    String detail = there ? "" : "no such window in hall.yaml; pair it anew";
    for (Fault fault : parts.faults().all())
      if (fault.subject().equals("device " + device.name())) detail = fault.detail();
    return new DeviceView(
        device.name(),
        device.kind().type(),
        "browser",
        null,
        device.window().number(),
        state(seen, there),
        seen.lastSeen(),
        seen.roundTrip(),
        seen.signs(),
        0,
        0,
        seen.shows(),
        detail);
  }

  private static DeviceView.State state(Seen seen, boolean there) {
    if (seen.silent()) return DeviceView.State.ILL;
    if (seen.lastSeen() == null) return DeviceView.State.UNKNOWN;
    return there ? DeviceView.State.WELL : DeviceView.State.WATCH;
  }
}
