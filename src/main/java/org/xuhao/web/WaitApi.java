package org.xuhao.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.forecast.Forecast.IfTaken;
import org.xuhao.hall.Bookings;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Command;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Matter;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.web.district.DistrictHooks;
import org.xuhao.web.district.HallCard;
import org.xuhao.web.district.Kept;
import org.xuhao.web.district.LinkWishes;
import org.xuhao.web.district.Nearest;

/** What people may expect: waits by service, and what is offered to whoever has a case. */
final class WaitApi {
  /** Cases of one visitor that offers are made for: each costs some milliseconds of a worker. */
  private static final int CASES_MAX = 5;

  /** Whoever holds the paper of a ticket. */
  private static final By PHONE = new By(By.Role.VISITOR, "phone", "link");

  private final WebParts parts;
  private final Waits waits;
  private final Visitors visitors;

  WaitApi(WebParts parts, Waits waits) {
    this.parts = parts;
    this.visitors = new Visitors(parts.visitors(), parts.hall());
    this.waits = waits;
  }

  void bind(RouterBuilder routes) {
    requireNonNull(routes.getRoute("getWaits")).addHandler(this::services);
    requireNonNull(routes.getRoute("findOffers")).addHandler(this::offers);
    requireNonNull(routes.getRoute("getElsewhere")).addHandler(this::elsewhere);
    requireNonNull(routes.getRoute("getElsewhereOfLink")).addHandler(this::elsewhereOfLink);
    requireNonNull(routes.getRoute("takeElsewhereByLink")).addHandler(this::takeByLink);
    requireNonNull(routes.getRoute("giveBackByLink")).addHandler(this::giveBackByLink);
  }

  /** What others offer to whoever waits with a ticket, and what they keep under it already. */
  private void elsewhereOfLink(RoutingContext ctx) {
    Ticket ticket = ticket(ctx).orElse(null);
    if (ticket == null) {
      Problem.of(Refusal.NO_SUCH_TICKET).send(ctx.request());
      return;
    }
    elsewhere(ticket.service().code())
        .onFailure(ctx::fail)
        .onSuccess(json -> {
          var kept = new JsonArray();
          keptFor(ctx, ticket).forEach(kept::add);
          Asking.json(ctx, json.put("kept", kept));
        });
  }

  private Optional<Ticket> ticket(RoutingContext ctx) {
    Hall hall = parts.hall().get();
    String token = Reading.path(ctx, "token");
    return hall.day().flatMap(day -> parts.links().ticket(token, day)).flatMap(hall::ticket);
  }

  private LinkWishes wishes(RoutingContext ctx, Ticket ticket) {
    Hall hall = parts.hall().get();
    return new LinkWishes(
        hall.bookings(),
        hall.plan().hall(),
        Reading.path(ctx, "token"),
        ticket.service(),
        parts.clock().instant());
  }

  private List<JsonObject> keptFor(RoutingContext ctx, Ticket ticket) {
    LinkWishes wishes = wishes(ctx, ticket);
    var kept = new ArrayList<JsonObject>();
    for (HallCard card : parts.district().others())
      wishes
          .kept(card.id())
          .ifPresent(one -> kept.add(Kept.json(card, one.id(), one.service(), one.until())));
    return kept;
  }

  /** The ticket here stays; whoever goes there loses nothing if the way is blocked. */
  private void takeByLink(RoutingContext ctx) {
    Ticket ticket = ticket(ctx).orElse(null);
    if (ticket == null || ticket.isOver()) {
      Problem.of(ticket == null ? Refusal.NO_SUCH_TICKET : Refusal.TICKET_OVER).send(ctx.request());
      return;
    }
    String to = Reading.body(ctx).getString("hall");
    List<JsonObject> kept = keptFor(ctx, ticket);
    if (kept.stream().anyMatch(one -> !one.getString("hall").equals(to))) {
      Problem.of(Refusal.BOOKED_ALREADY).send(ctx.request());
      return;
    }
    CaseId id = ticket.matter().file();
    CaseFile file = id == null ? null : parts.hall().get().cases().file(id).orElse(null);
    boolean goesOn = file != null && file.cannotGoOn(List.of()).isEmpty();
    new Asking(parts)
        .elsewhere(
            ctx,
            PHONE,
            wishes(ctx, ticket).name(to),
            to,
            ticket.service().code(),
            goesOn ? file : null,
            // A ticket may stand under a hash of this hall alone, which means nothing elsewhere.
            List.of());
  }

