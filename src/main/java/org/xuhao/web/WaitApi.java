package org.xuhao.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.forecast.Forecast.IfTaken;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Command;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Matter;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.Ticket;

/** What people may expect: waits by service, and what is offered to whoever has a case. */
final class WaitApi {
  /** Cases of one visitor that offers are made for: each costs some milliseconds of a worker. */
  private static final int CASES_MAX = 5;

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
        .map(both ->
            Views.file(file, parts.hall().get())
                .put("offers", new JsonArray().add(resume.result()).add(matched.result())));
  }

  private Future<JsonObject> offer(CaseFile file, Matter.Offer offer) {
    var matter =
        new Matter(List.of(), Matter.Order.IN_ORDER, file.id(), offer, file.visitor(), List.of());
    return waits
        .ifTaken(new Command.TakeTicket(file.service(), null, matter))
        .map(ifTaken -> told(ifTaken, new JsonObject().put("offer", offer.name())));
  }

  /** With the window that the ticket would be kept for, and until when. */
  private static JsonObject told(IfTaken ifTaken, JsonObject json) {
    switch (ifTaken) {
      case IfTaken.Refused(var why) ->
          json.put(
              "refused", new JsonObject().put("code", why.code()).mergeIn(Told.words(why.words())));
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
