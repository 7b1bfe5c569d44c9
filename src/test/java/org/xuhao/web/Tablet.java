package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** A browser without a window: it holds its cookie and asks as a paired page does. */
final class Tablet {
  private final Client api;
  private final String cookie;
  private final String code;

  private Tablet(Client api, String cookie, String code) {
    this.api = api;
    this.cookie = cookie;
    this.code = code;
  }

  /** One that shows a code. */
  static Tablet waiting(LiveHall hall) {
    var api = new Client(hall);
    Client.Told begun = api.post("/api/pairing").is(201);
    String set = begun.header("set-cookie");
    assertTrue(set.contains("HTTPOnly") && set.contains("SameSite=Strict"), set);
    assertTrue(set.contains("Path=/;") && !set.contains("Secure"), set);
    return new Tablet(api, set.substring(0, set.indexOf(';')), begun.json().getString("code"));
  }

  /** One that was paired as {@code kind} with {@code window}. */
  static Tablet paired(LiveHall hall, String kind, int window) {
    Tablet tablet = waiting(hall);
    pair(hall, tablet.code(), kind, window).is(201);
    return tablet;
  }

  static Client.Told pair(LiveHall hall, String code, String kind, int window) {
    return new Client(hall)
        .post("/api/paired", Map.of("code", code, "kind", kind, "window", window));
  }

  String code() {
    return code;
  }

  /** As a browser sends it. */
  String cookie() {
    return cookie;
  }

  /** The secret in its cookie, which the server may not keep. */
  String secret() {
    return cookie.substring(cookie.indexOf('=') + 1);
  }

  JsonObject self() {
    return api.get("/api/paired/self", "cookie", cookie).is(200).json();
  }

  Client.Told beginAgain() {
    return post("/api/pairing", Map.of());
  }

  JsonObject ping(String shows, int tookMs) {
    return post("/api/paired/ping", Map.of("shows", shows, "roundTripMs", tookMs)).is(200).json();
  }

  Client.Told rate(int visit, Map<String, Object> rating) {
    return post("/api/visits/" + visit + "/rating", rating);
  }

  private Client.Told post(String path, Map<String, Object> body) {
    return api.send(api.raw(path, "application/json", Json.encode(body)).header("cookie", cookie));
  }

  void is(String state) {
    assertEquals(state, self().getString("state"));
  }
}
