package org.xuhao.line;

import io.vertx.core.Future;
import java.time.Duration;
import org.xuhao.wire.Bytes;

/**
 * A byte stream to devices that keeps itself open: it reconnects with growing pauses until it is
 * closed. Used from one event-loop context; the listener is called on that context.
 */
public interface Line {

  /** Starts trying to open the port; returns at once. */
  void open(Listener listener);

  /** Puts {@code bytes} on the line with one write; dropped and counted while it is down. */
  default void send(Bytes bytes) {
    send(bytes, Duration.ZERO);
  }

  /**
   * The same after a pause, which other bytes wait for too; of milliseconds, such as between the
   * frames of a bus.
   */
  void send(Bytes bytes, Duration pause);

  /** Ends the line for good. Completes when the port is released. */
  Future<Void> close();

  /** Its URI without secrets, for pages and logs. */
  String uri();

  /** What went over it so far; may be asked from any thread. */
  LineFigures figures();

  /** What becomes of the line. */
  interface Listener {
    void up();

    /** {@code why} in one line; said once until the next {@link #up}. */
    void down(String why);

    void received(Bytes bytes);
  }
}
