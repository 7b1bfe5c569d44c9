package org.xuhao.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Command;
import org.xuhao.hall.Command.Channel;
import org.xuhao.hall.Command.TransferPlace;
import org.xuhao.hall.Matter;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.Notice;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TalkStage;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/** Reads commands out of bodies that the OpenAPI file has already let through. */
final class Commands {
  private Commands() {}

  /** What a clerk can ask of a window, by operation id. */
  static final Map<String, BiFunction<WindowId, JsonObject, Command>> AT_WINDOW =
      Map.ofEntries(
          Map.entry("callNext", (window, body) -> new Command.CallNext(window)),
          Map.entry("callTicket", Commands::callTicket),
          Map.entry("recall", (window, body) -> new Command.Recall(window)),
          Map.entry("startVisit", (window, body) -> new Command.StartVisit(window)),
          Map.entry("reachStage", Commands::reachStage),
          Map.entry("finishVisit", Commands::finish),
          Map.entry("markNoShow", (window, body) -> new Command.MarkNoShow(window)),
          Map.entry("hold", (window, body) -> new Command.Hold(window, body.getString("reason"))),
          Map.entry("callBack", Commands::callBack),
          Map.entry("releaseHold", Commands::releaseHold),
          Map.entry("transfer", Commands::transfer),
          Map.entry("pause", (window, body) -> new Command.Pause(window, reason(body))),
          Map.entry("reopen", (window, body) -> new Command.Reopen(window)),
          Map.entry("openWindow", (window, body) -> new Command.OpenWindow(window)),
          Map.entry("closeWindow", (window, body) -> new Command.CloseWindow(window, reason(body))),
          Map.entry("signIn", Commands::signIn),
          Map.entry("signOut", (window, body) -> new Command.SignOut(window)));

  static Command take(JsonObject body) {
    String priority = body.getString("class");
    return new Command.TakeTicket(
        new ServiceCode(body.getString("service")),
        priority == null ? null : new ClassCode(priority),
        matter(body));
  }

  /** What a visitor came for beyond one service; null: nothing. */
  private static @Nullable Matter matter(JsonObject body) {
    String file = body.getString("case");
    String order = body.getString("order", Matter.Order.IN_ORDER.name());
    String offer = body.getString("offer", Matter.Offer.RESUME.name());
    var matter =
        new Matter(
            texts(body, "items").stream().map(ServiceCode::new).toList(),
            Matter.Order.valueOf(order),
            file == null ? null : new CaseId(file),
            file == null ? null : Matter.Offer.valueOf(offer),
            body.getString("visitor"),
            texts(body, "modes"));
    boolean nothing =
        matter.next().isEmpty()
            && matter.file() == null
            && matter.visitor() == null
            && matter.modes().isEmpty();
    return nothing ? null : matter;
  }

  private static List<String> texts(JsonObject body, String name) {
    return body.getJsonArray(name, new JsonArray()).stream().map(String::valueOf).toList();
  }

  /** What is missing and what was there, by when, and whether a promise stands for it. */
  private static @Nullable Notice notice(JsonObject body) {
    String due = body.getString("due");
    boolean said = body.containsKey("missing") || body.containsKey("checked");
    return said
        ? new Notice(
            texts(body, "missing"),
            texts(body, "checked"),
            due == null ? null : LocalDate.parse(due),
            body.getBoolean("commitment", false))
        : null;
  }

  /** {@code file}: the case that it is to go on with; null: a new matter, or nobody said. */
  static Command book(JsonObject body, @Nullable CaseId file) {
    return new Command.BookAppointment(
        new ServiceCode(body.getString("service")),
        OffsetDateTime.parse(body.getString("slot")).toInstant(),
        body.getString("visitor"),
        file);
  }

  static Command checkIn(BookingId booking, JsonObject body) {
    String priority = body.getString("class");
    return new Command.CheckIn(booking, priority == null ? null : new ClassCode(priority));
  }

  static Command checkMaterials(CaseId file, JsonObject body) {
    return new Command.CheckMaterials(file, texts(body, "materials"));
  }

  static Command grant(TicketNumber number, JsonObject body) {
    return new Command.GrantPriority(number, new ClassCode(body.getString("class")));
  }

  static Command redirect(TicketNumber number, JsonObject body) {
    return new Command.Redirect(number, new ServiceCode(body.getString("service")));
  }

  static Command join(TicketNumber number, JsonObject body) {
    return new Command.Join(number, TicketNumber.parse(body.getString("other")).orElseThrow());
  }

  static Command expedite(TicketNumber number, JsonObject body) {
    return new Command.Expedite(number, body.getString("reason"));
  }

  private static Command callTicket(WindowId window, JsonObject body) {
    TicketNumber number = TicketNumber.parse(body.getString("number")).orElseThrow();
    return new Command.CallTicket(window, number, body.getString("reason"));
  }

  static Command rate(VisitId visit, JsonObject body) {
    List<String> reasons =
        body.getJsonArray("reasons", new JsonArray()).stream().map(String::valueOf).toList();
    Channel channel = Channel.valueOf(body.getString("channel", Channel.TABLET.name()));
    return new Command.Rate(visit, body.getInteger("level"), reasons, channel);
  }

  private static @Nullable String reason(JsonObject body) {
    return body.getString("reason");
  }

  private static Command reachStage(WindowId window, JsonObject body) {
    return new Command.ReachStage(window, TalkStage.valueOf(body.getString("stage")));
  }

  private static Command finish(WindowId window, JsonObject body) {
    String outcome = body.getString("outcome");
    return new Command.EndVisit(
        window,
        outcome == null ? null : Outcome.valueOf(outcome),
        notice(body),
        texts(body, "modes"));
  }

  private static Command callBack(WindowId window, JsonObject body) {
    return new Command.CallBack(window, number(body));
  }

  private static Command transfer(WindowId window, JsonObject body) {
    String service = body.getString("service");
    Integer to = body.getInteger("window");
    String clerk = body.getString("clerk");
    return new Command.Transfer(
        window,
        service == null ? null : new ServiceCode(service),
        to == null ? null : new WindowId(to),
        clerk == null ? null : new ClerkId(clerk),
        TransferPlace.valueOf(body.getString("place", TransferPlace.KEEP.name())),
        body.getBoolean("comesBack", false));
  }

  private static Command releaseHold(WindowId window, JsonObject body) {
    return new Command.ReleaseHold(window, number(body));
  }

  private static @Nullable TicketNumber number(JsonObject body) {
    String number = body.getString("number");
    return number == null ? null : TicketNumber.parse(number).orElseThrow();
  }

  static Command setServices(WindowId window, JsonObject body) {
    List<ServiceCode> services =
        body.getJsonArray("services").stream().map(String::valueOf).map(ServiceCode::new).toList();
    String until = body.getString("until");
    return new Command.SetServices(
        window, services, until == null ? null : OffsetDateTime.parse(until).toInstant());
  }

  static Command abandon(TicketNumber number, JsonObject body) {
    return new Command.Abandon(number, body.getString("reason"));
  }

  private static Command signIn(WindowId window, JsonObject body) {
    return new Command.SignIn(window, new ClerkId(body.getString("clerk")));
  }
}
