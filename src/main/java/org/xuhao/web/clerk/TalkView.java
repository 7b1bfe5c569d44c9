package org.xuhao.web.clerk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Booking;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.Talk;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;

/** A talk at a remote window, as its clerk and its visitor see it. */
public final class TalkView {
  private final Hall hall;
  private final Booking booking;
  private final Talk talk;

  private TalkView(Hall hall, Booking booking, Talk talk) {
    this.hall = hall;
    this.booking = booking;
    this.talk = talk;
  }

  /** Empty: {@code booking} is of somebody who comes to the hall. */
  public static Optional<TalkView> of(Booking booking, Hall hall) {
    Talk talk = booking.talk();
    return talk == null ? Optional.empty() : Optional.of(new TalkView(hall, booking, talk));
  }

  /** The stages that a talk has reached, each with its time on the wall's clock. */
  public static JsonObject stages(Booking booking) {
    var json = new JsonObject().put("booking", booking.id().id());
    Talk talk = booking.talk();
    return json.put("stages", talk == null ? new JsonArray() : stages(talk));
  }

  private static JsonArray stages(Talk talk) {
    var stages = new JsonArray();
    for (Talk.Reached one : talk.reached())
      stages.add(
          new JsonObject().put("stage", one.stage().name()).put("at", one.wall().toString()));
    return stages;
  }

  /**
   * In JSON. Where the two meet stands in it only while the visitor is called or spoken with.
   *
   * @param media the address of the place outside where a talk is held
   */
  public JsonObject json(Function<BookingId, Optional<String>> media) {
    JsonObject json =
        stages(booking)
            .put("service", booking.service().code())
            .put("slot", booking.slot().toString())
            .put("ends", booking.ends().toString())
            .put("state", booking.state().name())
            .put("zone", hall.plan().zone().getId());
    if (booking.state() == Booking.State.BOOKED)
      json.put("cancelUntil", booking.slot().minus(cancelBefore()).toString());
    CaseFile file = booking.file() == null ? null : hall.cases().file(booking.file()).orElse(null);
    json.put("goesOn", file != null && !file.state().isOver());
    Plan.ServicePlan service = hall.plan().services().get(booking.service());
    if (service != null)
      json.put("serviceName", service.name()).put("serviceNameEn", service.nameEn());
    Ticket ticket = ticket();
    if (ticket != null) {
      json.put("number", ticket.number().toString())
          .put("ticket", ticket.state().name())
          .put("ahead", hall.ahead(ticket.number()));
      if (ticket.window() != null) json.put("window", ticket.window().number());
      boolean meets =
          ticket.state() == Ticket.State.CALLED || ticket.state() == Ticket.State.SERVING;
      if (meets) media.apply(booking.id()).ifPresent(address -> json.put("media", address));
    }
    VisitId visit = talk.visit();
    if (visit != null)
      hall.ratingWindow(visit)
          .ifPresent(window -> json.put("visit", visit.number()).put("window", window.number()));
    return json;
  }

  private Duration cancelBefore() {
    return hall.plan().rules().booking().cancelBefore();
  }

  /** Its ticket of today; numbers come again on another day. */
  private @Nullable Ticket ticket() {
    TicketNumber number = booking.ticket();
    Ticket ticket = number == null ? null : hall.ticket(number).orElse(null);
    if (ticket == null) return null;
    Optional<Booking> of = hall.bookings().ofTicket(ticket);
    return of.filter(one -> one.id().equals(booking.id())).isPresent() ? ticket : null;
  }
}
