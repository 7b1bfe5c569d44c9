package org.xuhao.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Board;
import org.xuhao.forecast.Forecast.IfTaken;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.report.DayBook;
import org.xuhao.report.DayFigures;
import org.xuhao.report.Usual;
import org.xuhao.web.district.DaysView;
import org.xuhao.web.steer.Alert;
import org.xuhao.web.steer.AlertWords;
import org.xuhao.web.steer.Made;
import org.xuhao.web.steer.Move;
import org.xuhao.web.steer.Proposal;
import org.xuhao.web.steer.Proposals;

/**
 * The manager's page in JSON. No visitor is in it, and no window's rating but the negative one that
 * is to be followed up.
 */
final class ManagerView {
  private static final Duration HOUR = Duration.ofHours(1);

  /** A page shows three and counts the rest; a bus that is cut brings one for each device. */
  private static final int ALERTS_MAX = 20;

  /** More moves in 20 minutes nobody makes. */
  private static final int MADE_MAX = 10;

  private final WebParts parts;
  private final ManagerWatch watch;
  private final Hall hall;
  private final Board board;
  private final Instant now;

  ManagerView(WebParts parts, ManagerWatch watch) {
    this.parts = parts;
    this.watch = watch;
    hall = parts.hall().get();
    board = parts.board().get();
    now = parts.hallTime(hall);
  }

  /**
   * {@code today}: null while the tables cannot be read; {@code ifTaken}: empty where not known.
   */
  JsonObject now(ManagerWatch.@Nullable Today today, Map<ServiceCode, IfTaken> ifTaken) {
    DayBook book = today == null ? null : today.book();
    DayFigures figures = today == null ? null : today.figures();
    List<Alert> alerts = watch.alerts().worstFirst();
    var json =
        Views.named(new JsonObject(), board)
            .put("zone", hall.plan().zone().getId())
            .put("now", parts.clock().instant().toString())
            .put("at", now.toString())
            .put("limitSeconds", parts.limits().longest().toSeconds())
            .put("tables", book == null ? "down" : "ok")
            .put("figures", figures(book, figures))
            .put("services", Views.array(board.services(), row -> service(row, ifTaken)))
            .put("windows", Views.array(board.windows(), row -> Views.row(row, hall)))
            .put("open", alerts.size())
            .put(
                "alerts",
                Views.array(alerts.subList(0, Math.min(ALERTS_MAX, alerts.size())), this::alert))
            .put("moves", made(book));
    if (hall.day().isPresent()) json.put("day", hall.day().get().toString());
    return json.put("load", load(figures == null ? List.of() : figures.hours(), watch.usual()));
  }

  private JsonObject figures(@Nullable DayBook book, @Nullable DayFigures figures) {
    var json =
        new JsonObject()
            .put("waiting", board.services().stream().mapToInt(Board.ServiceRow::waiting).sum())
            .put("faults", parts.faults().all().size())
            .put("devices", parts.devices().get().size());
    Usual usual = watch.usual();
    if (usual != null && usual.days() > 0) {
      var local = now.plusMillis(hall.skewMs()).atZone(hall.plan().zone()).toLocalTime();
      json.put("usualWaiting", usual.waiting().get(local.toSecondOfDay() / 1_800));
    }
    Board.ServiceRow longest = null;
    for (Board.ServiceRow row : board.services())
      if (row.oldestSince() != null
          && (longest == null || row.oldestSince().isBefore(since(longest)))) longest = row;
    if (longest != null)
      json.put("longestSeconds", Duration.between(since(longest), now).toSeconds())
          .put("longestService", longest.code().code());
    if (book == null || figures == null) return json;
    json.put("cameLastHour", book.takenSince(now.minus(HOUR)))
        .put("finishedLastHour", book.finishedSince(now.minus(HOUR)))
        .put("takenToday", figures.all().taken())
        .put("finishedToday", figures.all().finished());
    return waits(json, figures.all().waits());
  }

  private Instant since(Board.ServiceRow row) {
    return row.oldestSince() == null ? now : row.oldestSince();
  }

  private static JsonObject waits(JsonObject json, DayFigures.@Nullable Waits waits) {
    if (waits == null) return json;
    return json.put("meanWaitSeconds", waits.mean().toSeconds())
        .put("nineInTenSeconds", waits.nineInTen().toSeconds())
        .put("longestWaitSeconds", waits.longest().toSeconds());
  }

  private JsonObject service(Board.ServiceRow row, Map<ServiceCode, IfTaken> ifTaken) {
    var json = named(row.code()).put("prefix", row.prefix()).put("waiting", row.waiting());
    if (row.oldestSince() != null) {
      Duration longest = Duration.between(row.oldestSince(), now);
      json.put("longestSeconds", longest.toSeconds())
          .put("over", longest.compareTo(parts.limits().longest()) > 0);
    }
    if (ifTaken.get(row.code()) instanceof IfTaken.Taken taken && taken.range() != null)
      json.put("newcomer", Waits.json(taken.range()));
    long serving =
        board.windows().stream()
            .filter(window -> hall.window(window.window()).open())
            .filter(window -> window.services().contains(row.code()))
            .count();
    return json.put("windows", serving).put("taking", row.taking());
  }

