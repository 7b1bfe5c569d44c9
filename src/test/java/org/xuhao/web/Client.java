package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client of the API that says what it expected, for what the generated {@link MadeClient} would
 * never send, too. Where an account is needed it signs in over the real route as somebody who may
 * do everything, and asks again.
 */
record Client(LiveHall hall) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** One answer. */
  record Told(HttpResponse<String> response) {
    Told is(int status) {
      assertEquals(status, response.statusCode(), response.uri() + ": " + response.body());
      return this;
    }

    /** A problem document with this status and code. */
    Told refused(int status, String code) {
      is(status);
      assertEquals("application/problem+json", header("content-type"));
      assertEquals(code, json().getString("code"), response.body());
      assertEquals(status, json().getInteger("status"));
      return this;
    }

    JsonObject json() {
      return new JsonObject(response.body());
    }

    JsonArray array() {
      return new JsonArray(response.body());
    }

    String text() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Told get(String path, String... headers) {
    var request = HttpRequest.newBuilder(hall.at(path)).GET();
    if (headers.length > 0) request.headers(headers);
    return send(request);
  }

  Told post(String path) {
    return send(HttpRequest.newBuilder(hall.at(path)).POST(BodyPublishers.noBody()));
  }

  Told post(String path, Map<String, Object> body) {
    return post(path, body, null);
  }

  Told post(String path, Map<String, Object> body, @Nullable String key) {
    var request = raw(path, "application/json", Json.encode(body));
    if (key != null) request.header("Idempotency-Key", key);
    return send(request);
  }

  HttpRequest.Builder raw(String path, String type, String body) {
    return HttpRequest.newBuilder(hall.at(path))
        .header("content-type", type)
        .POST(BodyPublishers.ofString(body));
  }

  Told send(HttpRequest.Builder request) {
    Told told = sendAs(request);
    boolean refused = told.response().statusCode() == 401 && told.text().contains("NOT-SIGNED-IN");
    return refused ? sendAs(signed(request, hall.everybodysCookie())) : told;
  }

  /** A request as the browser with this session cookie sends it. */
  HttpRequest.Builder signed(HttpRequest.Builder request, String cookie) {
    return request.copy().header("cookie", cookie).header("origin", hall.at("").toString());
  }

  /** Sends it as it is; the answer must be one of those that the OpenAPI file describes. */
  static Told sendAs(HttpRequest.Builder request) {
    try {
      var response =
          HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
      Answers.mustFit(response);
      return new Told(response);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
