package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.journal.JournalTrouble;

/** What an installer asks of printers, over real HTTP. */
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
  void whoPutPaperInSaysSo() {
    api.post("/api/devices/printer/new-roll").is(200);
    assertEquals("PNG 1", api.get("/api/devices/printer/preview").text());
    api.post("/api/devices/pads/new-roll").refused(404, "NO-SUCH-DEVICE");
  }
}
