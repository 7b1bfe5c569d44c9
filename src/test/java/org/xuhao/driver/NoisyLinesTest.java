package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xuhao.driver.sdtidcard.ReaderConfig;
import org.xuhao.wire.Bytes;

/** Lines that lose and change what passes, devices that lose their power: the truth comes back. */
@NullMarked
class NoisyLinesTest {
  private static final long SEED = 20261122;
  private static final int DAYS = 60;
  private static final int STEPS = 40;

  /** The longest pause, a redraw, and the quiet that ends the fault of a noisy line. */
  private static final long QUIET_MS = 150_000;

  private static final List<String> FACES = List.of("IDLE -", "CALLING A0%02d", "SERVING A0%02d");

  private static UnaryOperator<Bytes> spoiling(Random random, double share, boolean garbles) {
    return bytes -> {
      if (random.nextDouble() >= share) return bytes;
      if (!garbles || random.nextBoolean()) return Bytes.NONE;
      int at = random.nextInt(bytes.size());
      Bytes changed = Bytes.of(bytes.at(at) ^ (1 << random.nextInt(8)));
      return bytes.slice(0, at).then(changed).then(bytes.from(at + 1));
    };
  }

  /** EQ cards have no check: nobody could tell a changed byte, so their line only loses. */
  @ParameterizedTest
  @ValueSource(strings = {"cpower", "eq-ascii"})
  void aCardShowsTheTruthInTheEndAndEveryFaultIsCleared(String type) {
    for (long seed = SEED; seed < SEED + DAYS; seed++) {
      var random = new Random(seed);
      var peer = SignPeer.of(type, 5);
      boolean garbles = type.equals("cpower");
      peer.toCard = spoiling(random, 0.2, garbles);
      peer.toHost = spoiling(random, 0.2, garbles);
      var line = SimulatedLine.of(type, List.of("5"), peer);
      long at = 0;
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(6)) {
          case 0 -> peer.card.power(false);
          case 1, 2 -> peer.card.power(true);
          default -> {
            int face = random.nextInt(FACES.size());
            String what = FACES.get(face).formatted(step);
            line.says("window 5 " + what + " " + (face == 0 ? 0 : 1) + " 水");
          }
        }
        at += random.nextInt(8000);
        line.until(at);
      }
      peer.card.power(true);
      line.says("window 5 SERVING A099 1 水");
      peer.toCard = UnaryOperator.identity();
      peer.toHost = UnaryOperator.identity();
      line.until(at + QUIET_MS);
      assertEquals(List.of("正在办理 A099"), peer.card.rows(), "seed " + seed);
      assertEquals(List.of(), open(line.faults()), "seed " + seed);
    }
  }

  /** What is raised and not cleared. */
  private static List<String> open(List<String> faults) {
    var open = new ArrayList<String>();
    for (String fault : faults)
      if (fault.startsWith("+")) open.add(fault.substring(1));
      else assertTrue(open.remove(fault.substring(1)), "cleared and not raised: " + faults);
    return open;
  }

  @Test
  void aReaderGivesNobodyOrTheRightOneWhateverHappensToItsBytes() {
    long read = 0;
    for (long seed = SEED; seed < SEED + DAYS; seed++) {
      var random = new Random(seed);
      var peer = new IdReaderPeer();
      if (random.nextBoolean()) peer.reader.findsAgain();
      peer.onTheWay = spoiling(random, 0.1, true);
      var config = ReaderConfig.of("line", "main").knowing(List::of);
      var line = new SimulatedLine(Drivers.bus("line", List.of(config)), List.of(peer));
      var put = new ArrayList<String>();
      long at = 0;
      for (int step = 0; step < STEPS; step++) {
        String number = "XYZ%012d".formatted(random.nextInt(1_000_000));
        if (random.nextInt(10) == 0) peer.reader.power(random.nextBoolean());
        put.add(number);
        peer.reader.put('I', number);
        at += 500 + random.nextInt(5000);
        line.until(at);
        peer.reader.lift();
        at += random.nextInt(3000);
        line.until(at);
      }
      peer.reader.power(true);
      peer.onTheWay = UnaryOperator.identity();
      line.until(at + QUIET_MS);
      for (Output.Card card : line.outputs(Output.Card.class))
        if (card.card() instanceof IdCard.Read(var visitor)) {
          assertTrue(put.contains(visitor.getFirst()), "seed " + seed + " " + visitor);
          read++;
        }
      assertEquals(List.of(), open(line.faults()), "seed " + seed);
    }
    assertTrue(read > DAYS * STEPS / 4, "read " + read);
  }
}
