package org.xuhao.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.xuhao.board.Board;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.Bookings;
import org.xuhao.hall.Command;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.report.DayFigures;
import org.xuhao.web.live.Feed;

/** Does what the OpenAPI file promises, one method for each kind of operation. */
final class Api {
  /** What a service code looks like; anything else is no service of this hall. */
  private static final String SERVICE = "[A-Z0-9-]{1,16}";

  private final WebParts parts;
  private final Feed feed;
  private final Bounds bounds;
  private final Asking asking;
  private final CaseApi cases;
  private final Waits waits;
  private final ReadCards read;
  private final PairApi paired;

  /** {@code today}: the figures of the day so far; fails while the tables are down. */
  Api(
      WebParts parts,
      Waits waits,
      Feed feed,
      Bounds bounds,
      ReadCards read,
      Supplier<Future<DayFigures>> today) {
    this.parts = parts;
    this.waits = waits;
    this.feed = feed;
    this.bounds = bounds;
    asking = new Asking(parts);
    this.read = read;
    cases = new CaseApi(parts, asking, read, today);
    paired = new PairApi(parts);
  }

  void bind(RouterBuilder routes) {
    cases.bind(routes);
    paired.bind(routes);
    new TalkApi(parts, asking).bind(routes);
    var offers = new WaitApi(parts, waits);
    offers.bind(routes);
    new CardApi(parts, read, offers).bind(routes);
    new InstallerApi(parts.printers(), parts.installer()).bind(routes);
    on(routes, "announce", this::announce);
    on(routes, "takeTicket", this::take);
    on(routes, "getTicket", this::ticket);
    on(routes, "reprintTicket", ctx -> atDispenser(ctx, Command.Reprint::new));
    on(routes, "grantPriority", ctx -> atDesk(ctx, Commands::grant));
    on(routes, "expediteTicket", ctx -> atDesk(ctx, Commands::expedite));
    on(routes, "redirectTicket", ctx -> atDesk(ctx, Commands::redirect));
    on(routes, "joinTickets", ctx -> atDesk(ctx, Commands::join));
    on(routes, "checkInAgain", ctx -> atDispenser(ctx, Command.RecheckIn::new));
    on(routes, "abandonTicket", ctx -> atDesk(ctx, Commands::abandon));
    on(routes, "stopTaking", ctx -> taking(ctx, Command.StopTaking::new));
    on(routes, "allowTaking", ctx -> taking(ctx, Command.AllowTaking::new));
    on(routes, "setServices", this::setServices);
    on(routes, "moveClerk", this::moveClerk);
    on(routes, "getLinkedTicket", this::linked);
    on(routes, "getBoard", ctx -> json(ctx, Views.board(parts)));
    on(routes, "followBoard", this::follow);
    Commands.AT_WINDOW.keySet().forEach(id -> on(routes, id, ctx -> atWindow(ctx, id)));
    on(routes, "getWindow", this::window);
    on(routes, "rateVisit", this::rate);
    on(routes, "getDevices", this::devices);
    on(routes, "getLines", ctx -> json(ctx, list(parts.lines().get(), Views::line)));
    on(routes, "getFaults", ctx -> json(ctx, list(parts.faults().all(), Views::fault)));
    on(routes, "getFaultCodes", ctx -> json(ctx, list(List.of(FaultCode.values()), Views::code)));
    on(routes, "getMetrics", this::metrics);
    on(routes, "getHealth", this::health);
    on(routes, "getSimulation", this::simulation);
    on(routes, "commandSimulation", this::simulate);
  }

  private static void on(RouterBuilder routes, String operation, Consumer<RoutingContext> act) {
    requireNonNull(routes.getRoute(operation), operation).addHandler(act::accept);
  }

  private void take(RoutingContext ctx) {
    String service = Reading.body(ctx).getString("service");
    if (!service.matches(SERVICE)) {
      Problem.of(Refusal.NO_SUCH_SERVICE).send(ctx.request());
      return;
    }
    cases.take(ctx, command -> asking.ask(ctx, Asking.DISPENSER, command, 201, this::toVisitor));
  }

  private void atDispenser(RoutingContext ctx, Function<TicketNumber, Command> command) {
    ofTicket(ctx, Asking.DISPENSER, command);
  }

  /** What the service desk asks of a ticket; the body says the rest. */
  private void atDesk(RoutingContext ctx, BiFunction<TicketNumber, JsonObject, Command> command) {
    ofTicket(ctx, Asking.DESK, number -> command.apply(number, Reading.body(ctx)));
  }

  private void ofTicket(RoutingContext ctx, By by, Function<TicketNumber, Command> command) {
    TicketNumber.parse(Reading.path(ctx, "number"))
        .ifPresentOrElse(
            number -> asking.ask(ctx, by, command.apply(number), 200, this::toVisitor),
            () -> Problem.of(Refusal.NO_SUCH_TICKET).send(ctx.request()));
  }

