package org.xuhao.app.loan;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Window;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.link.Neighbours;
import org.xuhao.loop.Answer;
import org.xuhao.loop.Published;

/**
 * At which windows of this hall clerks of the district sit, and for how long: told to the other
 * halls, and held against what they tell. Whoever signed in elsewhere later works there: the window
 * here pauses, after the visit. How long is counted by each hall's even clock, so that no clock on
 * a wall matters. Safe from any thread.
 */
public final class Seats implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Seats.class);

  private static final long LOOK_EVERY_MS = 1_000;

  /** More windows than a large hall has; what stands beyond them in a report is passed over. */
  private static final int CLERKS_MAX = 300;

  /** Characters of another hall's name in a reason. */
  private static final int NAME_MAX = 40;

  /**
   * What is looked at.
   *
   * @param own the hall's {@code hall.id}
   * @param start a name of this start, in no other one's requests
   * @param district whether a clerk is one of the district's: other halls mean the same person
   * @param heard what the halls told last
   * @param ask the hall's loop
   * @param nanos by which {@code heard} says when it came
   */
  public record Of(
      String own,
      String start,
      Supplier<Hall> hall,
      Predicate<ClerkId> district,
      Supplier<Map<String, Neighbours.Heard>> heard,
      Function<Ask, ? extends CompletionStage<Answer>> ask,
      LongSupplier nanos) {}

  /**
   * A clerk's sign-in in another hall.
   *
   * @param since by this hall's even clock
   */
  private record Seat(String hall, String name, int window, long since) {}

  private final Of of;

  /** When somebody sat down; without those who did before this start. */
  private final Map<WindowId, Long> since = new ConcurrentHashMap<>();

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("district-seats").factory());

  /** Begins to look. */
  public Seats(Of of) {
    this.of = of;
    var unused =
        timer.scheduleWithFixedDelay(
            this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** On the loop's thread, after each batch. */
  public void published(Published news) {
    for (Entry entry : news.entries()) entry.events().forEach(this::happened);
  }

  /** Who goes on after a pause works here again, whatever was elsewhere. */
  private void happened(Event event) {
    switch (event) {
      case Event.ClerkSignedIn in -> since.put(in.window(), of.nanos.getAsLong());
      case Event.WindowReopened again -> since.put(again.window(), of.nanos.getAsLong());
      case Event.ClerkSignedOut out -> since.remove(out.window());
      case Event.WindowClosed closed -> since.remove(closed.window());
      default -> {}
    }
  }

  /** Windows at which a clerk of the district works: whoever pauses may work elsewhere. */
  private List<Window> taken() {
    Hall hall = of.hall.get();
    return hall.plan().windows().keySet().stream()
        .map(hall::window)
        .filter(window -> window.clerk() != null && of.district.test(window.clerk()))
        .filter(window -> window.pauseReason() == null && !window.closing())
        .toList();
  }

  /** Clerk, window and for how many milliseconds; without the last: since before this start. */
  public JsonArray told() {
    var all = new JsonArray();
    for (Window window : taken()) {
      var json = new JsonObject().put("clerk", String.valueOf(window.clerk()));
      Long from = since.get(window.id());
      if (from != null) json.put("forMs", (of.nanos.getAsLong() - from) / 1_000_000);
      all.add(json.put("window", window.id().number()));
    }
    return all;
  }

  /** Whether another hall tells of a later sign-in than that at {@code window}. */
  public boolean isElsewhere(WindowId window, ClerkId clerk) {
    return of.district.test(clerk) && isLater(elsewhere().get(clerk.id()), window);
  }

  /** One who sat here at the start did so before all who sat down since. */
  private boolean isLater(@Nullable Seat there, WindowId window) {
    Long here = since.get(window);
    return there != null && (here == null || there.since - here > 0);
  }

  /** The latest sign-in of each clerk in the other halls, of those that say when. */
  private Map<String, Seat> elsewhere() {
    var all = new HashMap<String, Seat>();
    of.heard
        .get()
        .forEach((hall, heard) -> {
          if (!hall.equals(of.own)) addTo(all, hall, heard);
        });
    return all;
  }

  private static void addTo(Map<String, Seat> all, String hall, Neighbours.Heard heard) {
    JsonObject report = heard.report();
    try {
      String told = report.getString("name", hall);
      String name = told.length() > NAME_MAX ? told.substring(0, NAME_MAX) : told;
      JsonArray clerks = report.getJsonArray("clerks", new JsonArray());
      for (int i = 0; i < Math.min(clerks.size(), CLERKS_MAX); i++) {
        JsonObject one = clerks.getJsonObject(i);
        Long forMs = one.getLong("forMs");
        if (forMs == null) continue;
        long from = heard.heardNanos() - Math.max(0, forMs) * 1_000_000;
        var seat = new Seat(hall, name, one.getInteger("window", 0), from);
        all.merge(one.getString("clerk"), seat, (a, b) -> a.since - b.since > 0 ? a : b);
      }
    } catch (ClassCastException | NullPointerException wrong) {
      LOG.debug("What {} tells of its clerks is passed over", hall, wrong);
    }
  }

  private void look() {
    try {
      Map<String, Seat> elsewhere = elsewhere();
      for (Window window : taken()) {
        ClerkId clerk = window.clerk();
        Seat there = clerk == null ? null : elsewhere.get(clerk.id());
        if (clerk != null && there != null && isLater(there, window.id()))
          pause(window, clerk, there);
      }
    } catch (RuntimeException ours) {
      // The executor would keep an error of ours to itself and never look again.
      LOG.error("Clerks in two halls are not looked for: an error of ours", ours);
    }
  }

  /** One request for each time that the clerk sat down here; asked again until it is journaled. */
  private void pause(Window window, ClerkId clerk, Seat seat) {
    String reason = "已在%s %d 号窗口签到".formatted(seat.name, seat.window);
    Long here = since.get(window.id());
    String request =
        "seat/%s/%d/%s/%s/%d"
            .formatted(clerk, window.id().number(), of.start, here, seat.since / 1_000_000_000);
    var by = new By(By.Role.LINK, seat.hall, "district");
    of.ask
        .apply(new Ask(request, by, new Command.Pause(window.id(), reason)))
        .thenAccept(answer -> {
          if (answer instanceof Answer.Accepted)
            LOG.info(
                "{} signed in at {}: window {} pauses", clerk, seat.hall, window.id().number());
        });
  }

  @Override
  public void close() {
    List<Runnable> left = timer.shutdownNow();
    left.clear();
  }
}
