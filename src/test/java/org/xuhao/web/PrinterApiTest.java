package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.journal.JournalTrouble;

/** What an installer asks of printers and pads, over real HTTP. */
class PrinterApiTest {
  @TempDir Path folder;
  private LiveHall hall;
  private Client api;

  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder);
    api = new Client(hall);
  }

  @AfterEach
  void close() {
    hall.close();
  }

  @Test
  void aSampleTicketIsAPicture() {
    var told = api.get("/api/devices/printer/preview").is(200);
    assertEquals("image/png", told.header("content-type"));
    assertEquals("no-store", told.header("cache-control"));
    assertEquals("PNG 0", told.text());
    api.get("/api/devices/bare/preview").refused(503, "FONT-MISSING");
    api.get("/api/devices/pads/preview").refused(404, "NO-SUCH-DEVICE");
  }

  @Test
  void aPadIsGivenAnAddressOrWhyNot() {
    String path = "/api/devices/pads%2F5/address";
    api.post(path, Map.of("from", 1)).is(200);
    api.post(path, Map.of("from", 5)).refused(409, "ADDRESS-TAKEN");
    api.post(path, Map.of("from", 126)).refused(409, "RATE-UNKNOWN");
    api.post(path, Map.of("from", 2)).refused(409, "PAD-NOT-MOVED");
    api.post(path, Map.of("from", 127)).refused(400, "BAD-REQUEST");
    api.post("/api/devices/leds%2F3/address", Map.of("from", 1)).refused(404, "NO-SUCH-DEVICE");
  }

  @Test
  void whoPutPaperInSaysSo() {
    api.post("/api/devices/printer/new-roll").is(200);
    assertEquals("PNG 1", api.get("/api/devices/printer/preview").text());
    api.post("/api/devices/pads/new-roll").refused(404, "NO-SUCH-DEVICE");
  }
}
