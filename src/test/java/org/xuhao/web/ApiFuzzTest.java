package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.Alone;
import org.xuhao.app.Await;
import org.xuhao.journal.JournalTrouble;

/**
 * Every operation of the OpenAPI file, asked in ways that no page of ours asks, from a seed ({@code
 * -Dfuzz.seed}): nothing is a 5xx, nothing hangs, nobody beside it waits, and the log keeps quiet.
 */
@Alone
class ApiFuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_122);

  /** Drawn bodies for each operation, signed in and not. */
  private static final int DRAWS = Integer.getInteger("fuzz.draws", 12);

  /** A silent connection is closed after 30 s, looked for every 5 s. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(40);

  /** No promise of the product: a slow machine shall not fail the test. */
  private static final Duration ORDINARY_P99_MAX = Duration.ofSeconds(1);

  private static final String JSON = "content-type: application/json\r\n";

  @TempDir Path folder;
  private LiveHall hall;
  private LogEar log;
  private final ApiFile file = new ApiFile();
  private final DrawnRequests drawn = new DrawnRequests(file, SEED);
  private final List<String> odd = new ArrayList<>();
  private String cookie = "";
  private String lastCookie = "";
  private int asked;

  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder);
    cookie = Staff.cookie(hall, Staff.EVERYBODY);
    lastCookie = Staff.cookie(hall, Staff.EVERYBODY);
    log = LogEar.listen();
  }

  @AfterEach
  void close() {
    log.close();
    hall.close();
  }

  @Test
  void noRequestOfAnyKindBreaksTheServerOrSlowsOthers() throws Exception {
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Duration>> slow = slowOnes(beside);
      var over = new AtomicBoolean();
      Future<long[]> ordinary = beside.submit(() -> ordinary(over));
      for (ApiFile.Operation operation : file.operations()) fuzz(operation);
      over.set(true);
      long[] nanos = ordinary.get();
      for (Future<Duration> one : slow)
        assertTrue(one.get().compareTo(SILENCE_MAX) < 0, "a connection hung " + one.get());
      long p99 = nanos[nanos.length * 99 / 100];
      System.out.printf(
          "fuzz: %d requests, seed %d; %d ordinary calls beside: p50 %.1f, p99 %.1f ms%n",
          asked, SEED, nanos.length, nanos[nanos.length / 2] / 1e6, p99 / 1e6);
      assertEquals(List.of(), odd, "seed " + SEED);
      assertTrue(p99 < ORDINARY_P99_MAX.toNanos(), "ordinary calls took " + p99 / 1e6 + " ms");
    }
    String signedIn = new Client(hall).get("/api/session", "cookie", cookie).is(200).text();
    assertTrue(signedIn.contains(Staff.EVERYBODY), "half of it was to be asked by an account");
    assertEquals(
        List.of(), log.wrong(cookie.replaceAll(".*=", ""), Staff.PASSWORD, DrawnRequests.ID));
  }

  @Test
  void whoMayNotIsToldSoWhateverTheBodySays() {
    for (ApiFile.Operation operation : file.operations()) {
      String head = head(operation, drawn.path(operation), "x-forwarded-for: 203.0.113.7\r\n");
      String told = send(operation, head + JSON, "{").text();
      boolean gate = told.startsWith("HTTP/1.1 401") || told.startsWith("HTTP/1.1 403");
      boolean open = operation.method().equals("GET") || told.startsWith("HTTP/1.1 400");
      assertTrue(gate || open, operation.id() + ": " + told);
      boolean closed =
          List.of("grantPriority", "finishVisit", "addAccount").contains(operation.id());
      if (closed) assertTrue(told.startsWith("HTTP/1.1 401"), operation.id() + ": " + told);
    }
  }

  private void fuzz(ApiFile.Operation operation) {
    boolean ends = operation.id().equals("endSession");
    String signed = "cookie: " + (ends ? lastCookie : cookie) + "\r\norigin: http://x\r\n";
    for (String who : List.of("", signed, "x-forwarded-for: 203.0.113.7\r\n")) {
      paths(operation, who);
      heads(operation, who);
      operation.body().ifPresent(schema -> bodies(operation, who, schema));
    }
  }

  private void paths(ApiFile.Operation operation, String who) {
    for (String value : DrawnRequests.HOSTILE)
      if (operation.path().contains("{") && !value.isEmpty())
        check(operation, head(operation, DrawnRequests.path(operation, value), who) + JSON, "{}");
    String path = drawn.path(operation);
    for (String tail :
        List.of(
            "?dispenser=%00",
            "?dispenser=../..",
            "?%zz",
            "?a=b".repeat(200),
            "?" + "a=1&".repeat(900),
            "/",
            "//",
            "/..%2f..%2f",
            "/%2e%2e/",
            "%ff%fe",
            "%",
            ";x=y",
            "#x",
            "/" + "a/".repeat(500)))
      check(operation, head(operation, path + tail, who) + JSON, "{}");
  }

  private void heads(ApiFile.Operation operation, String who) {
    String head = head(operation, drawn.path(operation), who);
    for (String more :
        List.of(
            "",
            "idempotency-key: \u0001\r\n",
            "idempotency-key: " + "k".repeat(4_000) + "\r\n",
            "idempotency-key: a\r\nidempotency-key: b\r\n",
            "accept: \u00ff\r\n",
            "origin: http://[\r\n",
            "cookie: xuhao-session=" + "0".repeat(64) + "\r\n",
            "cookie: ;;;=\u0000;=\r\n",
            "cookie: xuhao-device=%\r\n",
            "x-forwarded-for: ,,,\r\n",
            "if-none-match: \"\r\n",
            "accept-encoding: gzip;q=x, br, \r\n",
            "range: bytes=9-1\r\n",
            "expect: something\r\n",
            "upgrade: websocket\r\nconnection: upgrade\r\n",
            "host: evil\r\n",
            "te: trailers\r\n",
            "x: " + "y".repeat(20_000) + "\r\n",
            "content-encoding: gzip\r\n")) check(operation, head + more + JSON, "{}");
    for (String type :
        List.of(
            "",
            "content-type: text/plain\r\n",
            "content-type: \r\n",
            "content-type: application/json; charset=utf-16\r\n",
            "content-type: multipart/form-data; boundary=\r\n",
            "content-type: multipart/form-data\r\n",
            "content-type: application/x-www-form-urlencoded\r\n"))
      check(operation, head + type, "{\"service\":\"RS\"}");
  }

  private void bodies(ApiFile.Operation operation, String who, JsonObject schema) {
    String head = head(operation, drawn.path(operation), who) + JSON;
    for (String body :
        List.of(
            "{",
            "",
            "\u0000",
            "nothing",
            "[]",
            "7",
            "\"\\uD800",
            "{\"a\":1,\"a\":2}",
            "[".repeat(8_000),
            "{\"a\":".repeat(3_000),
            "{\"a\":\"" + "x".repeat(15_000) + "\"}",
            "{\"a\":\"" + "x".repeat(17_000) + "\"}",
            "9".repeat(16_000),
            "\ufeff{}",
            "{} {}")) check(operation, head, body);
    for (int i = 0; i < DRAWS; i++) {
      var fits = (JsonObject) drawn.value(schema, 0);
      check(operation, head(operation, drawn.path(operation), who) + JSON, fits.encode());
      check(operation, head, drawn.broken(fits));
    }
  }

  private static String head(ApiFile.Operation operation, String path, String more) {
    return operation.method() + " " + path + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\n" + more;
  }

  private void check(ApiFile.Operation operation, String head, String body) {
    RawHttp.Answer answer = send(operation, head, body);
    if (answer.status() >= 100 && answer.status() < 500 && !answer.text().contains("\tat ")) return;
    if (odd.size() < 20)
      odd.add(shortened(head) + " | " + shortened(body) + " → " + shortened(answer.text()));
  }

  private RawHttp.Answer send(ApiFile.Operation operation, String head, String body) {
    asked++;
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean carries = !operation.method().equals("GET");
    String length = carries ? "content-length: " + bytes.length + "\r\n\r\n" : "\r\n";
    byte[] first = RawHttp.bytes(head + length);
    byte[] all = java.util.Arrays.copyOf(first, first.length + (carries ? bytes.length : 0));
    if (carries) System.arraycopy(bytes, 0, all, first.length, bytes.length);
    return RawHttp.send(hall.port(), all);
  }

  private static String shortened(String text) {
    String line = text.replace("\r\n", "⏎");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }

  /** Requests that never end: heads and bodies that stop, and such that go on byte by byte. */
  private List<Future<Duration>> slowOnes(ExecutorService beside) {
    String post = "POST /api/tickets HTTP/1.1\r\nhost: x\r\n" + JSON;
    var all = new ArrayList<Callable<Duration>>();
    for (int i = 0; i < 5; i++) {
      for (String begin : List.of("", "GET", "GET /api/board HTTP/1.1\r\nhost: x\r\nx-y: "))
        for (byte drop : new byte[] {0, 'a'}) all.add(() -> drip(begin, drop));
      all.add(() -> drip(post + "content-length: 16000\r\n\r\n{\"ser", (byte) 0));
      all.add(() -> drip(post + "content-length: 16000\r\n\r\n{\"ser", (byte) ' '));
      all.add(() -> drip(post + "transfer-encoding: chunked\r\n\r\n5\r\n{\"s", (byte) 'x'));
    }
    return all.stream().map(beside::submit).toList();
  }

  private Duration drip(String begin, byte drop) {
    return RawHttp.drip(hall.port(), begin, drop, Duration.ofMillis(500), SILENCE_MAX);
  }

  /** What people do meanwhile; how long each call took, sorted. */
  private long[] ordinary(AtomicBoolean over) {
    var api = new Client(hall);
    var took = new ArrayList<Long>();
    for (int n = 0; !over.get() || took.size() < 100; n++) {
      long from = System.nanoTime();
      if (n % 4 == 0)
        api.post("/api/tickets", Map.of("service", n % 8 == 0 ? "BDC" : "SC")).is(201);
      else api.get(n % 4 == 1 ? "/api/waits" : "/api/board").is(200);
      took.add(System.nanoTime() - from);
      Await.pause(Duration.ofNanos(TimeUnit.MILLISECONDS.toNanos(50)));
    }
    return took.stream().mapToLong(Long::longValue).sorted().toArray();
  }
}
