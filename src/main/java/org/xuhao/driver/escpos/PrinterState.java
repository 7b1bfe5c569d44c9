package org.xuhao.driver.escpos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xuhao.fault.FaultCode;
import org.xuhao.wire.Bytes;

/**
 * How a printer is. Bits: protocol.md of escpos, "Answers".
 *
 * @param stopped it stopped in the middle for want of paper
 * @param jam cutter, mechanism, or an error that it cannot leave by itself
 */
record PrinterState(
    boolean offline, boolean cover, boolean stopped, boolean jam, boolean low, boolean out) {

  static final PrinterState HEALTHY = new PrinterState(false, false, false, false, false, false);

  /** The questions of a full check, asked in this order. */
  static final int PRINTER = 1;

  static final int OFFLINE_CAUSE = 2;
  static final int ERROR = 3;
  static final int PAPER = 4;

  /** Takes in the answer to real-time question {@code n}. */
  PrinterState after(int n, int value) {
    return switch (n) {
      case PRINTER -> new PrinterState(has(value, 0x08), cover, stopped, jam, low, out);
      case OFFLINE_CAUSE ->
          new PrinterState(offline, has(value, 0x04), has(value, 0x20), jam, low, out);
      case ERROR -> new PrinterState(offline, cover, stopped, has(value, 0x2C), low, out);
      case PAPER ->
          new PrinterState(offline, cover, stopped, jam, has(value, 0x0C), has(value, 0x60));
      default -> this;
    };
  }

  /** Takes in an automatic status of four bytes. */
  PrinterState after(Bytes back) {
    boolean noPaper = has(back.at(2), 0x0C);
    return new PrinterState(
        has(back.at(0), 0x08),
        has(back.at(0), 0x20),
        noPaper,
        has(back.at(1), 0x28),
        has(back.at(2), 0x03),
        noPaper);
  }

  /** Why nothing can be printed now; empty: it can. */
  Optional<FaultCode> obstacle() {
    if (cover) return Optional.of(FaultCode.COVER_OPEN);
    if (stopped || out) return Optional.of(FaultCode.PAPER_OUT);
    return jam ? Optional.of(FaultCode.CUTTER_JAM) : Optional.empty();
  }

  /** Whether {@code next} shows that paper was put in: no end is near where one was. */
  boolean isRefilled(PrinterState next) {
    boolean was = low || out || stopped;
    return was && !next.low && !next.out && !next.stopped;
  }

  List<FaultCode> faults() {
    var faults = new ArrayList<FaultCode>();
    if (cover) faults.add(FaultCode.COVER_OPEN);
    if (stopped || out) faults.add(FaultCode.PAPER_OUT);
    if (low && !stopped && !out) faults.add(FaultCode.PAPER_LOW);
    if (jam) faults.add(FaultCode.CUTTER_JAM);
    return faults;
  }

  private static boolean has(int value, int bits) {
    return (value & bits) != 0;
  }
}
