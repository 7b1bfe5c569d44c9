package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A full bus hears every key within what the wire allows, and dead pads do not spoil it. */
@NullMarked
class PadBusTest {
  private static final int PRESSES = 200;

  static Stream<Arguments> buses() {
    return Stream.of(
        Arguments.of(32, 0, 57_600, 1.3),
        Arguments.of(32, 10, 57_600, 1.5),
        Arguments.of(32, 0, 9_600, 1.3),
        Arguments.of(16, 5, 9_600, 1.5));
  }

  @ParameterizedTest
  @MethodSource("buses")
  void aKeyIsHeardWithinARoundOfTheLivingPads(int pads, int dead, int baud, double most) {
    Duration[] took = TimedBus.settled(pads, dead, baud).presses(PRESSES, pads - dead, 1);
    Duration p99 = took[PRESSES * 99 / 100];
    Duration cycle = TimedBus.computedCycle(pads - dead, baud);
    double rounds = (double) p99.toNanos() / cycle.toNanos();
    assertTrue(
        rounds <= most,
        () -> "p99 %s, computed %s, longest %s".formatted(p99, cycle, took[PRESSES - 1]));
  }

  @Test
  void whatCanWaitIsSaidOnAFullBusToo() {
    Duration took = TimedBus.settled(32, 0, 57_600).counts(32);
    Duration turns = TimedBus.computedCycle(1, 57_600).multipliedBy(32 * (Bus.TURNS_A_SPARE + 2L));
    assertTrue(took.compareTo(turns) < 0, () -> took + " of " + turns);
    assertTrue(took.compareTo(turns.dividedBy(2)) > 0, () -> "it took the keys' places: " + took);
  }

  @Test
  void aKeyOfABusyHallWaitsNoLonger() {
    Duration[] took = TimedBus.settled(32, 0, 57_600).presses(PRESSES, 32, 1, true);
    Duration p99 = took[PRESSES * 99 / 100];
    Duration cycle = TimedBus.computedCycle(32, 57_600);
    assertTrue(p99.toNanos() <= 1.3 * cycle.toNanos(), () -> p99 + ", computed " + cycle);
  }
}
