package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;
import org.xuhao.wire.Checksum;

/** The portable pad source and the real appliance on one serial line. */
@NullMarked
class OsdpPadsTest {
  private static final long SEED = 20261122;
  private static final int HOSTILE_FRAMES = 20_000;

  /** The same command at a window sooner is the same press; with some room. */
  private static final Duration ANOTHER_PRESS = Duration.ofMillis(950);

  @TempDir static Path programs = Path.of("");
  @TempDir Path folder = Path.of("");

  private static Path pads = Path.of("");

  @BeforeAll
  static void compile() throws Exception {
    pads = PadProgram.compile(programs);
  }

  private Path hallFile(String secure) throws IOException {
    return HallFile.write(
        folder,
        3,
        """
        lines:
          pads: {uri: "serial:%s?baud=38400"}
        devices:
          - {type: osdp-pad, line: pads, address: 5, window: 3, role: call, secure: %s}
          - {type: osdp-pad, line: pads, address: 6, window: 3, role: rating, secure: %s}
        """
            .formatted(folder.resolve("pads"), secure, secure));
  }

  private static String gb18030(String text) {
    return Bytes.copyOf(text.getBytes(Charset.forName("GB18030"))).toString().replace(" ", "");
  }

  @Test
  void padsAreGivenTheirKeysACallIsMadeAndItsVisitIsRated() throws Exception {
    try (var line = PadProgram.plug(pads, folder.resolve("pads"), "5:1:", "6:1:");
        var hall = HallProcess.open(hallFile("install"))) {
      String number = hall.http().take("RS", "a").is(201).number();
      await(
          "both have a key", line, hall, () -> line.said().containsAll(List.of("5 key", "6 key")));
      await("who waits", line, hall, () -> waiting(line).equals(gb18030("等候 1")));
      line.hand("5 key A");
      await("the ticket", line, hall, () -> ticket(line).equals(gb18030(number)));
      await("a green lamp", line, hall, () -> line.latest("5 lamp").equals("2"));
      line.hand("5 key C");
      Await.pause(ANOTHER_PRESS);
      line.hand("6 rate 5");
      await("too early", line, hall, () -> line.latest("6 rated").equals("0"));
      line.hand("5 key C");
      await("the visitor is asked", line, hall, () -> line.latest("6 rating").equals("1"));
      line.hand("6 rate 4");
      await("the journal has it", line, hall, () -> ratings().equals(List.of("1 4")));
      assertEquals(List.of(), hall.http().faults());
      assertTrue(Files.exists(folder.resolve("data/keys/pads.key")));
    }
  }

  @Test
  void aPadWithoutOurKeyIsAFaultAndCallsNobody() throws Exception {
    String key = "00112233445566778899AABBCCDDEEFF";
    try (var line = PadProgram.plug(pads, folder.resolve("pads"), "5:1:", "6:0:" + key);
        var hall = HallProcess.open(hallFile("required"))) {
      hall.http().take("RS", "a").is(201);
      var both = List.of("PAD-KEY device pads/5", "PAD-KEY device pads/6");
      await("faults", line, hall, () -> hall.http().faults().containsAll(both));
      line.hand("5 key A");
      await("pressed", line, hall, () -> !line.latest("5 pressed").isEmpty());
      assertEquals("", ticket(line));
      assertTrue(hall.http().get("/api/board").json().getJsonArray("calls").isEmpty());
      hall.http().post("/api/devices/pads%2F5/key").is(200);
      await("it has its key", line, hall, () -> line.said().contains("5 key"));
      var other = List.of("PAD-KEY device pads/6");
      await("one fault less", line, hall, () -> hall.http().faults().equals(other));
      hall.http().post("/api/devices/pads%2F7/key").is(404);
    }
  }

  @Test
  void aNewPadTakesTheAddressOfOneThatIsGone() throws Exception {
    try (var line = PadProgram.plug(pads, folder.resolve("pads"), "0:1:", "6:1:");
        var hall = HallProcess.open(hallFile("required"))) {
      hall.http().take("RS", "a").is(201);
      await("5 is gone", line, hall, () -> hall.http().faults().contains(SILENT));
      address(hall, 6).is(409);
      address(hall, 9).is(409);
      address(hall, 0).is(200);
      await("it is there", line, hall, () -> !hall.http().faults().contains(SILENT));
      address(hall, 0).is(409);
      hall.http().post("/api/devices/pads%2F5/key").is(200);
      await("it has its key", line, hall, () -> line.said().contains("5 key"));
      await("who waits", line, hall, () -> waiting(line).equals(gb18030("等候 1")));
    }
  }

