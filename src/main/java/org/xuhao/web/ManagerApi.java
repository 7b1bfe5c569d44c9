package org.xuhao.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.xuhao.forecast.Forecast.IfTaken;
import org.xuhao.hall.Command;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.report.DayCsv;
import org.xuhao.report.DayFigures;
import org.xuhao.report.DistrictCsv;
import org.xuhao.report.DistrictDay;
import org.xuhao.report.DistrictReports;
import org.xuhao.report.Usual;
import org.xuhao.store.StoreDown;
import org.xuhao.web.district.DaysView;
import org.xuhao.web.district.DistrictHooks;
import org.xuhao.web.district.DistrictView;
import org.xuhao.web.district.EditionCard;
import org.xuhao.web.district.Loan;
import org.xuhao.web.district.LoanHooks;
import org.xuhao.web.district.MadeLoan;
import org.xuhao.web.steer.Alert;
import org.xuhao.web.steer.Made;
import org.xuhao.web.steer.Proposal;
import org.xuhao.web.steer.Proposals;

/**
 * What the manager's pages ask: the hall now, a move agreed to or declined, figures of a day, and
 * the district.
 */
final class ManagerApi {
  /** Loans of before that a page shows. */
  private static final int LOANS_MAX = 10;

  private final WebParts parts;
  private final Asking asking;
  private final Waits waits;
  private final ManagerWatch watch;
  private final Vertx vertx;

  ManagerApi(WebParts parts, Waits waits, ManagerWatch watch, Vertx vertx) {
    this.parts = parts;
    this.asking = new Asking(parts);
    this.waits = waits;
    this.watch = watch;
    this.vertx = vertx;
  }

  void bind(RouterBuilder routes) {
    requireNonNull(routes.getRoute("getManagerView")).addHandler(this::view);
    requireNonNull(routes.getRoute("getDistrict")).addHandler(this::district);
    requireNonNull(routes.getRoute("getLoans")).addHandler(this::loans);
    requireNonNull(routes.getRoute("agreeToLoan")).addHandler(this::agreeToLoan);
    requireNonNull(routes.getRoute("declineLoan")).addHandler(this::declineLoan);
    requireNonNull(routes.getRoute("getDistrictDays")).addHandler(this::districtDays);
    requireNonNull(routes.getRoute("exportDistrictDays")).addHandler(this::exportDistrictDays);
    requireNonNull(routes.getRoute("settleHistory")).addHandler(this::settleHistory);
    requireNonNull(routes.getRoute("agreeToMove")).addHandler(this::agree);
    requireNonNull(routes.getRoute("declineAlert")).addHandler(this::decline);
    requireNonNull(routes.getRoute("getDayFigures")).addHandler(this::day);
    requireNonNull(routes.getRoute("exportDayFigures")).addHandler(this::export);
  }

  /** What the tables or the forecast cannot tell is left out: the rest is true all the same. */
  private void view(RoutingContext ctx) {
    Future<Optional<ManagerWatch.Today>> today =
        watch.today().map(Optional::of).otherwise(down -> Optional.empty());
    Future<Map<ServiceCode, IfTaken>> ifTaken = waits.ofServices().otherwise(Map.of());
    Future.all(today, ifTaken)
        .onFailure(ctx::fail)
        .onSuccess(both -> {
          var view = new ManagerView(parts, watch);
          Asking.json(ctx, view.now(today.result().orElse(null), ifTaken.result()));
        });
  }

  private void district(RoutingContext ctx) {
    Hall hall = parts.hall().get();
    DistrictHooks district = parts.district();
    String zone = hall.plan().zone().getId();
    var now = parts.clock().instant();
    JsonObject view = DistrictView.json(district, now, zone, parts.limits().longest());
    Asking.json(ctx, view.put("editions", Views.array(district.editions(), EditionCard::json)));
  }

  private void loans(RoutingContext ctx) {
    LoanHooks loans = parts.district().loans();
    var told = new JsonObject().put("proposed", Views.array(loans.proposed(), Loan::json));
    List<MadeLoan> made = loans.made();
    Asking.json(
        ctx,
        told.put(
            "made",
            Views.array(made.subList(0, Math.min(LOANS_MAX, made.size())), MadeLoan::json)));
  }

