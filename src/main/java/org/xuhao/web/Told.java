package org.xuhao.web;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.BookingEvent;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Event.ClerkSignedIn;
import org.xuhao.hall.Event.PrintAsked;
import org.xuhao.hall.Event.PriorityGranted;
import org.xuhao.hall.Event.RatingGiven;
import org.xuhao.hall.Event.RatingOpened;
import org.xuhao.hall.Event.TakingAllowed;
import org.xuhao.hall.Event.TakingStopped;
import org.xuhao.hall.Event.TicketAbandoned;
import org.xuhao.hall.Event.TicketAway;
import org.xuhao.hall.Event.TicketCalled;
import org.xuhao.hall.Event.TicketCalledBack;
import org.xuhao.hall.Event.TicketDelayed;
import org.xuhao.hall.Event.TicketExpedited;
import org.xuhao.hall.Event.TicketHeld;
import org.xuhao.hall.Event.TicketIssued;
import org.xuhao.hall.Event.TicketNoShow;
import org.xuhao.hall.Event.TicketRecalled;
import org.xuhao.hall.Event.TicketRedirected;
import org.xuhao.hall.Event.TicketReturned;
import org.xuhao.hall.Event.TicketTransferred;
import org.xuhao.hall.Event.VisitEnded;
import org.xuhao.hall.Event.VisitStarted;
import org.xuhao.hall.Event.WindowPaused;
import org.xuhao.hall.Event.WindowServicesChanged;
import org.xuhao.hall.Standing;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.Words;

/**
 * Says in JSON what an accepted command did, from the events of its entry alone: the same request
 * asked again is told the same, whatever happened since.
 */
final class Told {
  private Told() {}

  /** What a visitor's command did: a ticket taken or printed again, a visit rated. */
  static JsonObject toVisitor(Entry entry, TicketLinks links) {
    var told = new JsonObject();
    for (Event event : entry.events()) {
      switch (event) {
        case TicketIssued e -> {
          told.put("service", e.service().code())
              .put("ahead", e.ahead())
              .put("sequence", e.sequence())
              .put("printing", false)
              .put("link", links.address(e.ticket(), entry.day()));
          if (e.callableFrom() != null) told.put("callableFrom", e.callableFrom().toString());
          standing(told, e.ticket(), e.standing());
        }
        case Event.OriginHeld e ->
            told.put("keptFor", e.window().number()).put("keptUntil", e.until().toString());
        case BookingEvent.StageReached e when e.visit() == null ->
            told.put("booking", e.booking().id()).put("talk", links.address(e.booking()));
        case BookingEvent e -> told.put("booking", e.booking().id());
        case CaseEvent e -> told.put("case", e.file().id());
        case PrintAsked e ->
            told.put("number", e.ticket().toString())
                .put("printing", true)
                .put("copy", e.copy())
                .put("printBefore", e.deadline().toString());
        case PriorityGranted e -> standing(told, e.ticket(), e.standing());
        case TicketReturned e -> told.put("number", e.ticket().toString()).put("became", "WAITING");
        case TicketRedirected e ->
            told.put("number", e.ticket().toString()).put("service", e.service().code());
        case TicketAbandoned e -> told.put("number", e.ticket().toString()).put("became", "GONE");
        case TicketExpedited e ->
            told.put("number", e.ticket().toString()).put("reason", e.reason());
        case RatingGiven e ->
            told.put("visit", e.visit().number())
                .put("window", e.window().number())
                .put("level", e.level());
        default -> {} // further consequences that nobody at the dispenser asks about
      }
    }
    return told.put("at", entry.at().toString());
  }

  /** What a manager's command did to a service. */
  static JsonObject toManager(Entry entry) {
    var told = new JsonObject();
    for (Event event : entry.events()) {
      switch (event) {
        case TakingStopped e -> told.put("service", e.service().code()).put("taking", false);
        case TakingAllowed e -> told.put("service", e.service().code()).put("taking", true);
        default -> {} // nothing else follows from it
      }
    }
    return told.put("at", entry.at().toString());
  }

  private static void standing(JsonObject told, TicketNumber number, @Nullable Standing standing) {
    told.put("number", number.toString());
    if (standing == null) return;
    if (standing.priority() != null) told.put("class", standing.priority().code());
    told.put("rate", standing.rate());
  }