  /** The visitor does not go there after all; answers with what is offered and kept then. */
  private void giveBackByLink(RoutingContext ctx) {
    Ticket ticket = ticket(ctx).orElse(null);
    if (ticket == null) {
      Problem.of(Refusal.NO_SUCH_TICKET).send(ctx.request());
      return;
    }
    Bookings.Asked kept =
        wishes(ctx, ticket).kept(Reading.body(ctx).getString("hall")).orElse(null);
    if (kept == null) {
      Problem.of(Refusal.NO_SUCH_BOOKING).send(ctx.request());
      return;
    }
    var returned = parts.district().elsewhere().giveBack(kept.id());
    Future.fromCompletionStage(returned, requireNonNull(Vertx.currentContext(), "an event loop"))
        .onFailure(ctx::fail)
        .onSuccess(outcome -> {
          switch (outcome) {
            case BACK -> elsewhereOfLink(ctx);
            case ARRIVED -> Problem.of(Refusal.TICKET_EXISTS).send(ctx.request());
            case UNDONE -> Problem.HALL_BUSY.send(ctx.request());
          }
        });
  }

  /** This hall, first and as any other, and what others offer for the same service. */
  private void elsewhere(RoutingContext ctx) {
    String code = Reading.path(ctx, "service");
    elsewhere(code)
        .onFailure(ctx::fail)
        .onSuccess(json -> {
          if (json.isEmpty()) Problem.of(Refusal.NO_SUCH_SERVICE).send(ctx.request());
          else Asking.json(ctx, json);
        });
  }

  /** Of a service that is done in other halls alone, too; empty: nowhere that is known here. */
  Future<JsonObject> elsewhere(String code) {
    return waits
        .ofServices()
        .map(byService -> {
          var json = new JsonObject();
          byService.forEach((service, ifTaken) -> {
            if (!service.code().equals(code)) return;
            json.put("service", code)
                .put("here", told(ifTaken, new JsonObject()))
                .put("halls", Nearest.halls(parts.district(), code, parts.clock().instant()));
          });
          return json.isEmpty() ? onlyElsewhere(code) : json;
        });
  }

  private JsonObject onlyElsewhere(String code) {
    JsonArray halls = Nearest.halls(parts.district(), code, parts.clock().instant());
    if (halls.isEmpty()) return new JsonObject();
    return new JsonObject()
        .put("service", code)
        .put("here", refused(Refusal.NOT_SERVED, new JsonObject()))
        .put("halls", halls);
  }

  private void services(RoutingContext ctx) {
    waits
        .ofServices()
        .onFailure(ctx::fail)
        .onSuccess(byService -> {
          var told = new JsonArray();
          byService.forEach((service, ifTaken) ->
              told.add(told(ifTaken, new JsonObject().put("service", service.code()))));
          Asking.json(ctx, told);
        });
  }

  /** For each case that can go on: at the window that knows it, or at any that can do it. */
  private void offers(RoutingContext ctx) {
    JsonObject body = Reading.body(ctx);
    String named = body.getString("case");
    String identity = body.getString("identity");
    List<String> hashes = identity == null ? List.of() : visitors.hashes(identity);
    Asking.after(
        ctx,
        named == null
            ? parts.shelf().learnOf(hashes)
            : parts.shelf().learn(TicketLinks.codeIn(named)),
        () -> offers(ctx, named, hashes));
  }