  private void agreeToLoan(RoutingContext ctx) {
    String by = Caller.of(ctx).by(Asking.MANAGER).who();
    String loan = Reading.path(ctx, "loan");
    atDesk(ctx, () -> parts.district().loans().agree(loan, by).map(MadeLoan::json));
  }

  /** Something that takes its time; what it gives is answered, and nothing: it is gone. */
  private void atDesk(RoutingContext ctx, Callable<Optional<JsonObject>> work) {
    vertx
        .executeBlocking(work)
        .map(Objects::requireNonNull)
        .onSuccess(done ->
            done.ifPresentOrElse(
                json -> Asking.json(ctx, json), () -> Problem.MOVE_GONE.send(ctx.request())))
        .onFailure(why -> {
          if (why instanceof IOException)
            Problem.UNWRITABLE.because(String.valueOf(why.getMessage())).send(ctx.request());
          else ctx.fail(why);
        });
  }

  private void declineLoan(RoutingContext ctx) {
    String by = Caller.of(ctx).by(Asking.MANAGER).who();
    String reason = Reading.body(ctx).getString("reason");
    String loan = Reading.path(ctx, "loan");
    atDesk(
        ctx,
        () ->
            parts.district().loans().decline(loan, by, reason)
                ? Optional.of(new JsonObject().put("done", true))
                : Optional.empty());
  }

  private void districtDays(RoutingContext ctx) {
    ofDistrict(
        ctx,
        of -> {
          var names = DaysView.names(parts.district());
          JsonObject json = DaysView.json(of.days, names);
          Asking.json(ctx, json.put("talks", DaysView.talks(of.talks, names)));
        });
  }

  private void exportDistrictDays(RoutingContext ctx) {
    String table = Reading.path(ctx, "table");
    ofDistrict(
        ctx,
        asked -> {
          var names = new HashMap<String, String>();
          DaysView.names(parts.district()).forEach((id, name) -> names.put(id, name[0]));
          String of = Reading.path(ctx, "from") + "-" + Reading.path(ctx, "to");
          String text =
              switch (table) {
                case "halls" -> DistrictCsv.halls(asked.days, names);
                case "services" -> DistrictCsv.services(asked.days, names);
                default -> DistrictCsv.talks(asked.talks, names);
              };
          csv(ctx, "district-" + of + "-" + table + ".csv", text);
        });
  }

  private void settleHistory(RoutingContext ctx) {
    Optional<DistrictHooks.Tables> tables = tables(ctx);
    if (tables.isEmpty()) return;
    String hall = Reading.path(ctx, "hall");
    vertx
        .executeBlocking(() -> {
          tables.get().settle(hall);
          return hall;
        })
        .onSuccess(done -> Asking.json(ctx, new JsonObject().put("done", true)))
        .onFailure(why -> failed(ctx, why));
  }

  private static void csv(RoutingContext ctx, String file, String text) {
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
        .end(text);
  }

  /** The district's tables; empty: this is not its office, and that was answered. */
  private Optional<DistrictHooks.Tables> tables(RoutingContext ctx) {
    Optional<DistrictHooks.Tables> tables = parts.district().tables();
    if (tables.isEmpty()) Problem.NOT_THE_OFFICE.send(ctx.request());
    return tables;
  }

  private record OfDistrict(List<DistrictDay> days, DistrictReports.Talks talks) {}

