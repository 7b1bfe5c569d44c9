package org.xuhao.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.Ask;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Command;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.loop.Answer;
import org.xuhao.web.district.DistrictHooks;
import org.xuhao.web.district.Elsewhere;
import org.xuhao.web.district.HallCard;
import org.xuhao.web.district.Kept;
import org.xuhao.web.district.Nearest;

/** Asks the loop on behalf of a request, and answers once the outcome is on disk. */
final class Asking {
  private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

  /** Names a request; asked again with the same name it is answered the same and done once. */
  private static final String KEY = "idempotency-key";

  static final By DISPENSER = new By(By.Role.DISPENSER, "web", "dispenser");
  static final By DESK = new By(By.Role.DESK, "web", "service desk");
  static final By MANAGER = new By(By.Role.MANAGER, "web", "manager");

  private final WebParts parts;

  Asking(WebParts parts) {
    this.parts = parts;
  }

  /**
   * Asks as whoever is signed in, or as {@code route} where nobody is.
   *
   * @param status of the answer when it is accepted
   * @param told its body
   */
  void ask(
      RoutingContext ctx, By route, Command command, int status, Function<Entry, JsonObject> told) {
    ask(ctx, route, List.of(command), status, told);
  }

  /**
   * The same one after the other, under one name; ends with the first that is not accepted.
   *
   * @param told runs on the event loop once all are on disk, with the last entry
   */
  void ask(
      RoutingContext ctx,
      By route,
      List<Command> commands,
      int status,
      Function<Entry, JsonObject> told) {
    By by = Caller.of(ctx).by(route);
    String request = request(by, key(ctx).orElseGet(parts.freshId()));
    askFrom(ctx, by, request, commands, answer -> answer(ctx, answer, status, told));
  }

  /** The name that a request gave itself. */
  static Optional<String> key(RoutingContext ctx) {
    return Optional.ofNullable(ctx.request().getHeader(KEY));
  }

  private static String request(By by, String key) {
    return "http/" + by.role().name().toLowerCase(Locale.ROOT) + "/" + key;
  }

  /**
   * Has another hall keep a number, and answers once it is kept, refused, or nobody answered.
   *
   * @param key the same again is the same wish
   * @param visitor keyed hashes; empty: not known
   */
  void elsewhere(
      RoutingContext ctx,
      By route,
      String key,
      String hall,
      String service,
      @Nullable CaseFile file,
      List<String> visitor) {
    DistrictHooks district = parts.district();
    HallCard card = Nearest.card(district, hall).orElse(null);
    if (card == null || !service.matches("[A-Z0-9-]{1,16}")) {
      (card == null ? Problem.NO_SUCH_HALL : Problem.of(Refusal.NO_SUCH_SERVICE))
          .send(ctx.request());
      return;
    }
    if (!Nearest.answers(district, hall)) {
      Problem.OTHER_HALL_SILENT.send(ctx.request());
      return;
    }
    By by = Caller.of(ctx).by(route);
    var wanted = new ServiceCode(service);
    BookingId id = Kept.name(parts.hall().get().plan().hall(), key, hall, wanted);
    CaseId of = file == null ? null : file.id();
    var wish = new Elsewhere.Wish(request(by, key), by, id, card, wanted, of, visitor);
    Context here = requireNonNull(Vertx.currentContext(), "an event loop");
    district
        .elsewhere()
        .take(wish)
        .whenComplete((outcome, broken) ->
            here.runOnContext(nothing -> {
              if (broken != null) ctx.fail(broken);
              else answer(ctx, wish, valid(outcome));
            }));
  }

  /** The same wish again may find a number that has lapsed: it is nobody's any more. */
  private Elsewhere.Outcome valid(Elsewhere.Outcome outcome) {
    boolean lapsed =
        outcome instanceof Elsewhere.Outcome.Kept(Instant until)
            && !until.isAfter(parts.clock().instant());
    return lapsed ? new Elsewhere.Outcome.Refused(Refusal.NO_SUCH_BOOKING.code()) : outcome;
  }

  private static void answer(RoutingContext ctx, Elsewhere.Wish wish, Elsewhere.Outcome outcome) {
    if (ctx.response().ended() || ctx.response().closed()) return;
    switch (outcome) {
      case Elsewhere.Outcome.Kept(Instant until) -> {
        ctx.response().setStatusCode(201);
        json(ctx, Kept.json(wish.hall(), wish.booking(), wish.service(), until));
      }
      case Elsewhere.Outcome.Refused(String code) -> refused(code).send(ctx.request());
      case Elsewhere.Outcome.Silent silent -> Problem.OTHER_HALL_SILENT.send(ctx.request());
      case Elsewhere.Outcome.Unasked(Refusal why) ->
          (why == null ? Problem.HALL_BUSY : Problem.of(why)).send(ctx.request());
    }
  }

  /** In this release's words, if it knows that code. */
  private static Problem refused(String code) {
    return Arrays.stream(Refusal.values())
        .filter(refusal -> refusal.code().equals(code))
        .findFirst()
        .map(refusal -> new Problem(409, code, refusal.words(), ""))
        .orElse(Problem.OTHER_HALL_REFUSES.because(code));
  }

  /** Goes on, on the event loop, once {@code before} is over, however it ended. */
  static void after(RoutingContext ctx, CompletionStage<Void> before, Runnable then) {
    if (before.toCompletableFuture().isDone()) {
      then.run();
      return;
    }
    Context here = requireNonNull(Vertx.currentContext(), "an event loop");
    before.whenComplete((done, broken) ->
        here.runOnContext(nothing -> {
          if (!ctx.response().ended()) then.run();
        }));
  }

  private void askFrom(
      RoutingContext ctx,
      By by,
      String request,
      List<Command> commands,
      Consumer<Answer> answered) {
    Context here = requireNonNull(Vertx.currentContext(), "an event loop");
    boolean last = commands.size() == 1;
    parts
        .ask()
        .apply(new Ask(last ? request : request + "/" + commands.size(), by, commands.getFirst()))
        .whenComplete((answer, broken) ->
            here.runOnContext(nothing -> {
              if (broken != null) ctx.fail(broken);
              else if (last || !(answer instanceof Answer.Accepted)) answered.accept(answer);
              else askFrom(ctx, by, request, commands.subList(1, commands.size()), answered);
            }));
  }

  private static void answer(
      RoutingContext ctx, Answer answer, int status, Function<Entry, JsonObject> told) {
    if (ctx.response().ended() || ctx.response().closed()) return;
    switch (answer) {
      case Answer.Accepted accepted -> {
        ctx.response().setStatusCode(status);
        if (accepted.repeated()) ctx.response().putHeader("idempotent-replayed", "true");
        json(ctx, told.apply(accepted.entry()));
      }
      case Answer.Refused refused -> Problem.of(refused.why()).send(ctx.request());
      case Answer.Busy busy -> Problem.HALL_BUSY.send(ctx.request());
      case Answer.Unwritable unwritable -> {
        LOG.warn("not accepted, the journal cannot be written: {}", unwritable.why());
        Problem.UNWRITABLE.send(ctx.request());
      }
    }
  }

  static void json(RoutingContext ctx, JsonObject json) {
    head(ctx).end(json.toBuffer());
  }

  static void json(RoutingContext ctx, JsonArray json) {
    head(ctx).end(json.toBuffer());
  }

  private static HttpServerResponse head(RoutingContext ctx) {
    HttpServerResponse response = ctx.response();
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return response;
  }
}
