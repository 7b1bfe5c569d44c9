package org.xuhao.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.door.DemoAccounts;

/**
 * What clients ask of a hall on this machine. Where an account is needed they sign in over the real
 * route as {@link HallFile#EVERYBODY} and ask again.
 */
@NullMarked
public record Http(String host, int port) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Session cookies by address. */
  private static final Map<String, String> COOKIES = new ConcurrentHashMap<>();

  /** A hall on this machine. */
  public Http(int port) {
    this("127.0.0.1", port);
  }

  /** One answer. */
  public record Told(int status, String text) {
    /** The same, where nothing but {@code wanted} will do. */
    public Told is(int wanted) {
      if (status != wanted) throw new AssertionError(status + " " + text);
      return this;
    }

    public JsonObject json() {
      return new JsonObject(text);
    }

    public String number() {
      return json().getString("number");
    }
  }

  public Told get(String path) throws IOException {
    return send(request(path).GET());
  }

  public Told post(String path) throws IOException {
    return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
  }

  public Told post(String path, JsonObject body) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  /** Takes a ticket; the same {@code key} gives the same ticket. */
  public Told take(String service, String key) throws IOException {
    return take(new JsonObject().put("service", service), key);
  }

  /** The same for whoever has this identity number. */
  public Told take(String service, String key, String identity) throws IOException {
    return take(new JsonObject().put("service", service).put("identity", identity), key);
  }

  private Told take(JsonObject body, String key) throws IOException {
    return keyed("/api/tickets", body, key);
  }

  /** The same {@code key} gives the same answer. */
  public Told keyed(String path, JsonObject body, String key) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  /** The open faults, each as its code and subject. */
  public List<String> faults() throws IOException {
    var faults = new JsonArray(get("/api/faults").is(200).text());
    return faults.stream()
        .map(JsonObject.class::cast)
        .map(fault -> fault.getString("code") + " " + fault.getString("subject"))
        .toList();
  }

  private String origin() {
    return "http://" + host + ":" + port;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(origin() + path)).timeout(PATIENCE);
  }

  private Told send(HttpRequest.Builder request) throws IOException {
    Told told = signed(request, COOKIES.get(origin()));
    if (told.status() != 401) return told;
    COOKIES.put(origin(), signIn());
    return signed(request, COOKIES.get(origin()));
  }

  /** The session cookie of {@link HallFile#EVERYBODY}, as a browser sends it back. */
  public String signIn() throws IOException {
    var who =
        new JsonObject().put("name", HallFile.EVERYBODY).put("password", DemoAccounts.PASSWORD);
    HttpRequest.Builder request =
        request("/api/session")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(who.encode()));
    return answer(request).headers().firstValue("set-cookie").orElseThrow().replaceAll(";.*", "");
  }

  private Told signed(HttpRequest.Builder request, @Nullable String cookie) throws IOException {
    HttpRequest.Builder copy = request.copy();
    if (cookie != null) copy.header("Cookie", cookie).header("Origin", origin());
    HttpResponse<String> answer = answer(copy);
    return new Told(answer.statusCode(), answer.body());
  }

  private static HttpResponse<String> answer(HttpRequest.Builder request) throws IOException {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
