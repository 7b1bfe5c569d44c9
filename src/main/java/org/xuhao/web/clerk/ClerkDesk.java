package org.xuhao.web.clerk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Board.Hold;
import org.xuhao.board.Board.WindowRow;
import org.xuhao.forecast.Pace;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.report.DayFigures;

/** What a clerk works with beside the keys: who comes next, who is set aside, the usual time. */
public final class ClerkDesk {
  /** More lines than that nobody reads beside the work; the rest is counted. */
  private static final int LINES_MAX = 20;

  private final Hall hall;
  private final WindowRow row;

  public ClerkDesk(Hall hall, WindowRow row) {
    this.hall = hall;
    this.row = row;
  }

  /** The case of the ticket at the window; null: it goes on with none. */
  public @Nullable CaseId file() {
    Ticket ticket = ticket(row.ticket());
    return ticket == null ? null : ticket.matter().file();
  }

  /** The talk that is held at the window; empty: the visitor came to the hall. */
  public Optional<TalkView> talk() {
    Ticket ticket = ticket(row.ticket());
    if (ticket == null) return Optional.empty();
    return hall.bookings().ofTicket(ticket).flatMap(booking -> TalkView.of(booking, hall));
  }

  /**
   * In JSON; times are those of the hall.
   *
   * @param figures of the day; null: the tables cannot be read now
   */
  public JsonObject json(Pace pace, @Nullable DayFigures figures) {
    var json =
        new JsonObject()
            .put("window", row.window().number())
            .put("next", lines(row.next().stream()))
            .put("held", array(row.holds().stream().map(this::hold)))
            .put("kept", lines(kept()));
    if (row.ticket() != null) json.put("number", row.ticket().toString());
    Ticket ticket = ticket(row.ticket());
    if (ticket != null) {
      json.put("service", ticket.service().code());
      if (ticket.origin() != null) json.put("origin", ticket.origin().number());
      pace.usual(ticket.service())
          .ifPresent(usual ->
              json.put("usualFromSeconds", usual.likely().toSeconds())
                  .put("usualToSeconds", usual.atMost().toSeconds()));
    }
    Plan.CaseTerms terms = hall.plan().rules().cases();
    json.put("noticeDays", terms.expiry().toDays());
    if (figures != null) json.put("today", today(figures)).put("sent", sent(figures));
    return json;
  }

  /** Of this window alone: nobody is compared with anybody. */
  private JsonObject today(DayFigures figures) {
    var today = new JsonObject().put("finished", 0);
    for (DayFigures.WindowFigures window : figures.windows()) {
      if (window.window() != row.window().number()) continue;
      today.put("finished", window.finished());
      if (window.mean() != null) today.put("meanSeconds", window.mean().toSeconds());
    }
    return today;
  }

  /** Whom this window transferred away today, and where each is now. */
  private JsonArray sent(DayFigures figures) {
    return array(
        figures.windows().stream()
            .filter(window -> window.window() == row.window().number())
            .flatMap(window -> window.sent().stream())
            .flatMap(sent -> TicketNumber.parse(sent.ticket()).map(n -> sent(n, sent)).stream()));
  }

  private JsonObject sent(TicketNumber number, DayFigures.Sent sent) {
    JsonObject json = line(number).put("sentAt", sent.at().toString());
    Ticket ticket = ticket(number);
    if (ticket == null) return json;
    json.put("state", ticket.state().name());
    return ticket.window() == null ? json : json.put("window", ticket.window().number());
  }

  /** Tickets that only this window may call for a while: sent here, or going on here. */
  private Stream<TicketNumber> kept() {
    return StreamSupport.stream(hall.tickets().spliterator(), false)
        .filter(ticket -> ticket.state() == Ticket.State.RESERVED)
        .filter(ticket -> row.window().equals(ticket.window()))
        .sorted(Comparator.comparing(Ticket::place))
        .map(Ticket::number);
  }

  private JsonArray lines(Stream<TicketNumber> numbers) {
    return array(numbers.map(this::line));
  }

  private static JsonArray array(Stream<JsonObject> lines) {
    return new JsonArray(lines.limit(LINES_MAX).map(Objects::requireNonNull).toList());
  }

  private JsonObject hold(Hold hold) {
    JsonObject json = line(hold.ticket());
    if (hold.since() != null) json.put("since", hold.since().toString());
    if (hold.reason() != null) json.put("reason", hold.reason());
    return json;
  }

  private JsonObject line(TicketNumber number) {
    var json = new JsonObject().put("number", number.toString());
    Ticket ticket = ticket(number);
    if (ticket == null) return json;
    service(json, ticket.service());
    json.put("since", ticket.place().since().toString()).put("noShows", ticket.noShows());
    ClassCode priority = ticket.standing().priority();
    Plan.ClassPlan named = priority == null ? null : hall.plan().classes().get(priority);
    if (named != null)
      json.put("class", new JsonObject().put("zh", named.name()).put("en", named.nameEn()));
    if (ticket.matter().file() != null) json.put("resumes", true);
    Instant until = ticket.until();
    if (until != null) json.put("until", until.toString());
    return json;
  }

  private void service(JsonObject json, ServiceCode code) {
    Plan.ServicePlan service = hall.plan().services().get(code);
    json.put("service", code.code()).put("name", service == null ? code.code() : service.name());
    if (service != null) json.put("nameEn", service.nameEn());
  }

  private @Nullable Ticket ticket(@Nullable TicketNumber number) {
    return number == null ? null : hall.ticket(number).orElse(null);
  }
}
