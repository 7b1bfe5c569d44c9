package org.xuhao.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.List;
import java.util.Optional;
import org.xuhao.hall.Booking;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;

/** What is the holder's of a card that a dispenser has read. */
final class CardApi {
  private final WebParts parts;
  private final ReadCards cards;
  private final WaitApi offers;
  private final Visitors visitors;

  CardApi(WebParts parts, ReadCards cards, WaitApi offers) {
    this.parts = parts;
    this.cards = cards;
    this.offers = offers;
    visitors = new Visitors(parts.visitors(), parts.hall());
  }

  void bind(RouterBuilder routes) {
    requireNonNull(routes.getRoute("findOfCard")).addHandler(this::find);
  }

  /** Cases that can go on, each with its offers, and appointments that are still to come. */
  private void find(RoutingContext ctx) {
    Optional<List<String>> holder = cards.visitor(Reading.body(ctx).getString("card"));
    if (holder.isEmpty()) {
      Problem.CARD_GONE.send(ctx.request());
      return;
    }
    var appointments = new JsonArray();
    Hall hall = parts.hall().get();
    for (String hash : holder.get().reversed())
      for (Booking booking : hall.bookings().of(hash))
        if (booking.state() == Booking.State.BOOKED) appointments.add(told(booking, hall));
    offers
        .of(visitors.cases(holder.get()))
        .onFailure(ctx::fail)
        .onSuccess(cases ->
            Asking.json(
                ctx, new JsonObject().put("cases", cases).put("appointments", appointments)));
  }

  private static JsonObject told(Booking booking, Hall hall) {
    var json =
        new JsonObject()
            .put("booking", booking.id().id())
            .put("service", booking.service().code())
            .put("slot", booking.slot().toString())
            .put("ends", booking.ends().toString());
    Plan.ServicePlan service = hall.plan().services().get(booking.service());
    if (service != null)
      json.put("serviceName", service.name()).put("serviceNameEn", service.nameEn());
    return json;
  }
}
