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
import org.jspecify.annotations.NullMarked;

/** What clients ask of a hall on this machine. */
@NullMarked
public record Http(int port) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private static final Duration PATIENCE = Duration.ofSeconds(10);

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
    return send(
        request("/api/tickets")
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

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
  }

  private static Told send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
      return new Told(answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
