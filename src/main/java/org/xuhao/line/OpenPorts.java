package org.xuhao.line;

import com.fazecast.jSerialComm.SerialPort;
import java.time.Duration;

/**
 * Counts the serial lines that are not closed yet. jSerialComm closes all ports by itself when the
 * program is told to end, at the very moment when the displays are told that the hall is closed; it
 * starts only after what is registered here, and that waits for the lines.
 */
final class OpenPorts {

  /** A stop tells the displays for 3 s and closes each line at once; then ports may be torn. */
  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(8);

  private static final OpenPorts ALL = new OpenPorts();

  private int open;
  private boolean registered;

  private OpenPorts() {}

  /** A line was opened; call {@link #closed} once in return. */
  static void opened() {
    ALL.add();
  }

  static void closed() {
    ALL.remove();
  }

  private synchronized void add() {
    if (!registered) SerialPort.addShutdownHook(new Thread(this::awaitClosed, "ports"));
    registered = true;
    open++;
  }

  private synchronized void remove() {
    open--;
    notifyAll();
  }

  private synchronized void awaitClosed() {
    long end = System.nanoTime() + CLOSED_WITHIN.toNanos();
    try {
      for (long left = CLOSED_WITHIN.toMillis();
          open > 0 && left > 0;
          left = (end - System.nanoTime()) / 1_000_000) wait(left);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