  private void rate(RoutingContext ctx) {
    long visit = Reading.pathNumber(ctx, "visit");
    if (visit < 1) {
      Problem.of(Refusal.NO_SUCH_VISIT).send(ctx.request());
      return;
    }
    JsonObject body = Reading.body(ctx);
    var id = new VisitId(visit);
    Optional<String> rater = paired.rater(ctx, id, body);
    if (rater.isEmpty()) {
      Problem.RATING_BARRED.send(ctx.request());
      return;
    }
    var by = new By(By.Role.VISITOR, rater.get(), "visit " + visit);
    asking.ask(ctx, by, Commands.rate(id, body), 200, this::toVisitor);
  }

  private void devices(RoutingContext ctx) {
    var all = new ArrayList<>(parts.devices().get());
    all.addAll(paired.views());
    json(ctx, list(all, Views::device));
  }

  private void atWindow(RoutingContext ctx, String operation) {
    Optional<WindowId> known = knownWindow(ctx);
    if (known.isEmpty()) return;
    WindowId window = known.get();
    var there = parts.hall().get().window(window).clerk();
    var no =
        Caller.of(ctx)
            .refuses(ctx, operation, there)
            .or(() -> cases.asksFirst(operation, window, Reading.body(ctx)));
    if (no.isPresent()) {
      no.get().send(ctx.request());
      return;
    }
    var command = Commands.AT_WINDOW.get(operation);
    if (command == null) throw new IllegalStateException("no operation " + operation);
    var by = new By(By.Role.CLERK, "web", "window " + window);
    try {
      atWindow(ctx, by, window, command.apply(window, Reading.body(ctx)));
    } catch (DateTimeException e) { // such as the 30th of February
      Problem.BAD_REQUEST.because(String.valueOf(e.getMessage())).send(ctx.request());
    }
  }

  private void setServices(RoutingContext ctx) {
    Optional<WindowId> window = knownWindow(ctx);
    if (window.isEmpty()) return;
    try {
      Command command = Commands.setServices(window.get(), Reading.body(ctx));
      atWindow(ctx, Asking.MANAGER, window.get(), command);
    } catch (DateTimeException e) {
      Problem.BAD_REQUEST.because("until: " + e.getMessage()).send(ctx.request());
    }
  }

  private void moveClerk(RoutingContext ctx) {
    Optional<WindowId> from = knownWindow(ctx);
    if (from.isEmpty()) return;
    var to = new WindowId(Reading.body(ctx).getInteger("to"));
    asking.ask(
        ctx,
        Asking.MANAGER,
        new Command.MoveClerk(from.get(), to),
        200,
        entry -> Told.atWindow(to, entry));
  }

  private void atWindow(RoutingContext ctx, By by, WindowId window, Command command) {
    asking.ask(ctx, by, command, 200, entry -> Told.atWindow(window, entry));
  }

  private void taking(RoutingContext ctx, BiFunction<ServiceCode, String, Command> command) {
    String service = Reading.path(ctx, "service");
    if (!service.matches(SERVICE)) {
      Problem.of(Refusal.NO_SUCH_SERVICE).send(ctx.request());
      return;
    }
    String reason = Reading.body(ctx).getString("reason");
    asking.ask(
        ctx, Asking.MANAGER, command.apply(new ServiceCode(service), reason), 200, Told::toManager);
  }

  private void ticket(RoutingContext ctx) {
    answerTicket(ctx, TicketNumber.parse(Reading.path(ctx, "number")));
  }

  private void linked(RoutingContext ctx) {
    answerTicket(ctx, ofToken(ctx));
  }

  /** The ticket that the token in the address was made for today. */
  Optional<TicketNumber> ofToken(RoutingContext ctx) {
    String token = Reading.path(ctx, "token");
    return parts.hall().get().day().flatMap(day -> parts.links().ticket(token, day));
  }

  /** The QR code of the address that the token in this address belongs to. */
  void qr(RoutingContext ctx) {
    Hall hall = parts.hall().get();
    ofToken(ctx)
        .flatMap(number -> hall.day().map(day -> parts.links().address(number, day)))
        .ifPresentOrElse(
            address -> picture(ctx, QrCode.svg(address)),
            () -> Problem.of(Refusal.NO_SUCH_TICKET).send(ctx.request()));
  }

  /** The QR code of the address of the notice in this address. */
  void noticeQr(RoutingContext ctx) {
    parts
        .hall()
        .get()
        .cases()
        .named(Reading.path(ctx, "case"))
        .filter(file -> !file.codes().isEmpty())
        .map(file -> QrCode.svg(parts.links().ofNotice(file.codes().getLast())))
        .ifPresentOrElse(
            svg -> picture(ctx, svg), () -> Problem.of(Refusal.NO_SUCH_CASE).send(ctx.request()));
  }

  /** The QR code of the code in this address, for the check-in in another hall. */
  void keptQr(RoutingContext ctx) {
    String code = Reading.path(ctx, "code");
    if (BookingId.isCode(code)) picture(ctx, QrCode.svg(code));
    else Problem.of(Refusal.NO_SUCH_BOOKING).send(ctx.request());
  }

