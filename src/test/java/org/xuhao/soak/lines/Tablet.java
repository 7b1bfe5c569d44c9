package org.xuhao.soak.lines;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.xuhao.app.Http;

/** A paired browser: it says that it lives, and the visitor before it rates when asked. */
final class Tablet {
  private static final Duration PING_EVERY = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int CREATED = 201;
  private static final int BEST = 5;

  private final Supplier<Http> http;
  private final String kind;
  private final int window;
  private final String name;
  private final HttpClient browser =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .cookieHandler(new CookieManager())
          .build();

  private boolean dead;
  private long nextNanos;

  /** A browser that is not paired; {@code number} is the one that it will have. */
  Tablet(Supplier<Http> http, int number, String kind, int window) {
    this.http = http;
    this.kind = kind;
    this.window = window;
    name = "browser/" + number;
  }

  /** Shows its code, and somebody types that. */
  void pair() throws IOException {
    String code = post("/api/pairing", new JsonObject()).getString("code");
    var body = new JsonObject().put("code", code).put("kind", kind).put("window", window);
    String paired = http.get().post("/api/paired", body).is(CREATED).json().getString("name");
    if (!name.equals(paired)) throw new IOException("paired as " + paired + ", not " + name);
  }

  void step(long nowNanos) {
    if (dead || nowNanos < nextNanos) return;
    nextNanos = nowNanos + PING_EVERY.toNanos();
    try {
      JsonObject told = post("/api/paired/ping", new JsonObject().put("shows", "soak"));
      JsonObject rating = told.getJsonObject("rating");
      if (rating != null)
        post(
            "/api/visits/" + rating.getLong("visit") + "/rating",
            new JsonObject().put("level", BEST));
    } catch (IOException notThere) {
      // The page tries again at its next ping.
    }
  }

  private JsonObject post(String path, JsonObject body) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + http.get().port() + path);
    HttpRequest.BodyPublisher bytes =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body.encode());
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(bytes)
            .build();
    try {
      HttpResponse<String> answer = browser.send(request, BodyHandlers.ofString());
      return new JsonObject(answer.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Its only trouble: nothing is heard of it. */
  Station station(Course course, long seed) {
    var off = Prank.of(Prank.Kind.BROWSER, name + " sleeps", sleeps -> dead = sleeps);
    return new Station("", List.of(name), List.of(off), course, seed);
  }
}
