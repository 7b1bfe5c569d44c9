package org.xuhao.app.loan;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.keys.LoanFile;
import org.xuhao.loop.HallClock;
import org.xuhao.web.district.Loan;
import org.xuhao.web.district.LoanHooks;
import org.xuhao.web.district.MadeLoan;
import org.xuhao.web.steer.Lending;

/**
 * Looks, at the district's office, which hall needs somebody whom another one could give; tells
 * both what was agreed to until both have it in their journals; and asks both what came of it.
 */
public final class LoanOffice implements LoanHooks, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoanOffice.class);

  /** A peak is seen half a minute earlier or later: it is 20 minutes ahead. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

  /** What was agreed to is told again this often until both halls have it. */
  private static final Duration TELL_EVERY = Duration.ofSeconds(2);

  /** Longer than a hall is given to answer. */
  private static final long ANSWER_S = 10;

  /** Who is declined is not proposed again for so long; as alerts of one hall. */
  private static final Duration QUIET = Duration.ofMinutes(20);

  private static final int PROPOSED_MAX = 5;

  /** Loans that are kept; two months of a busy district. */
  private static final int MADE_MAX = 200;

  /** Asks one hall, this one too. */
  public interface Line {
    CompletableFuture<JsonObject> ask(String hall, String verb, JsonObject asked);
  }

  private final Line line;

  /** Halls that were heard of just now, this one among them. */
  private final Supplier<List<String>> halls;

  private final LoanFile file;
  private final HallClock clock;
  private final Supplier<String> freshKey;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("district-loans").factory());
  private final Map<String, Instant> quiet = new HashMap<>();
  private volatile List<Loan> proposed = List.of();
  private volatile List<MadeLoan> made;

  /** Begins to look; goes on with what was agreed to before. */
  public LoanOffice(
      Line line,
      Supplier<List<String>> halls,
      LoanFile file,
      HallClock clock,
      Supplier<String> freshKey)
      throws IOException {
    this.line = line;
    this.halls = halls;
    this.file = file;
    this.clock = clock;
    this.freshKey = freshKey;
    made = file.load();
    long look = LOOK_EVERY.toMillis();
    long tell = TELL_EVERY.toMillis();
    var looking =
        timer.scheduleWithFixedDelay(() -> guarded(this::look), tell, look, TimeUnit.MILLISECONDS);
    var telling =
        timer.scheduleWithFixedDelay(() -> guarded(this::tell), tell, tell, TimeUnit.MILLISECONDS);
    LOG.debug("Loans: {}, {}", looking, telling);
  }

  @Override
  public List<Loan> proposed() {
    return proposed;
  }

  @Override
  public List<MadeLoan> made() {
    return made;
  }

  /** A proposal with what all people of both halls win together. */
  private record Priced(Loan loan, long score) {}

  /** What another hall answers may be anything; the executor would never look again. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException wrong) {
      LOG.error("Clerks between halls: what a hall answered, or an error of ours", wrong);
    }
  }

  private void look() {
    var found = new ArrayList<Priced>();
    List<String> all = halls.get();
    for (String needy : all)
      for (JsonObject need : list(ask(needy, "needs", new JsonObject()), "needs"))
        for (String giver : all)
          if (!giver.equals(needy)) price(giver, needy, need.getString("service"), found);
    Instant now = clock.wall();
    synchronized (this) {
      quiet.values().removeIf(until -> !until.isAfter(now));
      proposed =
          found.stream()
              .sorted(Comparator.comparingLong(priced -> -priced.score()))
              .map(Priced::loan)
              .filter(loan -> !quiet.containsKey(loan.id()) && !isUnderWay(loan.clerk(), now))
              .limit(PROPOSED_MAX)
              .toList();
    }
  }

  private boolean isUnderWay(String clerk, Instant now) {
    return made.stream()
        .anyMatch(one -> one.loan().clerk().equals(clerk) && one.until().isAfter(now));
  }

  private void price(String giver, String needy, String service, List<Priced> found) {
    var about = new JsonObject().put("service", service);
    for (JsonObject offer : list(ask(giver, "offers", about), "offers")) {
      String clerk = offer.getString("clerk");
      JsonObject gain = ask(needy, "gain", about.copy().put("clerk", clerk));
      if (!gain.containsKey("window")) continue;
      long score = gain.getLong("score") + offer.getLong("score");
      if (score <= 0) continue;
      var costs = new ArrayList<Loan.Change>();
      for (JsonObject cost : list(offer, "costs")) costs.add(Loan.Change.of(cost));
      var loan =
          new Loan(
              clerk + "-" + giver + "-" + needy + "-" + service,
              clerk,
              offer.getString("name"),
              giver,
              offer.getInteger("window"),
              offer.getBoolean("busy"),
              needy,
              gain.getInteger("window"),
              service,
              Loan.Change.of(gain.getJsonObject("gain")),
              costs);
      found.add(new Priced(loan, score));
    }
  }

  private static List<JsonObject> list(JsonObject of, String name) {
    JsonArray all = of.getJsonArray(name, new JsonArray());
    return all.stream().map(JsonObject.class::cast).toList();
  }

  /** Empty: the hall has not answered; it is asked again at the next look. */
  private JsonObject ask(String hall, String verb, JsonObject asked) {
    try {
      return line.ask(hall, verb, asked).get(ANSWER_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("{} does not answer to {}", hall, verb, e);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return new JsonObject();
  }

  @Override
  public synchronized Optional<MadeLoan> agree(String id, String by) throws IOException {
    Optional<Loan> loan = proposed.stream().filter(one -> one.id().equals(id)).findFirst();
    if (loan.isEmpty()) return Optional.empty();
    Instant now = clock.wall();
    var one =
        new MadeLoan(
            freshKey.get(),
            loan.get(),
            by,
            now,
            now.plus(Lending.lasts()),
            Set.of(),
            "",
            List.of());
    var all = new ArrayList<MadeLoan>(List.of(one));
    all.addAll(made.stream().limit(MADE_MAX - 1L).toList());
    file.save(all);
    made = List.copyOf(all);
    forget(one.loan().clerk());
    LOG.info("{} agreed to {}", by, one.loan());
    return Optional.of(one);
  }

  @Override
  public synchronized boolean decline(String id, String by, String reason) {
    Optional<Loan> loan = proposed.stream().filter(one -> one.id().equals(id)).findFirst();
    loan.ifPresent(one -> forget(one.clerk()));
    LOG.info("{} declined {}: {}", by, id, reason);
    if (loan.isPresent()) quiet.put(id, clock.wall().plus(QUIET));
    return loan.isPresent();
  }

  /** Takes all that were proposed for {@code clerk} off the list. */
  private void forget(String clerk) {
    proposed = proposed.stream().filter(one -> !one.clerk().equals(clerk)).toList();
  }

  private void tell() {
    Instant now = clock.wall();
    for (MadeLoan one : made) {
      if (one.refused().isEmpty() && one.until().isAfter(now))
        for (String hall : List.of(one.loan().from(), one.loan().to()))
          if (!one.told().contains(hall)) tell(one, hall);
      if (one.isTold() && one.isSettled(now) && one.effects().isEmpty()) settle(one);
    }
  }

  private void tell(MadeLoan one, String hall) {
    var told =
        ask(
            hall,
            "send",
            new JsonObject()
                .put("key", one.key())
                .put("clerk", one.loan().clerk())
                .put("from", one.loan().from())
                .put("to", one.loan().to())
                .put("until", one.until().toString()));
    String refused = told.getString("refused", "");
    if (!refused.isEmpty()) change(one.key(), known -> known.refused(refused));
    else if (told.getBoolean("accepted", false)) change(one.key(), known -> known.told(hall));
  }

  /** Both halls' waits, once the 20 minutes are over; asked again while one does not answer. */
  private void settle(MadeLoan one) {
    var effects = new ArrayList<JsonObject>();
    if (!effect(one, one.loan().to(), one.loan().service(), effects)) return;
    for (Loan.Change cost : one.loan().costs())
      if (!effect(one, one.loan().from(), cost.service(), effects)) return;
    change(one.key(), known -> known.with(effects));
  }

  private boolean effect(MadeLoan one, String hall, String service, List<JsonObject> to) {
    var asked = new JsonObject().put("service", service).put("at", one.at().toString());
    JsonObject told = ask(hall, "effect", asked);
    if (!told.containsKey("told")) return false;
    var effect = new JsonObject().put("hall", hall).put("service", service);
    for (String when : List.of("before", "after"))
      if (told.containsKey(when)) effect.put(when, told.getJsonObject(when));
    to.add(effect);
    return true;
  }

  private synchronized void change(String key, UnaryOperator<MadeLoan> how) {
    var all = made.stream().map(one -> one.key().equals(key) ? how.apply(one) : one).toList();
    try {
      file.save(all);
    } catch (IOException e) {
      // The halls have it in their journals: after a restart they are told and asked again.
      LOG.warn("What became of a loan cannot be kept: {}", e.getMessage());
    }
    made = all;
  }

  @Override
  public void close() {
    List<Runnable> left = timer.shutdownNow();
    LOG.debug("{} looks are left", left.size());
    try {
      if (!timer.awaitTermination(ANSWER_S, TimeUnit.SECONDS)) LOG.warn("A look did not end");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
