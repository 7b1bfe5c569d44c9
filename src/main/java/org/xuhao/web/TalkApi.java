package org.xuhao.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.xuhao.hall.Booking;
import org.xuhao.hall.Bookings;
import org.xuhao.hall.Command;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.web.account.Networks;
import org.xuhao.web.account.RateLimit;
import org.xuhao.web.clerk.TalkView;
import org.xuhao.web.paired.BrowserSecret;

/**
 * Talks at remote windows for whoever has them: booked without an account and without saying who
 * one is, looked at and cancelled by their private address.
 */
final class TalkApi {
  /** Dates with free slots that are told at once: more than anybody looks through. */
  private static final int DATES_MAX = 10;

  /**
   * By it a visitor who says no name keeps to the limits of one visitor. Lasts as long as bookings
   * are remembered.
   */
  private static final BrowserSecret COOKIE =
      new BrowserSecret("xuhao-visitor", "/", Duration.ofDays(92));

  /** This machine alone. */
  private static final Networks LOCAL = new Networks(List.of());

  private static final By VISITOR = new By(By.Role.VISITOR, "web", "booking");

  private final WebParts parts;
  private final Asking asking;
  private final Visitors visitors;
  private final RateLimit budget;

  TalkApi(WebParts parts, Asking asking) {
    this.parts = parts;
    this.asking = asking;
    visitors = new Visitors(parts.visitors(), parts.hall());
    double perSecond = parts.bookings() / (double) Duration.ofDays(1).toSeconds();
    budget = new RateLimit(perSecond, Math.max(1, parts.bookings()));
  }

  void bind(RouterBuilder routes) {
    on(routes, "getRemoteServices", this::services);
    on(routes, "bookTalk", this::book);
    on(routes, "getTalk", this::talk);
    on(routes, "cancelTalk", this::cancel);
  }

  private static void on(RouterBuilder routes, String operation, Consumer<RoutingContext> act) {
    requireNonNull(routes.getRoute(operation), operation).addHandler(act::accept);
  }

  /**
   * Gives the browser a secret with the page, and not with the answer to a booking: an answer may
   * be lost, and whoever asks again must be the same.
   */
  static void know(RoutingContext ctx) {
    COOKIE.keep(ctx, COOKIE.of(ctx).orElseGet(COOKIE::fresh));
  }

  private void services(RoutingContext ctx) {
    Hall hall = parts.hall().get();
    var services = new JsonArray();
    if (parts.bookings() > 0)
      for (Plan.ServicePlan one : Bookings.talks(hall.plan())) services.add(free(hall, one));
    var json =
        Views.named(new JsonObject(), parts.board().get())
            .put("zone", hall.plan().zone().getId())
            .put("now", parts.clock().instant().toString())
            .put("open", parts.bookings() > 0)
            .put("services", services);
    Asking.json(ctx, json);
  }

  private JsonObject free(Hall hall, Plan.ServicePlan service) {
    var days = new JsonArray();
    hall.bookings()
        .free(hall.plan(), service, parts.clock().instant(), DATES_MAX)
        .forEach((date, slots) ->
            days.add(
                new JsonObject()
                    .put("date", date.toString())
                    .put("slots", Views.array(slots, slot -> slot.toString()))));
    return new JsonObject()
        .put("service", service.code().code())
        .put("name", service.name())
        .put("nameEn", service.nameEn())
        .put("minutes", requireNonNull(service.slots()).length().toMinutes())
        .put("days", days);
  }

  private void book(RoutingContext ctx) {
    JsonObject body = Reading.body(ctx).copy();
    Optional<Problem> no = refuses(body.getString("service"));
    if (no.isPresent()) {
      no.get().send(ctx.request());
      return;
    }
    String after = body.getString("after");
    Optional<Booking> before = Optional.ofNullable(after).flatMap(this::known);
    if (after != null && before.isEmpty()) {
      Problem.of(Refusal.NO_SUCH_BOOKING).send(ctx.request());
      return;
    }
    CaseId file = before.map(Booking::file).orElse(null);
    if (!isWithin(ctx)) return;
    body.put("visitor", visitor(COOKIE.of(ctx).orElseGet(COOKIE::fresh)));
    try {
      Command wish = Commands.book(body, file);
      asking.ask(ctx, VISITOR, wish, 201, entry -> Told.toVisitor(entry, parts.links()));
    } catch (DateTimeException e) {
      Problem.BAD_REQUEST.because("slot: " + e.getMessage()).send(ctx.request());
    }
  }

  /** Whether the address may book; if not, that was answered. What books nothing costs nothing. */
  private boolean isWithin(RoutingContext ctx) {
    String address = address(ctx);
    if (!budget.allows(address, parts.elapsedNanos().getAsLong())) {
      long waits = Duration.ofDays(1).toSeconds() / parts.bookings();
      ctx.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(waits));
      Problem.BOOKING_SLOWED.send(ctx.request());
      return false;
    }
    ctx.addEndHandler(sent -> {
      boolean again = ctx.response().headers().contains("idempotent-replayed");
      if (again || ctx.response().getStatusCode() != 201) budget.giveBack(address);
    });
    return true;
  }

  private String visitor(String secret) {
    List<String> hashes = visitors.hashes("browser " + secret);
    return visitors.of(hashes.stream().map(Booking.NAMELESS::concat).toList());
  }

  /** Why nobody books a talk of {@code service} here. */
  private Optional<Problem> refuses(String service) {
    if (parts.bookings() == 0) return Optional.of(Problem.BOOKING_CLOSED);
    boolean talk =
        Bookings.talks(parts.hall().get().plan()).stream()
            .anyMatch(one -> one.code().code().equals(service));
    return talk ? Optional.empty() : Optional.of(Problem.of(Refusal.NO_SUCH_SERVICE));
  }

  /** A proxy on this machine says for whom it asks; nobody else is believed. */
  private static String address(RoutingContext ctx) {
    String address = Caller.of(ctx).address();
    String via = ctx.request().getHeader("x-forwarded-for");
    if (via == null || !LOCAL.hold(address)) return address;
    String last = via.substring(via.lastIndexOf(',') + 1).strip();
    return last.matches("[0-9A-Fa-f:.]{2,45}") ? Networks.network(last) : address;
  }

  /** The talk that the token in its address belongs to. */
  private Optional<Booking> known(String token) {
    return parts
        .links()
        .talk(token)
        .flatMap(parts.hall().get().bookings()::find)
        .filter(booking -> booking.talk() != null);
  }

  private void withTalk(RoutingContext ctx, Consumer<Booking> then) {
    known(Reading.path(ctx, "token"))
        .ifPresentOrElse(then, () -> Problem.of(Refusal.NO_SUCH_BOOKING).send(ctx.request()));
  }

  /** As whoever booked it sees it; the token of its address is all that is asked for. */
  private void talk(RoutingContext ctx) {
    Hall hall = parts.hall().get();
    withTalk(
        ctx, booking -> TalkView.of(booking, hall).ifPresent(talk -> Asking.json(ctx, told(talk))));
  }

  private JsonObject told(TalkView talk) {
    return Views.named(talk.json(parts.links()::media), parts.board().get())
        .put("books", parts.bookings() > 0)
        .put("now", parts.clock().instant().toString());
  }

  private void cancel(RoutingContext ctx) {
    withTalk(
        ctx,
        booking ->
            asking.ask(
                ctx,
                VISITOR,
                new Command.CancelAppointment(booking.id()),
                200,
                entry -> Told.toVisitor(entry, parts.links())));
  }
}
