package org.xuhao.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Board;
import org.xuhao.hall.Booking;
import org.xuhao.hall.Bookings;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Command;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Matter;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.report.DayFigures;
import org.xuhao.web.clerk.ClerkDesk;
import org.xuhao.web.clerk.EarlierVisits;
import org.xuhao.web.clerk.TalkView;
import org.xuhao.web.district.CaseShelf;

/** Cases that go on, what a clerk works with at a window, and appointments. */
final class CaseApi {
  /** A slot more cannot be asked for in one answer than a long day has. */
  private static final int SLOTS_MAX = 300;

  /** Outcomes that open a case, or go on with the one there is. */
  private static final Set<String> GO_ON =
      Set.of("AWAITING_MATERIALS", "ACCEPTED_TOLERANT", "ACCEPTED");

  private final WebParts parts;
  private final Asking asking;
  private final Visitors visitors;
  private final ReadCards cards;
  private final EarlierVisits earlier;
  private final Supplier<Future<DayFigures>> today;

  /** {@code today}: the figures of the day so far; fails while the tables are down. */
  CaseApi(WebParts parts, Asking asking, ReadCards cards, Supplier<Future<DayFigures>> today) {
    this.parts = parts;
    this.today = today;
    this.cards = cards;
    earlier = new EarlierVisits(parts.shelf(), parts.reports(), parts.hall(), parts.board());
    this.asking = asking;
    this.visitors = new Visitors(parts.visitors(), parts.hall());
  }

  void bind(RouterBuilder routes) {
    on(routes, "findCases", this::find);
    on(routes, "getCase", ctx -> withCase(ctx, file -> Asking.json(ctx, told(file))));
    on(routes, "getDesk", this::desk);
    on(routes, "getGuide", this::guide);
    on(routes, "checkMaterials", ctx -> change(ctx, Commands::checkMaterials));
    on(routes, "completeCase", ctx -> change(ctx, (id, body) -> new Command.CompleteCase(id)));
    on(routes, "mergeCases", this::merge);
    on(routes, "getSlots", this::slots);
    on(routes, "bookAppointment", ctx -> book(ctx, Asking.DESK));
    on(routes, "importAppointment", ctx -> book(ctx, new By(By.Role.LINK, "web", "outside")));
    on(routes, "getAppointment", this::appointment);
    on(routes, "cancelAppointment", this::cancel);
    on(routes, "checkIn", this::checkIn);
    on(routes, "takeElsewhere", this::takeElsewhere);
  }

  private static void on(RouterBuilder routes, String operation, Consumer<RoutingContext> act) {
    requireNonNull(routes.getRoute(operation), operation).addHandler(act::accept);
  }

  /** The open cases of whoever has this identity number, which is hashed here and forgotten. */
  private void find(RoutingContext ctx) {
    List<String> hashes = visitors.hashes(Reading.body(ctx).getString("identity"));
    Asking.after(
        ctx,
        parts.shelf().learnOf(hashes),
        () -> {
          var found = new JsonArray();
          Hall hall = parts.hall().get();
          for (CaseFile file : visitors.cases(hashes)) found.add(Views.file(file, hall));
          Asking.json(ctx, found);
        });
  }

  /** With its visits in all halls, where others know it too. */
  private JsonObject told(CaseFile file) {
    return told(file, parts.shelf().visits(file.id()));
  }

  private JsonObject told(CaseFile file, List<CaseShelf.Visited> known) {
    var visits = new JsonArray();
    for (CaseShelf.Visited visit : known) {
      var json =
          new JsonObject()
              .put("hall", visit.hall())
              .put("hallName", visit.name())
              .put("hallNameEn", visit.nameEn())
              .put("window", visit.window())
              .put("at", visit.wall().toString())
              .put("parallel", visit.parallel());
      if (visit.clerk() != null) json.put("clerk", visit.clerk());
      if (visit.outcome() != null) json.put("outcome", visit.outcome());
      visits.add(json);
    }
    Hall hall = parts.hall().get();
    JsonObject json = Views.file(file, hall);
    parts.shelf().meanwhile(file.id()).ifPresent(there -> json.put("meanwhile", there.json()));
    return json.put("history", visits)
        .put("talks", Views.array(hall.bookings().talksOf(file), TalkView::stages))
        .put("readOnly", parts.shelf().readOnly(file.id().id()).isPresent());
  }

