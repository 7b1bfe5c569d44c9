package org.xuhao.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Board;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Matter;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.Window;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.Visit;
import org.xuhao.web.clerk.CallReason;

/** Says in JSON how things stand. Fields that have no value are left out. */
final class Views {
  private Views() {}

  static JsonObject board(WebParts parts) {
    JsonObject json = board(parts.board().get(), parts.hall().get(), parts.clock().instant());
    return json.put("spoken", array(parts.voice().said(), Views::said))
        .put("district", parts.district().district().isPresent());
  }

  private static JsonObject board(Board board, Hall hall, Instant now) {
    var json =
        named(new JsonObject(), board)
            .put("code", hall.plan().hall())
            .put("zone", hall.plan().zone().getId())
            .put("at", board.at().toString())
            .put("now", now.toString())
            .put("calls", array(board.callsInHall(), Views::called))
            .put("services", array(board.services(), Views::service))
            .put("classes", array(hall.plan().classes().values(), Views::ofClass))
            .put("windows", array(board.windows(), row -> row(row, hall)));
    return with(json, "day", board.day());
  }

  /** {@code json} with the hall's name. */
  static JsonObject named(JsonObject json, Board board) {
    String english = board.hall().en();
    if (!english.isEmpty()) json.put("hallEn", english);
    return json.put("hall", board.hall().zh());
  }

  private static JsonObject said(VoiceHooks.Said said) {
    return new JsonObject().put("zone", said.zone()).put("zh", said.zh()).put("en", said.en());
  }

  private static JsonObject ofClass(Plan.ClassPlan plan) {
    return new JsonObject()
        .put("code", plan.code().code())
        .put("name", plan.name())
        .put("nameEn", plan.nameEn());
  }

  private static JsonObject called(Board.Called call) {
    return new JsonObject()
        .put("number", call.ticket().toString())
        .put("window", call.window().number())
        .put("call", call.call())
        .put("at", call.at().toString())
        .put("reason", Told.words(call.reason()))
        .put("live", call.live());
  }

  private static JsonObject service(Board.ServiceRow row) {
    var json =
        new JsonObject()
            .put("code", row.code().code())
            .put("prefix", row.prefix())
            .put("name", row.name())
            .put("nameEn", row.nameEn())
            .put("department", row.department())
            .put("waiting", row.waiting())
            .put("taking", row.taking());
    String code = row.closedWhy();
    if (code != null) json.put("closedWhy", closedWhy(code));
    return with(json, "oldestSince", row.oldestSince());
  }

  private static JsonObject closedWhy(String code) {
    var json = new JsonObject().put("code", code);
    return Arrays.stream(Refusal.values())
        .filter(refusal -> refusal.code().equals(code))
        .findFirst()
        .map(refusal -> json.mergeIn(Told.words(refusal.words())))
        .orElse(json);
  }

  /** One row of the board; {@code hall} adds when the visit began and may be recalled. */
  static JsonObject row(Board.WindowRow row, Hall hall) {
    var json =
        new JsonObject()
            .put("window", row.window().number())
            .put("name", row.name())
            .put("services", array(row.services(), code -> code.code()))
            .put("face", row.face().name())
            .put("since", row.since().toString())
            .put("call", row.call())
            .put("closing", row.closing())
            .put("waiting", row.waiting())
            .put("held", array(row.held(), TicketNumber::toString))
            .put("next", array(row.next(), TicketNumber::toString));
    with(json, "number", row.ticket());
    if (row.visit() != null) json.put("visit", row.visit().number());
    if (row.reason() != null)
      json.put("reason", new CallReason(hall.plan()).json(row.reason(), row.cause()));
    with(json, "pauseReason", row.pauseReason());
    with(json, "clerk", row.clerk());
    if (row.rating() != null) json.put("rating", row.rating().number());
    Plan.WindowPlan plan = hall.plan().windows().get(row.window());
    if (plan == null) return json;
    json.put("signIn", plan.signIn()).put("endsVisit", plan.endsVisit());
    json.put("kind", plan.kind().name()).put("kindName", Told.words(plan.kind().words()));
    hall.day().map(day -> plan.roster().get(day)).ifPresent(name -> json.put("onDuty", name));
    json.put("recallLimit", hall.plan().rules().recallLimit());
    Window window = hall.window(row.window());
    if (window.set() != null && window.set().tide() != null)
      json.put("tide", window.set().tide().code());
    return window.visit() == null ? json : visit(json, window.visit());
  }

