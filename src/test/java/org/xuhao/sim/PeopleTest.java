package org.xuhao.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xuhao.sim.PadFrames.PadFrame;
import org.xuhao.wire.Bytes;

class PeopleTest {
  private static final int DRAWS = 20_000;
  private static final long SEED = 20220331;

  private static final Map<String, String> SERVICES =
      Map.of(
          "州人力资源和社会保障局", "RS",
          "州医疗保障局", "YB",
          "州住房公积金管理中心", "GJJ",
          "州公安局", "GA");

  /** As of a street's hall in bin/run --district: not this machine's usual address. */
  private static final String HOST = "127.0.0.2";

  private final Vertx vertx = Vertx.vertx();
  private final HallDay day = new HallDay();

  @AfterEach
  void released() {
    Appliance.get(vertx.close());
  }

  private static SocketAddress on(int port) {
    return SocketAddress.inetSocketAddress(port, HOST);
  }

  @Test
  void theDayHasTheVolumeOfTheBulletin() {
    assertEquals(12_464, day.intakes().values().stream().mapToInt(Integer::intValue).sum());
    assertEquals(15, day.intakes().size());
    double sum = 0;
    for (int minute = 0; minute < HallDay.OPEN_MINUTES; minute++) sum += day.perMinute(minute);
    assertEquals(201, sum, 0.5);
    assertEquals(day.mostPerMinute(), day.perMinute(HallDay.BEGINS_AT_MINUTE));
    assertEquals(60, HallDay.minute(Duration.ofHours(8)));
  }

  @Test
  void visitorsWishForServicesInTheSharesOfTheBulletin() {
    var visitors =
        new Visitors(vertx, day, new Pace(vertx, 1), on(1), SERVICES, new SplittableRandom(SEED));
    var wishes = new HashMap<String, Integer>();
    for (int i = 0; i < DRAWS; i++) wishes.merge(visitors.wish(), 1, Integer::sum);
    int all = SERVICES.keySet().stream().mapToInt(department -> intakes(department)).sum();
    SERVICES.forEach((department, service) -> {
      double share = (double) intakes(department) / all;
      // Five standard errors: one false alarm in some two million.
      double bound = 5 * Math.sqrt(share * (1 - share) / DRAWS);
      assertEquals(share, (double) wishes.getOrDefault(service, 0) / DRAWS, bound, "seed " + SEED);
    });
  }