  /** The days of a request, read on a worker. */
  private void ofDistrict(RoutingContext ctx, Consumer<OfDistrict> told) {
    Optional<DistrictHooks.Tables> tables = tables(ctx);
    if (tables.isEmpty()) return;
    LocalDate from;
    LocalDate to;
    try {
      from = LocalDate.parse(Reading.path(ctx, "from"));
      to = LocalDate.parse(Reading.path(ctx, "to"));
    } catch (DateTimeException e) {
      Problem.BAD_REQUEST.because("from, to: " + e.getMessage()).send(ctx.request());
      return;
    }
    if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= DistrictReports.DAYS_MAX) {
      String most = "from, to: at most " + DistrictReports.DAYS_MAX + " days, the first one first";
      Problem.BAD_REQUEST.because(most).send(ctx.request());
      return;
    }
    vertx
        .executeBlocking(
            () -> {
              DistrictReports reports = tables.get().reports();
              return new OfDistrict(reports.days(from, to), reports.talks(from, to));
            },
            ManagerWatch.ANY_ORDER)
        .map(Objects::requireNonNull)
        .onSuccess(told::accept)
        .onFailure(why -> failed(ctx, why));
  }

  private static void failed(RoutingContext ctx, Throwable why) {
    if (why instanceof StoreDown)
      Problem.TABLES_DOWN.because(String.valueOf(why.getMessage())).send(ctx.request());
    else ctx.fail(why);
  }

  private void agree(RoutingContext ctx) {
    String id = Reading.path(ctx, "alert");
    JsonObject body = Reading.body(ctx);
    Optional<Alert> alert = open(ctx, id);
    if (alert.isEmpty()) return;
    List<Proposal> moves = watch.movesFor(id);
    Optional<Proposal> chosen =
        (moves == null ? List.<Proposal>of() : moves)
            .stream().filter(p -> p.move().id().equals(body.getString("move"))).findFirst();
    if (chosen.isEmpty()) {
      Problem.MOVE_GONE.send(ctx.request());
      return;
    }
    long minutes = body.getLong("minutes", Proposals.LASTS.toMinutes());
    Hall hall = parts.hall().get();
    Instant until = parts.hallTime(hall).plus(Duration.ofMinutes(minutes));
    List<Command> commands = chosen.get().move().commands(hall, until.plusMillis(hall.skewMs()));
    asking.ask(
        ctx,
        Asking.MANAGER,
        commands,
        200,
        entry -> {
          watch.agreed(new Made(id, chosen.get(), entry.by().who(), entry.at(), until));
          return new JsonObject().put("done", true).put("at", entry.at().toString());
        });
  }

  private void decline(RoutingContext ctx) {
    String id = Reading.path(ctx, "alert");
    Optional<Alert> alert = open(ctx, id);
    if (alert.isEmpty()) return;
    if (alert.get().of() instanceof Alert.BothSides both) {
      var seen = new Command.SeeConflict(both.file());
      asking.ask(ctx, Asking.MANAGER, seen, 200, entry -> new JsonObject().put("done", true));
      return;
    }
    watch.declined(
        id, Caller.of(ctx).by(Asking.MANAGER).who(), Reading.body(ctx).getString("reason"));
    Asking.json(ctx, new JsonObject().put("done", true));
  }

  /** Where there is none, that is answered. */
  private Optional<Alert> open(RoutingContext ctx, String id) {
    Optional<Alert> alert = Optional.ofNullable(watch.alerts().open().get(id));
    if (alert.isEmpty()) Problem.NO_SUCH_ALERT.send(ctx.request());
    return alert;
  }

  private void day(RoutingContext ctx) {
    ofDay(
        ctx,
        (figures, usual) -> Asking.json(ctx, new ManagerView(parts, watch).day(figures, usual)));
  }

  private void export(RoutingContext ctx) {
    DayCsv.Table table = DayCsv.Table.of(Reading.path(ctx, "table")).orElseThrow();
    ofDay(
        ctx,
        (figures, usual) -> {
          var names = new HashMap<String, String>();
          parts
              .hall()
              .get()
              .plan()
              .services()
              .values()
              .forEach(service -> names.put(service.code().code(), service.name()));
          String file = figures.day() + "-" + table.fileName() + ".csv";
          csv(ctx, file, DayCsv.of(table, figures, usual, names));
        });
  }

  private record OfDay(DayFigures figures, Usual usual) {}

  private void ofDay(RoutingContext ctx, BiConsumer<DayFigures, Usual> told) {
    LocalDate day;
    try {
      day = LocalDate.parse(Reading.path(ctx, "date"));
    } catch (DateTimeException e) {
      Problem.BAD_REQUEST.because("date: " + e.getMessage()).send(ctx.request());
      return;
    }
    vertx
        .executeBlocking(
            () -> new OfDay(parts.reports().day(day).figures(), parts.reports().usual(day)),
            ManagerWatch.ANY_ORDER)
        .map(Objects::requireNonNull)
        .onSuccess(of -> told.accept(of.figures, of.usual))
        .onFailure(why -> failed(ctx, why));
  }
}
