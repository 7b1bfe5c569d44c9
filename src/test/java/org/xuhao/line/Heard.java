package org.xuhao.line;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.xuhao.wire.Bytes;

/** Remembers what a line said, and waits for it within a bound. */
final class Heard implements Line.Listener {
  private static final long BOUND_S = 20;

  private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private Bytes received = Bytes.NONE;

  @Override
  public void up() {
    said.add("up");
  }

  @Override
  public void down(String why) {
    said.add("down " + why);
  }

  @Override
  public synchronized void received(Bytes bytes) {
    threads.add(Thread.currentThread());
    received = received.then(bytes);
  }

  /** The next that was said, up or down. */
  String next() throws InterruptedException {
    String next = said.poll(BOUND_S, TimeUnit.SECONDS);
    assertTrue(next != null, "the line said nothing in " + BOUND_S + " s");
    return next;
  }

  boolean saidNothingMore() {
    return said.isEmpty();
  }

  synchronized Bytes all() {
    return received;
  }

  synchronized List<Thread> threads() {
    return List.copyOf(threads);
  }

  /** Waits until so many bytes came, then gives them. */
  Bytes bytes(int count) {
    await(count + " bytes", () -> all().size() >= count);
    return all();
  }

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_S);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not in " + BOUND_S + " s: " + what);
      LockSupport.parkNanos(200_000);
    }
  }
}
