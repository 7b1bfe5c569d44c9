package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xuhao.board.Statement;
import org.xuhao.driver.DeviceType.Trait;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.wire.Bytes;

/** What every listed driver must hold, whatever its device. */
class DriverContractTest {
  private static final long SEED = 20261122;
  private static final int RANDOM_BYTES = 10_000_000;
  private static final int CHUNK = 4096;
  private static final WindowId WINDOW = new WindowId(5);

  static Stream<String> types() {
    return Drivers.ALL.stream().map(DeviceType::name);
  }

  private static Driver driver(String type) {
    return type(type).usual().apply("line", "5").driver(true);
  }

  private static DeviceType type(String name) {
    return Drivers.type(name).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("types")
  void tenMillionRandomBytesThrowNothingAndAskNothing(String type) {
    var random = new Random(SEED);
    Driver driver = statedAll(driver(type).on(new Input.Opened(ReplayCapture.START)).next());
    Bytes stream = Bytes.NONE;
    long asked = 0;
    long pressed = 0;
    byte[] chunk = new byte[CHUNK];
    Instant at = ReplayCapture.START;
    for (int sent = 0; sent < RANDOM_BYTES; sent += CHUNK) {
      random.nextBytes(chunk);
      Bytes bytes = Bytes.copyOf(chunk);
      at = at.plusMillis(10);
      var step = driver.on(new Input.Received(bytes, at));
      driver = step.next();
      asked += step.outputs().stream().filter(o -> o instanceof Output.Asked).count();
      pressed += keyFrames(stream.then(bytes));
      stream = bytes.from(CHUNK - 11);
    }
    if (!type.equals("ff68-pad")) assertEquals(0, asked, "seed " + SEED);
    else assertTrue(asked <= pressed, asked + " asked, " + pressed + " frames, seed " + SEED);
  }

  /** Counts whole FF-68 frames of any address by looking at every place, codec or no codec. */
  private static long keyFrames(Bytes bytes) {
    byte[] raw = bytes.toArray();
    long found = 0;
    for (int at = 0; at + 10 <= raw.length; at++) {
      int len = raw[at + 2];
      boolean head = raw[at] == -1 && raw[at + 1] == 0x68 && raw[at + 4] == 0x68;
      if (!head || len < 3 || len > 5 || raw[at + 3] != len) continue;
      int end = at + 5 + len;
      if (end + 1 >= raw.length || raw[end + 1] != 0x16) continue;
      byte sum = 0;
      for (int i = at + 5; i < end; i++) sum += raw[i];
      if (sum == raw[end]) found++;
    }
    return found;
  }

  private static Driver statedAll(Driver driver) {
    Instant at = ReplayCapture.START;
    var ticket = new TicketNumber("A", 23);
    Driver next = driver;
    for (Statement statement :
        List.of(
            new Statement.ShowWindow(WINDOW, Statement.Face.SERVING, ticket, 1, "社会保险"),
            new Statement.ShowPad(WINDOW, 3, ticket),
            new Statement.AskRating(WINDOW, new VisitId(7)),
            new Statement.ShowHall(List.of(), List.of())))
      next = next.on(new Input.Stated(statement, at)).next();
    return next;
  }

  /** Vectors, noise and torn frames, cut once whole and once at drawn places: the same answers. */
  @ParameterizedTest
  @MethodSource("types")
  void aStreamCutAnywhereGivesTheSameAnswers(String type) {
    for (int trial = 0; trial < 200; trial++) {
      var random = new Random(SEED + trial);
      Bytes stream = stream(type, random);
      List<Output> whole = asks(type, List.of(stream));
      var cuts = new ArrayList<Bytes>();
      for (int from = 0; from < stream.size(); ) {
        int to = Math.min(stream.size(), from + 1 + random.nextInt(9));
        cuts.add(stream.slice(from, to));
        from = to;
      }
      assertEquals(whole, asks(type, cuts), "seed " + (SEED + trial));
    }
  }

  private static Bytes stream(String type, Random random) {
    var vectors = Protocols.vectors(type);
    Bytes stream = Bytes.NONE;
    for (int i = 0; i < 12; i++) {
      Bytes bytes = vectors.get(random.nextInt(vectors.size())).bytes();
      if (random.nextInt(4) == 0) bytes = bytes.slice(0, random.nextInt(bytes.size()));
      byte[] noise = new byte[random.nextInt(6)];
      random.nextBytes(noise);
      stream = stream.then(bytes).then(Bytes.copyOf(noise));
    }
    return stream;
  }

  private static List<Output> asks(String type, List<Bytes> chunks) {
    Driver driver = statedAll(driver(type).on(new Input.Opened(ReplayCapture.START)).next());
    var asks = new ArrayList<Output>();
    for (Bytes chunk : chunks) {
      var step = driver.on(new Input.Received(chunk, ReplayCapture.START));
      driver = step.next();
      for (Output output : step.outputs())
        if (output instanceof Output.Asked || output instanceof Output.Send) asks.add(output);
    }
    return asks;
  }

  @ParameterizedTest
  @MethodSource("types")
  void silenceIsReportedOnce(String type) {
    var line = SimulatedLine.of(type, List.of("5"));
    line.says("window 5 IDLE - 0 a").says("pad 5 1 -").until(3_600_000);
    long silent = line.faults().stream().filter("+DEVICE-SILENT"::equals).count();
    // Of a device that owes no answer nothing can be known while it is silent.
    assertEquals(type(type).has(Trait.OWES_NOTHING) ? 0 : 1, silent);
    assertEquals(silent, line.faults().size());
  }

  @ParameterizedTest
  @MethodSource("types")
  void equalInputsGiveEqualOutputsAndAnOldDriverStaysAsItWas(String type) {
    Driver first = statedAll(driver(type).on(new Input.Opened(ReplayCapture.START)).next());
    var turn = new Input.YourTurn(ReplayCapture.START.plusSeconds(30));
    var once = first.on(turn);
    var again = first.on(turn);
    assertEquals(once.outputs(), again.outputs());
    assertEquals(once.next().wish(), again.next().wish());
    assertEquals(once.next().device(), again.next().device());
  }
}
