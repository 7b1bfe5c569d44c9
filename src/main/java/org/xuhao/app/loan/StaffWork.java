package org.xuhao.app.loan;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xuhao.forecast.Pace;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.link.StaffDesk;
import org.xuhao.loop.Answer;
import org.xuhao.loop.HallClock;
import org.xuhao.report.DayFigures;
import org.xuhao.report.Reports;
import org.xuhao.store.StoreDown;
import org.xuhao.web.district.Loan;
import org.xuhao.web.steer.Alert;
import org.xuhao.web.steer.Lending;
import org.xuhao.web.steer.Made;
import org.xuhao.web.steer.Needs;
import org.xuhao.web.steer.Proposal;

/**
 * Answers the district's office for this hall: what it needs, whom it could give, what one who
 * comes is worth, and what came of it. Prices on a thread of its own; a clerk is sent by the hall's
 * own loop, once for each key.
 */
public final class StaffWork implements StaffDesk.Answering, AutoCloseable {

  /** Needs told at once: the worst. */
  private static final int NEEDS_MAX = 3;

  /**
   * What is answered from.
   *
   * @param needs as the manager's watch sees them
   * @param ask the hall's loop
   * @param reports of this hall's own tables
   */
  public record Of(
      Supplier<Hall> hall,
      Supplier<Pace> pace,
      Supplier<Needs> needs,
      Function<Ask, ? extends CompletionStage<Answer>> ask,
      Reports reports,
      HallClock clock) {}

  private final Of of;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("district-staff").factory());

  public StaffWork(Of of) {
    this.of = of;
  }

  @Override
  public CompletionStage<JsonObject> answer(String from, String verb, JsonObject asked) {
    try {
      return switch (verb) {
        case "needs" -> CompletableFuture.supplyAsync(this::needs, worker);
        case "offers" -> CompletableFuture.supplyAsync(() -> offers(asked), worker);
        case "gain" -> CompletableFuture.supplyAsync(() -> gain(asked), worker);
        case "effect" -> CompletableFuture.supplyAsync(() -> effect(asked), worker);
        case "send" -> send(from, asked);
        default -> throw new IllegalArgumentException("no request " + verb);
      };
    } catch (IllegalArgumentException | NullPointerException | DateTimeException wrong) {
      return CompletableFuture.failedFuture(wrong);
    }
  }

  private JsonObject needs() {
    var all = new JsonArray();
    Needs needs = of.needs.get();
    for (Alert alert : needs.alerts().stream().limit(NEEDS_MAX).toList()) {
      ServiceCode service = alert.helped();
      if (service == null) continue;
      var json = new JsonObject().put("service", service.code()).put("kind", alert.kind());
      all.add(json.put("since", alert.since().toString()));
    }
    return new JsonObject().put("needs", all);
  }

  private Lending lending() {
    Hall hall = of.hall.get();
    Instant now = of.clock.wall().minusMillis(hall.skewMs());
    return new Lending(
        hall, of.pace.get(), of.needs.get().busier(), now.isBefore(hall.at()) ? hall.at() : now);
  }

  private JsonObject offers(JsonObject asked) {
    var all = new JsonArray();
    for (Lending.Offer offer : lending().offers(new ServiceCode(asked.getString("service"))))
      all.add(
          new JsonObject()
              .put("clerk", offer.clerk().id())
              .put("name", offer.name())
              .put("window", offer.window().number())
              .put("busy", offer.busy())
              .put("score", offer.score())
              .put("costs", new JsonArray(offer.costs().stream().map(StaffWork::json).toList())));
    return new JsonObject().put("offers", all);
  }

  private JsonObject gain(JsonObject asked) {
    var service = new ServiceCode(asked.getString("service"));
    return lending()
        .gain(service, new ClerkId(asked.getString("clerk")))
        .map(gain ->
            new JsonObject()
                .put("window", gain.window().number())
                .put("score", gain.score())
                .put("gain", json(gain.gain())))
        .orElse(new JsonObject());
  }

  private static JsonObject json(Proposal.Change change) {
    return new Loan.Change(change.service().code(), range(change.without()), range(change.with()))
        .json();
  }

  private static Loan.@Nullable Range range(@Nullable Wait wait) {
    return wait == null
        ? null
        : new Loan.Range(wait.likely().toSeconds(), wait.atMost().toSeconds());
  }

  /** Journaled once for each key, however often it comes. */
  private CompletionStage<JsonObject> send(String from, JsonObject asked) {
    var command =
        new Command.SendClerk(
            new ClerkId(asked.getString("clerk")),
            asked.getString("from"),
            asked.getString("to"),
            Instant.parse(asked.getString("until")));
    var by = new By(By.Role.LINK, from, "district");
    return of.ask
        .apply(new Ask("send/" + asked.getString("key"), by, command))
        .thenApply(answer ->
            switch (answer) {
              case Answer.Accepted accepted -> new JsonObject().put("accepted", true);
              case Answer.Refused(var why) -> new JsonObject().put("refused", why.code());
              // Asked again in a moment.
              case Answer.Busy busy -> new JsonObject();
              case Answer.Unwritable unwritable -> new JsonObject();
            });
  }

  /** Waits of those called in the 20 minutes before a time and after it, by this hall's tables. */
  private JsonObject effect(JsonObject asked) {
    Instant at = Instant.parse(asked.getString("at"));
    Hall hall = of.hall.get();
    Instant then = at.minusMillis(hall.skewMs());
    LocalDate day = hall.plan().dateOf(at);
    try {
      var service = new ServiceCode(asked.getString("service"));
      Made.Effect effect = Made.effect(service, then, of.reports.day(day));
      var json = new JsonObject().put("told", true);
      if (effect.before() != null) json.put("before", json(effect.before()));
      if (effect.after() != null) json.put("after", json(effect.after()));
      return json;
    } catch (StoreDown down) {
      throw new CompletionException(down);
    }
  }

  private static JsonObject json(DayFigures.Waits waits) {
    return new JsonObject(
        Map.of(
            "meanSeconds", waits.mean().toSeconds(),
            "nineInTenSeconds", waits.nineInTen().toSeconds(),
            "longestSeconds", waits.longest().toSeconds()));
  }

  @Override
  public void close() {
    List<Runnable> left = worker.shutdownNow();
    left.clear();
  }
}
