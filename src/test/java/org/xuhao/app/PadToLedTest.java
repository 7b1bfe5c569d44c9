package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.Alone;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.line.Pty;
import org.xuhao.wire.Bytes;

/**
 * A key on a real serial line becomes a number on the LED line, with the journal written before.
 */
@NullMarked
@Alone
class PadToLedTest {
  private static final Path VECTORS = Path.of("firmware-protocols/ff68-pad/vectors.json");

  /** A key pressed again sooner is the same press; with some room. */
  private static final Duration BETWEEN_PRESSES = Duration.ofMillis(950);

  private static final Bytes ASKED_BACK =
      Bytes.hex("FF 68 03 03 68 05 01 0C 12 16"); // the pad's frame is answered with itself

  /** Far more than a pad is told in the meantime. */
  private static final int HEARD_MAX = 1_000;

  @TempDir Path folder = Path.of("");

  /** Milliseconds from key to strip by ticket. */
  private final Map<String, Double> shownAfter = new ConcurrentHashMap<>();

  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private volatile long pressedNanos;

  @Test
  void thePublishedCallKeyShowsTheTicketOnlyAfterItIsInTheJournal() throws Exception {
    Bytes key = published("pad 5 -> host: call next (key 0C)");
    assertEquals(ASKED_BACK, key);
    try (var wall = new LedWall(this::drawn);
        var pads = Pty.plug(folder.resolve("pads"));
        var hall = HallProcess.open(hallFile(wall))) {
      List<String> numbers = new ArrayList<>();
      for (int i = 0; i < 3; i++) numbers.add(hall.http().take("RS", "t" + i).is(201).number());
      assertEquals(List.of("A001", "A002", "A003"), numbers);
      Await.until("all lines are up", () -> hall.http().faults().isEmpty(), hall::said);
      for (String number : numbers) {
        pressedNanos = System.nanoTime();
        pads.write(key);
        Await.until(
            number + " is on the strip",
            () -> shownAfter.containsKey(number),
            () -> shownAfter + hall.said());
        assertEquals(List.of(), List.copyOf(wrong));
        Await.pause(BETWEEN_PRESSES);
      }
      String answer = new String(key.toArray(), StandardCharsets.ISO_8859_1);
      // How many waits are told to the pad before that depends on how quickly tickets were taken.
      var heard = new StringBuilder();
      while (heard.indexOf(answer) < 0 && heard.length() < HEARD_MAX)
        heard.append(new String(pads.readSome().toArray(), StandardCharsets.ISO_8859_1));
      assertTrue(heard.indexOf(answer) >= 0, "the pad's key is answered: " + heard);
      System.out.println("pad key to first byte on the LED line, ms: " + shownAfter);
    }
  }

  private Path hallFile(LedWall wall) throws IOException {
    return HallFile.write(
        folder,
        3,
        """
        lines:
          pads: {uri: "serial:%s?baud=9600"}
          leds: {uri: "%s"}
        devices:
          - {type: ff68-pad, line: pads, address: 5, window: 3}
          - {type: onbon-bx, line: leds, address: 3, window: 3}
        """
            .formatted(folder.resolve("pads"), wall.uri()));
  }

  /** The bytes of a published frame. */
  private static Bytes published(String name) throws IOException {
    for (JsonNode vector : new ObjectMapper().readTree(VECTORS.toFile()).path("vectors"))
      if (vector.path("name").asText().equals(name)) return Bytes.hex(vector.path("hex").asText());
    throw new AssertionError("no vector " + name);
  }

  /** On the wall's thread, while the card has not yet answered. */
  private void drawn(LedWall.Drawn drawn) {
    for (String number : List.of("A001", "A002", "A003")) {
      if (!drawn.text().contains(number + "号请到3号窗口") || shownAfter.containsKey(number)) continue;
      try {
        if (!isCalledInJournal(number)) wrong.add(number + " was shown before it was journaled");
      } catch (IOException | JournalTrouble e) {
        wrong.add(e.toString());
      }
      shownAfter.put(number, (drawn.atNanos() - pressedNanos) / 1e6);
    }
  }

  private boolean isCalledInJournal(String number) throws IOException, JournalTrouble {
    Path journal = folder.resolve("data").resolve("journal");
    try (var reader = JournalReader.ofClosed(new FileDisk(journal), "haixi")) {
      for (List<Entry> some = reader.next(100); !some.isEmpty(); some = reader.next(100))
        for (Entry entry : some)
          for (Event event : entry.events())
            if (event instanceof Event.TicketCalled called
                && called.ticket().toString().equals(number)) return true;
    }
    return false;
  }
}