  /** The QR code of the address of the talk that the token in this address belongs to. */
  void talkQr(RoutingContext ctx) {
    parts
        .links()
        .talk(Reading.path(ctx, "token"))
        .map(talk -> QrCode.svg(parts.links().address(talk)))
        .ifPresentOrElse(
            svg -> picture(ctx, svg),
            () -> Problem.of(Refusal.NO_SUCH_BOOKING).send(ctx.request()));
  }

  private static void picture(RoutingContext ctx, String svg) {
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "image/svg+xml")
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
        .end(svg);
  }

  private void answerTicket(RoutingContext ctx, Optional<TicketNumber> number) {
    Hall hall = parts.hall().get();
    Optional<Ticket> ticket = number.flatMap(hall::ticket);
    if (ticket.isEmpty()) Problem.of(Refusal.NO_SUCH_TICKET).send(ctx.request());
    else answerTicket(ctx, Views.ticket(ticket.get(), hall), ticket.get().number());
  }

  private void answerTicket(RoutingContext ctx, JsonObject json, TicketNumber number) {
    Plan plan = parts.hall().get().plan();
    Views.named(json, parts.board().get())
        .put("zone", plan.zone().getId())
        .put("books", parts.bookings() > 0 && !Bookings.talks(plan).isEmpty())
        .put("now", parts.clock().instant().toString());
    waits
        .ofTickets()
        .onFailure(ctx::fail)
        .onSuccess(all -> {
          JsonObject wait = Waits.json(all.get(number));
          json(ctx, wait == null ? json : json.put("wait", wait));
        });
  }

  /** A manager's notice to a zone, or to all of the hall. */
  private void announce(RoutingContext ctx) {
    JsonObject body = Reading.body(ctx);
    String zh = body.getString("text");
    boolean said = parts.voice().say(body.getString("zone", ""), zh, body.getString("textEn", ""));
    if (said) json(ctx, new JsonObject().put("done", true));
    else Problem.NO_SUCH_ZONE.send(ctx.request());
  }

  private void window(RoutingContext ctx) {
    Hall hall = parts.hall().get();
    knownWindow(ctx)
        .flatMap(id ->
            parts.board().get().windows().stream()
                .filter(row -> row.window().equals(id))
                .findFirst())
        .map((Board.WindowRow row) -> Views.row(row, hall))
        .ifPresentOrElse(
            row -> json(ctx, row), () -> Problem.of(Refusal.NO_SUCH_WINDOW).send(ctx.request()));
  }

  /** The window in the address; where the hall has no such window, that is answered. */
  private Optional<WindowId> knownWindow(RoutingContext ctx) {
    long number = Reading.pathNumber(ctx, "window");
    if (number >= 1 && number <= 999) {
      var window = new WindowId((int) number);
      if (parts.hall().get().plan().windows().containsKey(window)) return Optional.of(window);
    }
    Problem.of(Refusal.NO_SUCH_WINDOW).send(ctx.request());
    return Optional.empty();
  }

  private void follow(RoutingContext ctx) {
    bounds.unbind(ctx);
    String dispenser = ctx.request().getParam("dispenser");
    String takes = ctx.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    boolean gzip =
        takes != null && takes.matches("(.*[, ])?gzip([,; ].*)?") && !takes.contains("q=");
    if (!feed.add(ctx.response(), dispenser == null ? "" : dispenser, gzip))
      Problem.FEED_FULL.send(ctx.request());
  }

  private void metrics(RoutingContext ctx) {
    ctx.vertx()
        .executeBlocking(() -> parts.metrics().get())
        .onSuccess(text ->
            ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(text))
        .onFailure(ctx::fail);
  }

  private void health(RoutingContext ctx) {
    Health health = parts.health().get();
    ctx.response().setStatusCode(health.able() ? 200 : 503);
    json(ctx, Views.health(health));
  }

  private void simulation(RoutingContext ctx) {
    withSimulation(ctx, sim -> sim.snapshot().onSuccess(seen -> json(ctx, seen)));
  }

  private void simulate(RoutingContext ctx) {
    var done = new JsonObject().put("done", true);
    withSimulation(
        ctx, sim -> sim.command(Reading.body(ctx)).onSuccess(nothing -> json(ctx, done)));
  }

  private void withSimulation(RoutingContext ctx, Function<SimHooks, Future<?>> act) {
    if (parts.sim().isEmpty()) {
      Problem.NO_SIMULATION.send(ctx.request());
      return;
    }
    act.apply(parts.sim().get())
        .onFailure(wrong -> {
          if (!(wrong instanceof IllegalArgumentException)) ctx.fail(wrong);
          else Problem.BAD_REQUEST.because(String.valueOf(wrong.getMessage())).send(ctx.request());
        });
  }

  private JsonObject toVisitor(Entry entry) {
    return Told.toVisitor(entry, parts.links());
  }

  private static <T> JsonArray list(List<T> all, Function<T, Object> one) {
    return Views.array(all, one);
  }

  private static void json(RoutingContext ctx, JsonObject json) {
    Asking.json(ctx, json);
  }

  private static void json(RoutingContext ctx, JsonArray json) {
    Asking.json(ctx, json);
  }
}