  private static final String SILENT = "DEVICE-SILENT device pads/5";

  private static Http.Told address(HallProcess hall, int from) throws IOException {
    return hall.http().post("/api/devices/pads%2F5/address", new JsonObject().put("from", from));
  }

  @Test
  void aPadThatWasSwitchedOffShowsTheTruthWhenItReturns() throws Exception {
    try (var line = PadProgram.plug(pads, folder.resolve("pads"), "5:1:", "6:1:");
        var hall = HallProcess.open(hallFile("off"))) {
      hall.http().take("RS", "a").is(201);
      await("one waits", line, hall, () -> waiting(line).equals(gb18030("等候 1")));
      line.hand("5 off");
      await(
          "silent", line, hall, () -> hall.http().faults().contains("DEVICE-SILENT device pads/5"));
      hall.http().take("RS", "b").is(201);
      line.hand("5 on");
      await("two wait", line, hall, () -> waiting(line).equals(gb18030("等候 2")));
      await("well", line, hall, () -> hall.http().faults().isEmpty());
    }
  }

  /** Changed, torn and invented commands, with every memory and arithmetic error fatal. */
  @Test
  void noBytesOnTheLineBreakThePortableSource() throws Exception {
    Path checked =
        PadProgram.compile(
            folder, "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all");
    Path hostile = Files.write(folder.resolve("hostile"), hostile().toArray());
    Process process =
        new ProcessBuilder(checked.toString(), "-", "5:1:", "6:0:" + "30".repeat(16))
            .redirectInput(hostile.toFile())
            .redirectOutput(folder.resolve("replies").toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    assertEquals(0, process.waitFor(), Files.readString(folder.resolve("errors")));
    assertTrue(Files.size(folder.resolve("replies")) > HOSTILE_FRAMES, "it still answers");
  }

  private static Bytes hostile() throws IOException {
    var random = new Random(SEED);
    var frames = new ArrayList<Bytes>();
    for (String capture : List.of("plain", "secure"))
      for (String line :
          Files.readAllLines(
              Path.of("firmware-protocols/osdp-pad/captures/libosdp-" + capture + ".cap")))
        if (line.matches("[0-9.]+ > .*")) frames.add(Bytes.hex(line.replaceFirst(".*> FF", "")));
    var all = new BytesWriter();
    for (int i = 0; i < HOSTILE_FRAMES; i++) {
      byte[] frame = frames.get(random.nextInt(frames.size())).toArray();
      int kind = random.nextInt(10);
      if (kind < 3) frame[random.nextInt(frame.length)] = (byte) random.nextInt();
      if (kind == 3) random.nextBytes(frame);
      Bytes bytes = Bytes.copyOf(frame);
      if (kind > 3 && kind < 8) bytes = invented(bytes, random);
      all.add(0xFF).add(bytes);
    }
    return all.bytes();
  }

  /** Its inside changed or longer, length and check made right. */
  private static Bytes invented(Bytes frame, Random random) {
    byte[] inside = new byte[random.nextInt(60)];
    random.nextBytes(inside);
    int keep = 4 + random.nextInt(frame.size() - 5);
    byte[] whole = frame.slice(0, keep).then(Bytes.copyOf(inside)).toArray();
    int size = whole.length + 2;
    whole[2] = (byte) size;
    whole[3] = (byte) (size >> 8);
    Bytes checked = Bytes.copyOf(whole);
    return new BytesWriter().add(checked).le16(Checksum.crc16SpiFujitsu(checked)).bytes();
  }

  private static String waiting(PadProgram line) {
    return line.latest("5 text 2 0");
  }

  private static String ticket(PadProgram line) {
    return line.latest("5 text 1 1");
  }

  /** Each rating in the journal: its visit and level. */
  private List<String> ratings() throws IOException, JournalTrouble {
    var found = new ArrayList<String>();
    Path journal = folder.resolve("data").resolve("journal");
    try (var reader = JournalReader.ofClosed(new FileDisk(journal), "haixi")) {
      for (List<Entry> some = reader.next(100); !some.isEmpty(); some = reader.next(100))
        for (Entry entry : some)
          for (Event event : entry.events())
            if (event instanceof Event.RatingGiven given)
              found.add(given.visit() + " " + given.level());
    }
    return found;
  }

  private static void await(
      String what, PadProgram line, HallProcess hall, Await.Condition condition) throws Exception {
    Await.until(what, condition, () -> line.said() + "\n" + hall.said());
  }
}
