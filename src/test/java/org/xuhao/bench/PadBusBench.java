package org.xuhao.bench;

import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.xuhao.driver.TimedBus;

/**
 * Prints how long a bus of OSDP pads under keys takes for a round, a key and a command, on a wire
 * that takes its time for each byte, beside the round that its bytes, the pads' 3 ms and the gap of
 * 1 ms allow. On simulated time: it is the turns that are measured, not this machine.
 */
@NullMarked
public final class PadBusBench {
  private static final int TIMES = 400;

  private PadBusBench() {}

  public static void main(String[] args) {
    System.out.println(
        "                     ms  computed     round  key p50/p99/most  command p50/p99");
    for (int baud : new int[] {9_600, 19_200, 38_400, 57_600, 115_200})
      for (int pads : new int[] {8, 16, 32}) row(pads, 0, baud);
    row(32, 10, 9_600);
    row(32, 10, 57_600);
  }

  private static void row(int pads, int dead, int baud) {
    TimedBus bus = TimedBus.settled(pads, dead, baud);
    Duration cycle = bus.cycle(pads, dead);
    Duration[] keys = bus.presses(TIMES, pads - dead, 1);
    Duration[] commands = bus.commands(TIMES, pads - dead, 2);
    System.out.printf(
        "%2d pads, %2d dead, %6d  %8.0f  %8.0f   %4.0f/%4.0f/%4.0f    %6.0f/%4.0f%n",
        pads,
        dead,
        baud,
        ms(TimedBus.computedCycle(pads, baud)),
        ms(cycle),
        ms(keys[TIMES / 2]),
        ms(keys[TIMES * 99 / 100]),
        ms(keys[TIMES - 1]),
        ms(commands[TIMES / 2]),
        ms(commands[TIMES * 99 / 100]));
  }

  private static double ms(Duration took) {
    return took.toNanos() / 1e6;
  }
}