  private JsonObject named(ServiceCode code) {
    var json = new JsonObject().put("code", code.code());
    Plan.ServicePlan plan = hall.plan().services().get(code);
    if (plan == null) return json.put("name", code.code()).put("nameEn", code.code());
    return json.put("name", plan.name()).put("nameEn", plan.nameEn());
  }

  private JsonObject alert(Alert alert) {
    boolean foretold = !watch.outlook().isEmpty();
    AlertWords words = AlertWords.of(alert, hall, parts.limits(), foretold);
    var json =
        new JsonObject()
            .put("id", alert.id())
            .put("kind", alert.of().getClass().getSimpleName())
            .put("since", alert.since().toString())
            .put("what", words.what())
            .put("remedy", words.remedy());
    if (words.cause() != null) json.put("cause", words.cause());
    if (alert.of() instanceof Alert.Idle idle) json.put("window", idle.window().number());
    if (alert.of() instanceof Alert.LongVisit visit) json.put("window", visit.window().number());
    if (alert.helped() == null) return json;
    List<Proposal> moves = watch.movesFor(alert.id());
    return json.put("searched", moves != null)
        .put("moves", Views.array(moves == null ? List.of() : moves, this::proposal));
  }

  private JsonObject proposal(Proposal proposal) {
    Move move = proposal.move();
    var json =
        new JsonObject()
            .put("id", move.id())
            .put("kind", move.kind().name())
            .put("to", move.to().number())
            .put("minutes", Proposals.LASTS.toMinutes())
            .put("gain", change(proposal.gain()))
            .put("costs", Views.array(proposal.costs(), this::change));
    if (move.from() != null) json.put("from", move.from().number());
    if (move.clerk() != null) json.put("clerk", move.clerk().id());
    return json;
  }

  private JsonObject change(Proposal.Change change) {
    JsonObject json = named(change.service());
    return range(range(json, "without", change.without()), "with", change.with());
  }

  private static JsonObject range(JsonObject json, String name, @Nullable Wait wait) {
    return wait == null ? json : json.put(name, Waits.json(wait));
  }

  /** What was agreed to today, newest first, with what came of it so far. */
  private JsonArray made(@Nullable DayBook book) {
    return Views.array(
        watch.made().stream().limit(MADE_MAX).toList(),
        made -> {
          var services = new ArrayList<Proposal.Change>(List.of(made.proposal().gain()));
          services.addAll(made.proposal().costs());
          return new JsonObject()
              .put("alert", made.alert())
              .put("at", made.at().toString())
              .put("by", made.by())
              .put("until", made.until().toString())
              .put("settled", made.isSettled(now))
              .put("move", proposal(made.proposal()))
              .put("effects", Views.array(services, of -> effect(made, of.service(), book)));
        });
  }

  private JsonObject effect(Made made, ServiceCode service, @Nullable DayBook book) {
    JsonObject json = named(service);
    if (book == null) return json;
    Made.Effect effect = made.effect(service, book);
    if (effect.before() != null) json.put("before", waits(new JsonObject(), effect.before()));
    if (effect.after() != null) json.put("after", waits(new JsonObject(), effect.after()));
    return json;
  }

  /** Numbers an hour, from the first hour of this day or a usual one to the last. */
  static JsonObject load(List<DayFigures.Hour> hours, @Nullable Usual usual) {
    Usual known = usual != null && usual.days() > 0 ? usual : null;
    var all = new JsonArray();
    for (int hour = 0; hour < 24; hour++) {
      var json = new JsonObject().put("hour", hour);
      Usual.Hour before = known == null ? null : known.at(hour);
      if (before != null)
        json.put("usual", before.middle()).put("least", before.least()).put("most", before.most());
      for (DayFigures.Hour of : hours)
        if (of.hour() == hour) json.put("taken", of.taken()).put("finished", of.finished());
      if (json.containsKey("taken") || (before != null && before.most() > 0)) all.add(json);
    }
    return new JsonObject().put("usualDays", known == null ? 0 : known.days()).put("hours", all);
  }

  /** A day's figures, this one's or a past one's. */
  JsonObject day(DayFigures day, Usual usual) {
    DayFigures.Sums sums = day.all();
    return new JsonObject()
        .put("day", day.day().toString())
        .put(
            "all",
            waits(
                new JsonObject()
                    .put("taken", sums.taken())
                    .put("finished", sums.finished())
                    .put("noShows", sums.noShows())
                    .put("left", sums.left()),
                sums.waits()))
        .put("load", load(day.hours(), usual))
        .put(
            "services",
            Views.array(
                day.services(),
                of ->
                    waits(
                        named(new ServiceCode(of.service()))
                            .put("taken", of.taken())
                            .put("finished", of.finished()),
                        of.waits())))
        .put("windows", Views.array(day.windows(), ManagerView::window))
        .put("talks", DaysView.talks(day.talks()));
  }

  private static JsonObject window(DayFigures.WindowFigures of) {
    var json =
        new JsonObject()
            .put("window", of.window())
            .put("finished", of.finished())
            .put("noShows", of.noShows())
            .put("busySeconds", of.busy().toSeconds());
    return of.mean() == null ? json : json.put("meanSeconds", of.mean().toSeconds());
  }
}