  /** Why a visit is not ended so before the clerk was asked: another hall completed its case. */
  Optional<Problem> asksFirst(String operation, WindowId window, JsonObject body) {
    boolean goesOn =
        operation.equals("finishVisit") && GO_ON.contains(body.getString("outcome", ""));
    return goesOn && !body.getBoolean("anyway", false) && earlier.isCompletedElsewhere(window)
        ? Optional.of(Problem.CASE_DONE_ELSEWHERE)
        : Optional.empty();
  }

  private void withCase(RoutingContext ctx, Consumer<CaseFile> then) {
    String named = Reading.path(ctx, "case");
    Asking.after(
        ctx,
        parts.shelf().learn(named),
        () ->
            known(named)
                .ifPresentOrElse(then, () -> Problem.of(Refusal.NO_SUCH_CASE).send(ctx.request())));
  }

  /** As it is to be read: what this release does not understand of it the hall was not told. */
  private Optional<CaseFile> known(String named) {
    return parts.shelf().readOnly(named).or(() -> parts.hall().get().cases().named(named));
  }

  /** The case comes with the rest: one answer that fits together. */
  private void desk(RoutingContext ctx) {
    long number = Reading.pathNumber(ctx, "window");
    today
        .get()
        .map(Optional::of)
        .otherwise(Optional.empty()) // the tables have a fault of their own
        .onFailure(ctx::fail)
        .onSuccess(figures -> {
          for (Board.WindowRow row : parts.board().get().windows())
            if (row.window().number() == number) {
              desk(ctx, row, figures.orElse(null));
              return;
            }
          Problem.of(Refusal.NO_SUCH_WINDOW).send(ctx.request());
        });
  }

  private void desk(RoutingContext ctx, Board.WindowRow row, @Nullable DayFigures figures) {
    CaseId id = new ClerkDesk(parts.hall().get(), row).file();
    Future<List<CaseShelf.Visited>> visits =
        id == null ? Future.succeededFuture(List.of()) : earlier.of(ctx.vertx(), id);
    visits.onFailure(ctx::fail).onSuccess(known -> Asking.json(ctx, desk(row, figures, id, known)));
  }

  /** {@code visits}: of {@code asked}, the case that the ticket at the window had a moment ago. */
  private JsonObject desk(
      Board.WindowRow row,
      @Nullable DayFigures figures,
      @Nullable CaseId asked,
      List<CaseShelf.Visited> visits) {
    Hall hall = parts.hall().get();
    var desk = new ClerkDesk(hall, row);
    JsonObject json = desk.json(parts.pace().get(), figures);
    desk.talk().ifPresent(talk -> json.put("talk", talk.json(parts.links()::media)));
    CaseId id = desk.file();
    if (id != null)
      parts
          .shelf()
          .readOnly(id.id())
          .or(() -> hall.cases().file(id))
          .ifPresent(file -> json.put("case", id.equals(asked) ? told(file, visits) : told(file)));
    return json;
  }

  private void guide(RoutingContext ctx) {
    Asking.json(ctx, parts.guide().get().json(parts.hall().get().plan()));
  }

  private interface OfCase {
    Command command(CaseId id, JsonObject body);
  }

  private void change(RoutingContext ctx, OfCase command) {
    withCase(
        ctx,
        file -> {
          if (parts.shelf().readOnly(file.id().id()).isPresent())
            Problem.CASE_READ_ONLY.send(ctx.request());
          else
            asking.ask(
                ctx,
                Asking.DESK,
                command.command(file.id(), Reading.body(ctx)),
                200,
                entry -> Told.toVisitor(entry, parts.links()));
        });
  }

