package org.xuhao.sim;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Visitors who come through the day and take numbers at the dispenser. Used on one context. */
final class Visitors {

  /**
   * A hall that is entered at 10:00 is not empty: so many come within the first minute, about as
   * many as ten busy windows and a short queue hold. Assumed.
   */
  private static final int THERE_ALREADY = 14;

  /** Requests under way at once; a visitor beyond it goes home and is counted as failed. */
  private static final int UNDER_WAY_MAX = 64;

  /** Tries of one visitor; the same key each time, so that one gets one ticket. */
  private static final int TRIES_MAX = 5;

  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  private final HallDay day;
  private final Pace pace;
  private final RandomGenerator chance;
  private final HttpClient client;
  private final SocketAddress appliance;
  private final List<Share> shares = new ArrayList<>();
  private final int all;

  /** Differs from run to run: a hall keeps request ids for two days. */
  private final String keys = "sim-" + System.currentTimeMillis() + "-";

  private long came;
  private long took;
  private long refused;
  private long failed;
  private int underWay;

  /**
   * Nobody comes before {@link #start}.
   *
   * @param services service code by department, as in the hall's file
   */
  Visitors(
      Vertx vertx,
      HallDay day,
      Pace pace,
      SocketAddress appliance,
      Map<String, String> services,
      RandomGenerator chance) {
    this.day = day;
    this.pace = pace;
    this.appliance = appliance;
    this.chance = chance;
    client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(2000));
    int sum = 0;
    for (var intake : new TreeMap<>(day.intakes()).entrySet()) {
      String service = services.get(intake.getKey());
      if (service == null) continue;
      sum += intake.getValue();
      shares.add(new Share(service, sum));
    }
    all = sum;
  }

  /** One service and the intakes up to and with it. */
  private record Share(String service, int upTo) {}

  void start() {
    if (shares.isEmpty()) return;
    for (int i = 0; i < THERE_ALREADY; i++)
      pace.after(Duration.ofMillis(chance.nextInt(60_000)), this::come);
    waitForNext();
  }

  /** Thinning: draws at the day's highest rate and lets through what the hour's rate allows. */
  private void waitForNext() {
    double most = day.mostPerMinute();
    double minutes = -Math.log(1 - chance.nextDouble()) / most;
    pace.after(
        Duration.ofMillis((long) (60_000 * minutes)),
        () -> {
          double now = day.perMinute(HallDay.minute(pace.elapsed()));
          if (chance.nextDouble() < now / most) come();
          waitForNext();
        });
  }

  private void come() {
    came++;
    take(wish(), keys + came, 1);
  }

  /** The service that the next visitor comes for; {@link #start} has seen that there is one. */
  String wish() {
    int drawn = chance.nextInt(all);
    for (Share share : shares) if (drawn < share.upTo()) return share.service();
    throw new IllegalStateException("shares end before " + drawn);
  }

  private void take(String service, String key, int tries) {
    if (underWay >= UNDER_WAY_MAX) {
      failed++;
      return;
    }
    underWay++;
    ask(service, key)
        .onComplete(answer -> {
          underWay--;
          int status = answer.succeeded() ? answer.result() : 0;
          if (status == 201 || status == 200) took++;
          else if (status == 409) refused++;
          else if (tries == TRIES_MAX) failed++;
          else pace.afterReal(TRY_AGAIN, () -> take(service, key, tries + 1));
        });
  }

  private Future<Integer> ask(String service, String key) {
    Buffer body = new JsonObject().put("service", service).toBuffer();
    return client
        .request(HttpMethod.POST, appliance.port(), appliance.host(), "/api/tickets")
        .compose(request ->
            request
                .putHeader("Content-Type", "application/json")
                .putHeader("Idempotency-Key", key)
                .idleTimeout(10_000)
                .send(body))
        .compose(response -> response.body().map(ignored -> response.statusCode()));
  }

  void stop() {
    client.close();
  }

  SimView.PeopleView view(long served) {
    int minute = HallDay.OPENS_AT_MINUTE + (int) HallDay.minute(pace.elapsed());
    String clock = "%02d:%02d".formatted(minute / 60, minute % 60);
    return new SimView.PeopleView(clock, pace.speed(), came, took, refused, failed, served);
  }
}
