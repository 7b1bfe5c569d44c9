package org.xuhao.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.xuhao.line.Line;
import org.xuhao.line.LineUri;
import org.xuhao.line.Lines;
import org.xuhao.wire.Bytes;

/** The appliance's end of one real line, for tests: sends bytes and remembers what came. */
final class Appliance implements Line.Listener {
  private static final long BOUND_S = 20;

  private final Line line;
  private Bytes received = Bytes.NONE;
  private volatile boolean up;
  private volatile int ups;

  Appliance(Vertx vertx, String uri) throws LineUri.Wrong {
    line = Lines.of(vertx, uri);
    line.open(this);
    await("the line is up", () -> up);
  }

  @Override
  public synchronized void up() {
    up = true;
    ups++;
  }

  @Override
  public void down(String why) {
    up = false;
  }

  @Override
  public synchronized void received(Bytes bytes) {
    received = received.then(bytes);
  }

  boolean isUp() {
    return up;
  }

  int ups() {
    return ups;
  }

  void send(String hex) {
    line.send(Bytes.hex(hex));
  }

  synchronized Bytes all() {
    return received;
  }

  synchronized void forget() {
    received = Bytes.NONE;
  }

  /** Waits for exactly these bytes next. */
  void expect(String hex) {
    Bytes wanted = Bytes.hex(hex);
    await(wanted + " but came " + all(), () -> all().size() >= wanted.size());
    Bytes came = all();
    assertTrue(came.equals(wanted), "wanted " + wanted + " but came " + came);
    forget();
  }

  /** Plugs the hall's cables in; gives the URI of one. */
  static String plug(SimHall hall, String line) {
    return Objects.requireNonNull(get(hall.start()).get(line));
  }

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_S);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not in " + BOUND_S + " s: " + what);
      LockSupport.parkNanos(500_000);
    }
  }

  static <T> T get(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(BOUND_S, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
