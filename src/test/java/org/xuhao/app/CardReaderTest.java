package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.wire.Bytes;

/** A simulated card reader at the real appliance, with its line recorded. */
@NullMarked
class CardReaderTest {
  private static final String ID = "110101199003070011";
  private static final int FIND_BYTES = 10;
  private static final int SILENT_MS = 20_000;

  @TempDir Path folder = Path.of("");

  private Path hallFile() throws IOException {
    return HallFile.write(
        folder,
        2,
        """
        lines:
          reader: {uri: "sim:reader", record: true}
        devices:
          - {type: sdt-idcard, line: reader, dispenser: east}
        """);
  }

  @Test
  void aCardAndATypedNumberAreOnePersonAndNothingOfTheCardIsWrittenDown() throws Exception {
    try (var hall = HallProcess.open(hallFile())) {
      hall.http().take("RS", "typed", ID).is(201);
      String word = cardOf(hall, ID);
      var taken = hall.http().post("/api/tickets", taking(word)).is(409);
      assertEquals("TICKET-EXISTS", taken.json().getString("code"));
      JsonObject his = hall.http().post("/api/cards", card(word)).is(200).json();
      assertTrue(his.getJsonArray("cases").isEmpty() && his.getJsonArray("appointments").isEmpty());
      String other = cardOf(hall, "XYZ110199003070");
      hall.http().post("/api/tickets", taking(other)).is(201);
      assertEquals(List.of(), hall.http().faults());
    }
    nothingIsWrittenOf(ID);
    nothingIsWrittenOf("XYZ110199003070");
  }

  private static JsonObject card(String word) {
    return new JsonObject().put("card", word);
  }

  private static JsonObject taking(String word) {
    return card(word).put("service", "RS");
  }

  /** Puts the card on and gives the word that the page of the dispenser is told for it. */
  private static String cardOf(HallProcess hall, String identity) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), hall.http().port())) {
      socket.setSoTimeout(SILENT_MS);
      String ask = "GET /api/feed?dispenser=east HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
      socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (String line = in.readLine(); !"event: board".equals(line); ) line = in.readLine();
      String kind = Character.isDigit(identity.charAt(0)) ? " " : "I";
      var put =
          new JsonObject()
              .put("do", "putCard")
              .put("device", "reader")
              .put("kind", kind)
              .put("identity", identity);
      lift(hall);
      hall.http().post("/api/sim", put).is(200);
      for (String line = in.readLine(); line != null; line = in.readLine())
        if (line.contains("\"READ\""))
          return new JsonObject(line.substring("data: ".length())).getString("card");
      throw new AssertionError("the feed ended");
    }
  }

  /** Takes the card away, and waits until the reader was asked twice and had none. */
  private static void lift(HallProcess hall) throws Exception {
    hall.http()
        .post("/api/sim", new JsonObject().put("do", "liftCard").put("device", "reader"))
        .is(200);
    long before = asked(hall);
    Await.until(
        "it is looked for cards",
        () -> asked(hall) >= before + 2 * FIND_BYTES,
        () -> "asked " + before + " bytes before");
  }

  private static long asked(HallProcess hall) throws IOException {
    var lines = hall.http().get("/api/sim").is(200).json().getJsonArray("lines");
    return lines.getJsonObject(0).getLong("bytesIn");
  }

  /** Neither as text nor as bytes, in any file of the hall's data. */
  private void nothingIsWrittenOf(String identity) throws IOException {
    String digits = identity.substring(0, 12);
    String hex = Bytes.copyOf(digits.getBytes(StandardCharsets.UTF_16LE)).toString();
    boolean recorded = false;
    try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(digits), () -> file + " holds a number");
        assertFalse(text.contains(hex), () -> file + " holds the bytes of a number");
        recorded = recorded || (file.endsWith("reader.cap") && text.contains("30 01 32"));
      }
    }
    assertTrue(recorded, "the line was recorded");
  }
}