  /** What a command at {@code window} did; where it ended one visit and called, the call. */
  static JsonObject atWindow(WindowId window, Entry entry) {
    var told = new JsonObject().put("window", window.number());
    for (Event event : entry.events()) {
      switch (event) {
        case TicketCalled e -> call(told, e);
        case TicketCalledBack e ->
            told.put("number", e.ticket().toString())
                .put("visit", e.visit().number())
                .put("call", e.call())
                .put("why", "CALLED_BACK")
                .put("reason", words(e.reason()))
                .put("nextRecallAt", e.nextRecallAt().toString());
        case TicketRecalled e ->
            told.put("number", e.ticket().toString())
                .put("visit", e.visit().number())
                .put("call", e.call())
                .put("nextRecallAt", e.nextRecallAt().toString());
        case BookingEvent.StageReached e -> told.put("stage", e.stage().name());
        case VisitStarted e ->
            told.put("number", e.ticket().toString()).put("visit", e.visit().number());
        case VisitEnded e -> ended(told, e);
        case CaseEvent.NoticeGiven e -> told.put("case", e.file().id()).put("notice", e.code());
        case CaseEvent.CaseTolerated e ->
            told.put("case", e.file().id()).put("due", e.due().toString());
        case CaseEvent e -> told.put("case", e.file().id());
        case Event.ItemStarted e ->
            told.put("number", e.ticket().toString()).put("goesOnWith", e.service().code());
        case RatingOpened e -> told.put("rating", e.visit().number());
        case ClerkSignedIn e -> told.put("clerk", e.clerk().id());
        case WindowPaused e ->
            told.put("pauseReason", e.reason()).put("afterVisit", e.afterVisit());
        default -> became(told, event);
      }
    }
    return told.put("at", entry.at().toString());
  }

  private static void call(JsonObject told, TicketCalled e) {
    told.put("number", e.ticket().toString())
        .put("service", e.service().code())
        .put("visit", e.visit().number())
        .put("call", e.call())
        .put("why", e.why().name())
        .put("reason", words(e.reason()))
        .put("nextRecallAt", e.nextRecallAt().toString());
    if (e.passed() != null) told.put("passed", e.passed().toString());
    if (e.heldBack() != null) told.put("heldBack", e.heldBack().toString());
  }

  private static void ended(JsonObject told, VisitEnded e) {
    var ended =
        new JsonObject()
            .put("number", e.ticket().toString())
            .put("visit", e.visit().number())
            .put("why", e.why().name());
    if (e.outcome() != null) ended.put("outcome", e.outcome().name());
    if (e.outcomeBy() != null) ended.put("outcomeBy", e.outcomeBy().name());
    told.put("ended", ended);
    told.put("number", e.ticket().toString()).put("visit", e.visit().number());
    told.put("why", e.why().name());
    if (e.outcome() != null) told.put("outcome", e.outcome().name());
  }

  /** What became of the ticket that left the window. */
  private static void became(JsonObject told, Event event) {
    switch (event) {
      case TicketNoShow e -> told.put("noShows", e.times());
      case TicketDelayed e ->
          told.put("became", "DELAYED").put("backAfterCalls", e.backAtCall() - e.calls());
      case TicketAway e -> told.put("became", "AWAY");
      case TicketReturned e -> returned(told, e);
      case WindowServicesChanged e ->
          told.put("services", Views.array(e.services(), ServiceCode::code));
      case TicketAbandoned e -> told.put("became", "GONE");
      case Event.TicketRequeued e ->
          told.put("became", "WAITING")
              .put("to", new JsonObject().put("service", e.service().code()));
      case TicketHeld e -> told.put("became", "HELD");
      case TicketTransferred e -> {
        var to = new JsonObject().put("service", e.service().code());
        if (e.toWindow() != null) to.put("window", e.toWindow().number());
        told.put("became", "TRANSFERRED").put("to", to);
      }
      default -> {} // the window's own state follows on the board
    }
  }

  /** A delayed one that comes back after a call is not the ticket this was asked of. */
  private static void returned(JsonObject told, TicketReturned e) {
    if (e.why() == Event.ReturnedWhy.DELAY) return;
    told.put("became", e.toWindow() == null ? "WAITING" : "RESERVED");
    if (!told.containsKey("number")) told.put("number", e.ticket().toString());
  }

  static JsonObject words(Words words) {
    return new JsonObject().put("zh", words.zh()).put("en", words.en());
  }
}
