package org.xuhao.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.xuhao.line.Pty;
import org.xuhao.sim.HandOsdpPads;
import org.xuhao.wire.Bytes;

/** Simulated OSDP pads behind a real pseudo-terminal, on a wire that takes its time for a byte. */
@NullMarked
final class PadWire implements AutoCloseable {
  private static final int BITS_A_BYTE = 10;

  private final Pty port;
  private final HandOsdpPads pads;
  private final long byteNanos;
  private final Duration turnaround;
  private final Thread wire;

  PadWire(Path path, int count, int baud, Duration turnaround) throws IOException {
    pads = new HandOsdpPads(false, IntStream.range(0, count).toArray());
    byteNanos = BITS_A_BYTE * 1_000_000_000L / baud;
    this.turnaround = turnaround;
    port = Pty.plug(path);
    wire = Thread.ofPlatform().name("wire").daemon().start(this::carry);
  }

  private void carry() {
    try {
      while (true) {
        Bytes bytes = port.readSome();
        if (bytes.isEmpty()) return;
        long end = System.nanoTime() + bytes.size() * byteNanos;
        sleepUntil(end);
        for (Bytes reply : hears(bytes)) {
          end += turnaround.toNanos() + reply.size() * byteNanos;
          sleepUntil(end);
          port.write(reply);
        }
      }
    } catch (IOException closed) {
      // The port was pulled out: the bench is over.
    }
  }

  private static void sleepUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime())
      LockSupport.parkNanos(left);
  }

  private synchronized List<Bytes> hears(Bytes bytes) {
    List<Bytes> said = pads.hears(bytes);
    notifyAll();
    return said;
  }

  synchronized boolean allSecure(int count) {
    return IntStream.range(0, count).allMatch(pads::isSecure);
  }

  synchronized void switchOff(int from, int to) {
    for (int pad = from; pad < to; pad++) pads.power(pad, false);
  }

  synchronized void press(int pad, String key) {
    pads.press(pad, key);
  }

  /** Whether the pad shows a ticket within {@code most}. */
  synchronized boolean shows(int pad, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (pads.line(pad, 1).isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) return false;
      wait(left);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    port.close();
    wire.interrupt();
  }
}