  private static JsonObject visit(JsonObject json, Visit visit) {
    json.put("calledAt", visit.calledAt().toString());
    json.put("nextRecallAt", visit.nextRecallAt().toString());
    with(json, "startedAt", visit.startedAt());
    return with(json, "noShowAt", visit.noShowAt());
  }

  static JsonObject ticket(Ticket ticket, Hall hall) {
    var json =
        new JsonObject()
            .put("number", ticket.number().toString())
            .put("service", ticket.service().code())
            .put("state", ticket.state().name())
            .put("ahead", hall.ahead(ticket.number()))
            .put("aheadWhenTaken", ticket.ahead())
            .put("takenAt", ticket.issuedAt().toString())
            .put("noShows", ticket.noShows())
            .put("rate", ticket.standing().rate())
            .put(
                "print",
                new JsonObject()
                    .put("copy", ticket.print().copy())
                    .put("state", ticket.print().state().name()));
    Plan.ServicePlan service = hall.plan().services().get(ticket.service());
    if (service != null)
      json.put("serviceName", service.name()).put("serviceNameEn", service.nameEn());
    if (ticket.standing().priority() != null)
      json.put("class", ticket.standing().priority().code());
    if (ticket.window() != null) json.put("window", ticket.window().number());
    if (ticket.until() != null) json.put("until", ticket.until().toString());
    Matter matter = ticket.matter();
    if (!matter.next().isEmpty()) json.put("items", array(matter.next(), ServiceCode::code));
    if (matter.file() != null) json.put("case", matter.file().id());
    return json;
  }

  /** A case as clerks and its visitor may see it. */
  static JsonObject file(CaseFile file, Hall hall) {
    var json =
        new JsonObject()
            .put("case", file.id().id())
            .put("service", file.service().code())
            .put("state", file.state().name())
            .put("visits", file.visits())
            .put("window", file.window().number())
            .put("missing", array(file.missing(), text -> text))
            .put("checked", array(file.checked(), text -> text))
            .put("expires", file.expires().toString())
            .put("overdue", file.overdue())
            .put("commitment", file.commitment())
            .put("parallel", file.parallel());
    if (file.elsewhere() != null) json.put("elsewhere", file.elsewhere());
    Plan.ServicePlan service = hall.plan().services().get(file.service());
    if (service != null)
      json.put("serviceName", service.name()).put("serviceNameEn", service.nameEn());
    if (file.clerk() != null) json.put("clerk", file.clerk().id());
    if (!file.codes().isEmpty()) json.put("notice", file.codes().getLast());
    if (file.due() != null) json.put("due", file.due().toString());
    return json;
  }

  static JsonObject device(DeviceView device) {
    var json =
        new JsonObject()
            .put("name", device.name())
            .put("type", device.type())
            .put("line", device.line())
            .put("state", device.state().name())
            .put("frames", device.frames())
            .put("errors", device.errors())
            .put("retries", device.retries())
            .put("shows", device.shows())
            .put("detail", device.detail());
    if (device.address() != null) json.put("address", device.address());
    if (device.window() != null) json.put("window", device.window());
    if (device.roundTrip() != null) json.put("roundTripMs", device.roundTrip().toNanos() / 1e6);
    return with(json, "lastSeen", device.lastSeen());
  }

  static JsonObject line(LineView line) {
    var json =
        new JsonObject()
            .put("name", line.name())
            .put("uri", line.uri())
            .put("up", line.up())
            .put("bytesIn", line.bytesIn())
            .put("bytesOut", line.bytesOut())
            .put("dropped", line.dropped())
            .put("reconnects", line.reconnects())
            .put("detail", line.detail());
    return with(json, "since", line.since());
  }

  static JsonObject fault(Fault fault) {
    return code(fault.code())
        .put("subject", fault.subject())
        .put("detail", fault.detail())
        .put("since", fault.since().toString());
  }

  static JsonObject code(FaultCode code) {
    return new JsonObject()
        .put("code", code.code())
        .put("happened", both(code.happenedZh(), code.happenedEn()))
        .put("doThis", both(code.doThisZh(), code.doThisEn()));
  }

  static JsonObject health(Health health) {
    var parts = new JsonObject();
    health.parts().forEach(parts::put);
    return new JsonObject().put("status", health.able() ? "ok" : "unable").put("parts", parts);
  }

  static <T> JsonArray array(Collection<T> all, Function<T, Object> one) {
    var array = new JsonArray();
    for (T each : all) array.add(one.apply(each));
    return array;
  }

  private static JsonObject both(String zh, String en) {
    return new JsonObject().put("zh", zh).put("en", en);
  }

  private static JsonObject with(JsonObject json, String name, @Nullable Object value) {
    return value == null ? json : json.put(name, value.toString());
  }
}