  private void offers(RoutingContext ctx, @Nullable String named, List<String> hashes) {
    var files = new ArrayList<CaseFile>();
    Hall hall = parts.hall().get();
    if (named != null) hall.cases().named(TicketLinks.codeIn(named)).ifPresent(files::add);
    files.addAll(visitors.cases(hashes));
    if (files.isEmpty() && named != null) {
      Problem.of(Refusal.NO_SUCH_CASE).send(ctx.request());
      return;
    }
    of(files).onFailure(ctx::fail).onSuccess(told -> Asking.json(ctx, told));
  }

  /** The first of these cases, each with what is offered. */
  Future<JsonArray> of(List<CaseFile> files) {
    List<Future<JsonObject>> told = files.stream().limit(CASES_MAX).map(this::offers).toList();
    return Future.all(told).map(all -> new JsonArray(all.list()));
  }

  private Future<JsonObject> offers(CaseFile file) {
    Future<JsonObject> resume = offer(file, Matter.Offer.RESUME);
    Future<JsonObject> matched = offer(file, Matter.Offer.MATCHED);
    return Future.all(resume, matched)
        .map(both -> {
          JsonObject json = Views.file(file, parts.hall().get());
          Optional<Refusal> why = cannotGoOn(file, resume.result(), matched.result());
          if (why.isPresent()) refused(why.get(), json);
          else addOthers(json, file);
          return json.put("offers", new JsonArray().add(resume.result()).add(matched.result()));
        });
  }

  /** What no other hall changes: the case itself, or a ticket that its visitor has already. */
  private Optional<Refusal> cannotGoOn(CaseFile file, JsonObject... offers) {
    Optional<Refusal> own = file.cannotGoOn(parts.hall().get().tickets());
    if (own.isPresent()) return own;
    for (JsonObject offer : offers) {
      JsonObject refused = offer.getJsonObject("refused", new JsonObject());
      if (!Refusal.TICKET_EXISTS.code().equals(refused.getString("code"))) return Optional.empty();
    }
    return Optional.of(Refusal.TICKET_EXISTS);
  }

  /** The hall that worked on the case last, and the nearest others. */
  private void addOthers(JsonObject json, CaseFile file) {
    DistrictHooks district = parts.district();
    if (district.district().isEmpty()) return;
    String service = file.service().code();
    Instant now = parts.clock().instant();
    String origin = file.elsewhere();
    if (origin != null)
      Nearest.origin(district, origin, file.window().number(), service, now)
          .ifPresent(hall -> json.put("origin", hall));
    json.put("halls", Nearest.halls(district, service, now));
  }

  private Future<JsonObject> offer(CaseFile file, Matter.Offer offer) {
    var matter =
        new Matter(List.of(), Matter.Order.IN_ORDER, file.id(), offer, file.visitor(), List.of());
    return waits
        .ifTaken(new Command.TakeTicket(file.service(), null, matter))
        .map(ifTaken -> told(ifTaken, new JsonObject().put("offer", offer.name())));
  }

  private static JsonObject refused(Refusal why, JsonObject json) {
    var words = new JsonObject().put("code", why.code()).mergeIn(Told.words(why.words()));
    return json.put("refused", words);
  }

  /** With the window that the ticket would be kept for, and until when. */
  private static JsonObject told(IfTaken ifTaken, JsonObject json) {
    switch (ifTaken) {
      case IfTaken.Refused(var why) -> refused(why, json);
      case IfTaken.Taken(var ticket, var range) -> {
        json.put("ahead", ticket.ahead());
        if (range != null) json.put("wait", Waits.json(range));
        if (ticket.state() == Ticket.State.RESERVED && ticket.window() != null) {
          json.put("window", ticket.window().number());
          if (ticket.until() != null) json.put("until", ticket.until().toString());
        }
      }
    }
    return json;
  }
}
