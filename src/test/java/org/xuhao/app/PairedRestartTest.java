package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.door.DemoAccounts;

/** The whole appliance, killed: a tablet is paired before and after, missed, metered and heard. */
@NullMarked
class PairedRestartTest {
  @TempDir Path folder = Path.of("");

  private final HttpClient tablet =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
          .build();

  @Test
  void aKilledApplianceKnowsItsTabletsAgainAndMissesThoseThatAreGone() throws Exception {
    Path config = HallFile.write(folder, 3, "");
    try (var hall = HallProcess.start(config)) {
      hall.awaitTicket("RS", "first");
      String code = post(hall, "/api/pairing", new JsonObject()).getString("code");
      var who =
          new JsonObject().put("name", HallFile.EVERYBODY).put("password", DemoAccounts.PASSWORD);
      assertEquals(true, post(hall, "/api/session", who).getBoolean("signedIn"));
      var how = new JsonObject().put("code", code).put("kind", "rating-tablet").put("window", 3);
      assertEquals("browser/1", post(hall, "/api/paired", how).getString("name"));
      hall.kill();
    }
    try (var hall = HallProcess.start(config)) {
      hall.awaitTicket("RS", "second");
      assertEquals("PAIRED", sign(hall).getString("state"));
      assertEquals(3, sign(hall).getInteger("window"));
      String metrics = hall.http().get("/metrics").is(200).text();
      assertTrue(metrics.contains("device=\"browser/1\",figure=\"frames-in\""), "not metered");
      Await.until("it is missed", () -> hall.http().faults().contains(SILENT), hall::said);
      sign(hall);
      assertTrue(!hall.http().faults().contains(SILENT), "the fault stays");
      assertEquals(143, hall.stop(), hall::said);
    }
  }

  private static final String SILENT = "DEVICE-SILENT device browser/1";

  private JsonObject sign(HallProcess hall) throws IOException {
    return post(hall, "/api/paired/ping", new JsonObject().put("shows", "空闲"));
  }

  private JsonObject post(HallProcess hall, String path, JsonObject body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hall.http().port() + path))
            .header("content-type", "application/json")
            .header("origin", "http://127.0.0.1:" + hall.http().port())
            .timeout(Duration.ofSeconds(10))
            .POST(BodyPublishers.ofString(body.encode()))
            .build();
    try {
      return new JsonObject(tablet.send(request, BodyHandlers.ofString()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