  private void merge(RoutingContext ctx) {
    String with = Reading.body(ctx).getString("with");
    Asking.after(
        ctx,
        parts.shelf().learn(with),
        () -> {
          Optional<CaseFile> other = known(with);
          if (other.isEmpty()) Problem.of(Refusal.NO_SUCH_CASE).send(ctx.request());
          else if (parts.shelf().readOnly(with).isPresent())
            Problem.CASE_READ_ONLY.send(ctx.request());
          else change(ctx, (id, body) -> new Command.MergeCases(id, other.get().id()));
        });
  }

  private void slots(RoutingContext ctx) {
    Hall hall = parts.hall().get();
    String code = Reading.path(ctx, "service");
    Plan.ServicePlan service =
        code.matches("[A-Z0-9-]{1,16}") ? hall.plan().services().get(new ServiceCode(code)) : null;
    if (service == null) {
      Problem.of(Refusal.NO_SUCH_SERVICE).send(ctx.request());
      return;
    }
    try {
      LocalDate date = LocalDate.parse(Reading.path(ctx, "date"));
      var slots = new JsonArray();
      hall.plan().slots(service, date).stream()
          .limit(SLOTS_MAX)
          .forEach(slot -> slots.add(slot(hall, service, slot)));
      Asking.json(ctx, slots);
    } catch (DateTimeException e) {
      Problem.BAD_REQUEST.because("date: " + e.getMessage()).send(ctx.request());
    }
  }

  private static JsonObject slot(Hall hall, Plan.ServicePlan service, Instant slot) {
    Plan.Slots slots = requireNonNull(service.slots());
    int left = slots.capacity() - hall.bookings().taken(service.code(), slot);
    return new JsonObject()
        .put("slot", slot.toString())
        .put("ends", slot.plus(slots.length()).toString())
        .put("left", Math.max(0, left));
  }

  private void book(RoutingContext ctx, By by) {
    JsonObject body = Reading.body(ctx).copy();
    // What an outside system calls its visitor may be a name or a number: hashed as well.
    String identity = body.getString("identity", body.getString("visitor"));
    body.put("visitor", visitors.of(identity));
    if (!body.getString("service").matches("[A-Z0-9-]{1,16}")) {
      Problem.of(Refusal.NO_SUCH_SERVICE).send(ctx.request());
      return;
    }
    try {
      asking.ask(
          ctx, by, Commands.book(body, null), 201, entry -> Told.toVisitor(entry, parts.links()));
    } catch (DateTimeException e) {
      Problem.BAD_REQUEST.because("slot: " + e.getMessage()).send(ctx.request());
    }
  }

  private void withBooking(RoutingContext ctx, Consumer<Booking> then) {
    String named = Reading.path(ctx, "booking");
    Bookings all = parts.hall().get().bookings();
    // The code on the slip of another hall stands for the whole, which names that hall.
    (BookingId.isCode(named) ? all.reserved(named) : all.find(new BookingId(named)))
        .ifPresentOrElse(then, () -> Problem.of(Refusal.NO_SUCH_BOOKING).send(ctx.request()));
  }

  private void appointment(RoutingContext ctx) {
    withBooking(
        ctx,
        booking -> {
          var json =
              new JsonObject()
                  .put("booking", booking.id().id())
                  .put("service", booking.service().code())
                  .put("slot", booking.slot().toString())
                  .put("ends", booking.ends().toString())
                  .put("state", booking.state().name());
          if (booking.ticket() != null) json.put("number", booking.ticket().toString());
          Asking.json(ctx, json);
        });
  }