  @Test
  void serviceTimesHaveTheModelsMeanAndSpread() {
    var chance = new SplittableRandom(SEED);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double minutes = HallDay.serviceTime(chance).toMillis() / 60_000.0;
      sum += minutes;
      squares += minutes * minutes;
    }
    double mean = sum / DRAWS;
    double cv = Math.sqrt(squares / DRAWS - mean * mean) / mean;
    // Five standard errors of the mean; the spread's own error is some 2 %.
    assertEquals(14, mean, 5 * 14 * 0.8 / Math.sqrt(DRAWS), "seed " + SEED);
    assertEquals(0.8, cv, 0.08, "seed " + SEED);
  }

  @Test
  void ratingsAreMostlyButNotAlwaysGood() {
    var chance = new SplittableRandom(SEED);
    var keys = new TreeMap<Integer, Integer>();
    for (int i = 0; i < DRAWS; i++) keys.merge(HallDay.rating(chance), 1, Integer::sum);
    assertEquals(List.of(0, 1, 2, 3), List.copyOf(keys.keySet()));
    assertEquals(0.80, keys.getOrDefault(0, 0) / (double) DRAWS, 0.02, "seed " + SEED);
  }

  @Test
  void visitorsTakeNumbersAndClerksServeThemByWhatTheirPadsShow() throws Exception {
    var devices = new ArrayList<SimDevice>();
    for (int window = 1; window <= 8; window++) {
      devices.add(SimDevice.pad("pads", window, window, false));
      devices.add(SimDevice.pad("pads", 100 + window, window, true));
    }
    var hall = new SimHall(vertx, devices, 0, SEED);
    var fake = new FakeHall(vertx, Appliance.plug(hall, "pads"));
    // Two hundred simulated minutes from 10:00 to past the first breaks, in 20 s.
    Appliance.get(hall.open(on(fake.port()), SERVICES, 600));
    Appliance.await("two breaks", () -> fake.pauses.size() >= 2);
    Appliance.await("ratings", () -> fake.ratings.size() >= 2);
    Appliance.await("many come", () -> people(hall).came() >= 60);
    SimView.PeopleView people = people(hall);
    Appliance.get(hall.stop());
    assertTrue(people.took() >= people.came() - 10, people.toString());
    assertEquals(0, people.failed(), people.toString());
    assertTrue(people.served() >= 8, people.toString());
    assertEquals(fake.requests.size(), new HashSet<>(fake.requests).size(), "a key twice");
    // Most come for social insurance: 46 % here; 60 visitors leave it between 20 and 72 %.
    double share = fake.taken.getOrDefault("RS", 0) / (double) fake.requests.size();
    assertTrue(share > 0.20 && share < 0.72, "share " + share + ", seed " + SEED);
  }

  private int intakes(String department) {
    return day.intakes().getOrDefault(department, 0);
  }

  private static SimView.PeopleView people(SimHall hall) {
    return Appliance.get(hall.view()).people();
  }

  /** Issues numbers over HTTP and calls them to pads, in order of coming, with no rules at all. */
  private static final class FakeHall {
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> pauses = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> ratings = Collections.synchronizedList(new ArrayList<>());
    private final Map<Integer, Integer> atWindow = new ConcurrentHashMap<>();
    private final PadFrames frames = new PadFrames();
    private final HttpServer server;
    private final org.xuhao.line.Line pads;
    private int issued;
    private int called;

    FakeHall(Vertx vertx, String uri) throws Exception {
      server =
          Appliance.get(
              vertx
                  .createHttpServer()
                  .requestHandler(request ->
                      request
                          .body()
                          .onSuccess(body -> {
                            String service = new JsonObject(body).getString("service");
                            requests.add(request.getHeader("Idempotency-Key"));
                            taken.merge(service, 1, Integer::sum);
                            take();
                            request.response().setStatusCode(201).end("{}");
                          }))
                  .listen(0, HOST));
      pads = org.xuhao.line.Lines.of(vertx, uri);
      pads.open(
          new org.xuhao.line.Line.Listener() {
            @Override
            public void up() {
              for (int window = 1; window <= 8; window++) show(window);
            }

            @Override
            public void down(String why) {}

            @Override
            public void received(Bytes bytes) {
              for (PadFrame frame : frames.read(bytes)) pressed(frame);
            }
          });
    }

    int port() {
      return server.actualPort();
    }

    private synchronized void take() {
      issued++;
      for (int window = 1; window <= 8; window++) show(window);
    }

    private synchronized void pressed(PadFrame frame) {
      boolean result = frame.function() == 0x11;
      pads.send(
          PadFrames.write(
              new PadFrame(frame.address(), result ? 1 : frame.function(), frame.data())));
      int key = frame.data().at(frame.data().size() - 1);
      if (result) {
        ratings.add(key);
        return;
      }
      switch (key) {
        case SimPads.CALL_NEXT -> {
          if (called < issued) atWindow.put(frame.address(), ++called);
        }
        case SimPads.EVALUATE -> {
          atWindow.remove(frame.address());
          pads.send(
              PadFrames.write(new PadFrame(frame.address() + 100, 1, Bytes.of(SimPads.EVALUATE))));
        }
        case SimPads.OK -> atWindow.remove(frame.address());
        case SimPads.PAUSE -> pauses.add(frame.address());
        default -> {}
      }
      show(frame.address());
    }

    private synchronized void show(int window) {
      int waiting = issued - called;
      Integer ticket = atWindow.get(window);
      Bytes here =
          ticket == null
              ? Bytes.of(10, 10, 10)
              : Bytes.of(ticket / 100 % 10, ticket / 10 % 10, ticket % 10);
      pads.send(
          PadFrames.write(
              new PadFrame(
                  window,
                  2,
                  Bytes.of(waiting / 100 % 10, waiting / 10 % 10, waiting % 10).then(here))));
    }
  }
}
