package org.xuhao.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullMarked;
import org.xuhao.app.Await;
import org.xuhao.app.HallFile;
import org.xuhao.app.HallProcess;
import org.xuhao.app.Http;

/**
 * The built appliance with open pages that follow the board beside twenty calls a second; then with
 * phones, which ask how their ticket stands, in place of most of them; then with both, and pages
 * that read nothing. Prints how long a call took from its request to each page, and how late the
 * event loop came. Some four minutes.
 */
@NullMarked
public final class PagesBench {
  private static final int PAGES = Integer.getInteger("pages", 500);
  private static final int PHONES = 300;
  private static final int DEAF = 10;
  private static final int WINDOWS = 40;
  private static final Duration EVERY_CALL = Duration.ofMillis(50);
  private static final Duration PHONE_EVERY = Duration.ofSeconds(3);
  private static final Duration WARM = Duration.ofSeconds(15);
  private static final Duration MEASURED = Duration.ofSeconds(60);

  /** After the last call: whatever has not come by now does not come. */
  private static final Duration REST = Duration.ofSeconds(2);

  private final HallProcess hall;
  private final Http http;
  private final Map<String, Long> calledAt = new ConcurrentHashMap<>();
  private final List<Long> commandNanos = new ArrayList<>();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong looked = new AtomicLong();
  private final AtomicLong next = new AtomicLong();

  /** Apart: else one window would be called twice at once where phones took the numbers between. */
  private final AtomicLong nextPhone = new AtomicLong();

  private PagesBench(HallProcess hall) {
    this.hall = hall;
    http = hall.http();
  }

  public static void main(String[] args) throws Exception {
    Path on = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/bench"));
    Path folder = Files.createTempDirectory(on, "pages-").toAbsolutePath();
    Path config = HallFile.write(folder, WINDOWS, "");
    String text = Files.readString(config).replace("rules: {", "rules: {call.endsVisit: true, ");
    Files.writeString(config, text);
    System.out.printf(
        Locale.ROOT,
        "%-34s %7s %7s %7s %7s %8s %8s%n",
        "",
        "p50 ms",
        "p99 ms",
        "worst",
        "unseen",
        "lag<5ms",
        "lag<20ms");
    try (var hall = HallProcess.open(config)) {
      hall.http().post("/api/windows/1/open").is(200); // signs in, once for all
      var bench = new PagesBench(hall);
      bench.round(WARM, PAGES, 0, 0, false);
      bench.round(MEASURED, PAGES, 0, 0, true);
      bench.round(MEASURED, PAGES - PHONES, PHONES, 0, true);
      bench.round(MEASURED, PAGES, PHONES, DEAF, true);
    }
  }

  private void round(Duration lasts, int follow, int phones, int deaf, boolean told)
      throws Exception {
    calledAt.clear();
    commandNanos.clear();
    try (var pages = new OpenPages(hall.port(), follow, deaf);
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      Await.until("all pages are open", () -> pages.open() == follow, pages::open);
      Lag before = lag();
      double cpu = StartBench.cpuSeconds(hall.pid());
      long end = System.nanoTime() + lasts.toNanos();
      for (int i = 0; i < phones; i++) people.execute(() -> phone(end));
      for (long at = System.nanoTime(); at < end; at += EVERY_CALL.toNanos()) {
        Await.pause(Duration.ofNanos(Math.max(0, at - System.nanoTime())));
        people.execute(this::takeAndCall);
      }
      double used = (StartBench.cpuSeconds(hall.pid()) - cpu) / lasts.toSeconds();
      Await.pause(REST);
      String name = "%d pages, %d phones, %d deaf".formatted(follow, phones, deaf);
      if (told) tell(name, follow, pages, lag().minus(before), used);
    }
  }

  private void tell(String name, int follow, OpenPages pages, Lag lag, double cores)
      throws IOException {
    long[] took = pages.latencies(calledAt);
    Arrays.sort(took);
    System.out.printf(
        Locale.ROOT,
        "%-34s %7.0f %7.0f %7.0f %7d %7.2f%% %7.2f%%%n",
        name,
        took[took.length / 2] / 1e6,
        took[(int) (took.length * 0.99)] / 1e6,
        took[took.length - 1] / 1e6,
        pages.unseen(calledAt),
        lag.within("0.005"),
        lag.within("0.02"));
    long[] commands = commandNanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "  %d calls, %d failed, command p99 %.0f ms; %d looks of phones; %d "
            + "bytes a board, %d on the wire, %.0f"
            + " boards/s a page; the hall %.2f cores, %d MiB; worst lag %s s%n",
        calledAt.size(),
        failed.get(),
        commands[commands.length * 99 / 100] / 1e6,
        looked.get(),
        pages.boardBytes(),
        pages.packedBytes(),
        pages.boards() / (double) follow / MEASURED.toSeconds(),
        cores,
        StartBench.residentKib(hall.pid()) / 1024,
        lag.max());
  }

  /** One visitor takes a number, and one window calls whoever is next. */
  private void takeAndCall() {
    long n = next.incrementAndGet();
    try {
      http.take(List.of("RS", "GA", "BD").get((int) (n % 3)), "bench-" + n).is(201);
      long at = System.nanoTime();
      Http.Told called = http.post("/api/windows/" + (n % WINDOWS + 1) + "/call");
      synchronized (commandNanos) {
        commandNanos.add(System.nanoTime() - at);
      }
      if (called.status() == 200) calledAt.put(called.number(), at);
      else failed.incrementAndGet();
    } catch (IOException | AssertionError e) {
      failed.incrementAndGet();
    }
  }

  private void phone(long end) {
    try {
      JsonObject taken = http.take("RS", "phone-" + nextPhone.incrementAndGet()).is(201).json();
      String link = taken.getString("link");
      String token = link.substring(link.lastIndexOf('/') + 1);
      Await.pause(Duration.ofNanos(token.hashCode() & 0x7fff_ffffL)); // not all at once
      while (System.nanoTime() < end) {
        http.get("/api/links/" + token).is(200);
        looked.incrementAndGet();
        Await.pause(PHONE_EVERY);
      }
    } catch (IOException | AssertionError e) {
      failed.incrementAndGet();
    }
  }

  /** Times that the event loop came to its work, by how late at most. */
  private record Lag(Map<String, Double> within, String max) {
    Lag minus(Lag before) {
      var difference = new ConcurrentHashMap<String, Double>();
      within.forEach(
          (bound, n) -> difference.put(bound, n - before.within.getOrDefault(bound, 0.0)));
      return new Lag(difference, max);
    }

    /** In percent. */
    double within(String bound) {
      return 100 * within.getOrDefault(bound, 0.0) / within.getOrDefault("+Inf", 1.0);
    }
  }

  private Lag lag() throws IOException {
    var within = new ConcurrentHashMap<String, Double>();
    String max = "?";
    for (String line : http.get("/metrics").is(200).text().lines().toList()) {
      if (line.startsWith("xuhao_eventloop_lag_seconds_bucket"))
        within.put(line.replaceAll(".*le=\"([^\"]+)\".*", "$1"), value(line));
      if (line.startsWith("xuhao_eventloop_lag_seconds_max")) max = line.replaceAll(".* ", "");
    }
    return new Lag(within, max);
  }

  private static double value(String line) {
    return Double.parseDouble(line.replaceAll(".* ", ""));
  }
}