  private void cancel(RoutingContext ctx) {
    var by = new By(By.Role.VISITOR, "web", "booking");
    withBooking(
        ctx,
        booking ->
            asking.ask(
                ctx,
                by,
                new Command.CancelAppointment(booking.id()),
                200,
                entry -> Told.toVisitor(entry, parts.links())));
  }

  private void checkIn(RoutingContext ctx) {
    withBooking(
        ctx,
        booking ->
            asking.ask(
                ctx,
                Asking.DISPENSER,
                Commands.checkIn(booking.id(), Reading.body(ctx)),
                201,
                entry -> Told.toVisitor(entry, parts.links())));
  }

  /** A number in another hall, for whoever stands at a dispenser of this one. */
  private void takeElsewhere(RoutingContext ctx) {
    JsonObject body = Reading.body(ctx);
    String named = body.getString("case");
    var learning =
        named == null ? CaseShelf.NONE.learn("") : parts.shelf().learn(TicketLinks.codeIn(named));
    Asking.after(ctx, learning, () -> takeElsewhere(ctx, body, named));
  }

  private void takeElsewhere(RoutingContext ctx, JsonObject body, @Nullable String named) {
    CaseFile file =
        named == null
            ? null
            : parts.hall().get().cases().named(TicketLinks.codeIn(named)).orElse(null);
    if (named != null && file == null) {
      Problem.of(Refusal.NO_SUCH_CASE).send(ctx.request());
      return;
    }
    Optional<Refusal> refused =
        file == null ? Optional.empty() : file.cannotGoOn(parts.hall().get().tickets());
    if (refused.isPresent()) {
      Problem.of(refused.get()).send(ctx.request());
      return;
    }
    String identity = body.getString("identity");
    List<String> visitor =
        identity != null
            ? visitors.hashes(identity)
            : cards.visitor(body.getString("card", "")).orElse(List.of());
    String key = Asking.key(ctx).orElseGet(parts.freshId());
    String service = body.getString("service");
    asking.elsewhere(ctx, Asking.DISPENSER, key, body.getString("hall"), service, file, visitor);
  }

  /** What a visitor came for, with a case named by its number or by the code of a notice. */
  void take(RoutingContext ctx, Consumer<Command> then) {
    String named = Reading.body(ctx).getString("case");
    var learning =
        named == null ? CaseShelf.NONE.learn("") : parts.shelf().learn(TicketLinks.codeIn(named));
    Asking.after(ctx, learning, () -> take(ctx).ifPresent(then));
  }

  private Optional<Command> take(RoutingContext ctx) {
    JsonObject body = Reading.body(ctx).copy();
    String identity = body.getString("identity");
    if (identity != null) body.put("visitor", visitors.of(identity));
    // Too long ago: the number is taken all the same, and stands under nobody.
    String card = body.getString("card", "");
    cards.visitor(card).ifPresent(holder -> body.put("visitor", visitors.of(holder)));
    for (Object item : body.getJsonArray("items", new JsonArray()))
      if (!String.valueOf(item).matches("[A-Z0-9-]{1,16}")) {
        Problem.of(Refusal.NO_SUCH_SERVICE).send(ctx.request());
        return Optional.empty();
      }
    if (body.getJsonArray("items", new JsonArray()).size() >= Matter.ITEMS_MAX) {
      Problem.of(Refusal.TOO_MANY_ITEMS).send(ctx.request());
      return Optional.empty();
    }
    String named = body.getString("case");
    if (named == null) return Optional.of(Commands.take(body));
    if (parts.shelf().readOnly(TicketLinks.codeIn(named)).isPresent()) {
      Problem.CASE_READ_ONLY.send(ctx.request());
      return Optional.empty();
    }
    Optional<CaseFile> file = parts.hall().get().cases().named(TicketLinks.codeIn(named));
    if (file.isEmpty()) Problem.of(Refusal.NO_SUCH_CASE).send(ctx.request());
    return file.map(found -> Commands.take(body.put("case", found.id().id())));
  }
}
