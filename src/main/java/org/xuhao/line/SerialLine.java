package org.xuhao.line;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortDataListener;
import com.fazecast.jSerialComm.SerialPortEvent;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.wire.Bytes;

/**
 * A local port. One thread of its own lives the port's whole life: it opens, writes, notices the
 * end, closes, pauses and tries again. Reading is on jSerialComm's thread, which sleeps in {@code
 * poll} until a byte is there. A blocking read on a thread of ours had about the same median, 0.16
 * ms against 0.18 ms from a socket through socat's pseudo-terminal to the listener; one run each of
 * 2,000 frames on a busy machine, whose tails say nothing.
 *
 * <p>The port is used in blocking mode on purpose: in non-blocking mode jSerialComm answers a peer
 * that has stopped taking bytes by spinning on {@code EAGAIN} with a whole core.
 */
final class SerialLine implements Line {
  private static final Logger LOG = LoggerFactory.getLogger(SerialLine.class);

  /**
   * Most received bytes that may wait for the event loop: 64 KiB, 6 s at 115200 baud. More means
   * that the loop stands still; then bytes are thrown away and counted.
   */
  private static final int UNREAD_MAX = 64 * 1024;

  /** How often a missing device is looked for while the pause lasts. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** A read never blocks longer than this, in case a poll woke up for nothing. */
  private static final Duration READ_MAX = Duration.ofMillis(100);

  /** The longest run of bytes taken from the port at once. */
  private static final int READ_BYTES = 4096;

  /** Wakes the line's thread to see that the port was lost or the line is closed. */
  private static final Frame WAKE = new Frame(Bytes.NONE, 0);

  /** Bytes to be written, not before {@code from} by {@link System#nanoTime}. */
  private record Frame(Bytes bytes, long from) {}

  private final LineUri.Serial uri;
  private final int waitingMax;
  private final Vertx vertx;
  private final Tally tally = new Tally();
  private final Pauses pauses = new Pauses();

  /** Bounded by {@link #waiting}. */
  private final LinkedBlockingQueue<Frame> toWrite = new LinkedBlockingQueue<>();

  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger unread = new AtomicInteger();
  private final Promise<Void> ended = Promise.promise();

  private @Nullable Context context;
  private volatile @Nullable SerialPort port;
  private volatile boolean up;
  private volatile boolean closed;

  SerialLine(Vertx vertx, LineUri.Serial uri, int waitingMax) {
    this.waitingMax = waitingMax;
    this.vertx = vertx;
    this.uri = uri;
  }

  @Override
  public void open(Listener listener) {
    if (context != null) throw new IllegalStateException("opened twice: " + uri());
    Context here = vertx.getOrCreateContext();
    context = here;
    Thread.ofPlatform().name("line " + uri.path()).daemon().start(new Life(here, listener));
  }

  @Override
  public void send(Bytes bytes, Duration pause) {
    if (bytes.isEmpty()) return;
    if (!up) {
      tally.dropped();
    } else if (waiting.get() + bytes.size() > waitingMax) {
      if (tally.droppedAtBound())
        LOG.warn("line {}: the peer takes no bytes; frames are dropped", uri());
    } else {
      waiting.addAndGet(bytes.size());
      toWrite.add(new Frame(bytes, System.nanoTime() + pause.toNanos()));
    }
  }

  @Override
  public Future<Void> close() {
    if (context == null) return Future.succeededFuture();
    closed = true;
    toWrite.add(WAKE);
    SerialPort open = port;
    // From another thread, because the line's own may be held in a write that nobody takes.
    if (open != null) vertx.executeBlocking(open::closePort, false);
    return ended.future();
  }

  @Override
  public String uri() {
    return uri.text();
  }

  @Override
  public LineFigures figures() {
    return tally.figures(up);
  }

  /** What the line's own thread does. */
  private final class Life implements Runnable {
    private final Context here;
    private final Listener listener;
    private boolean saidDown;

    Life(Context here, Listener listener) {
      this.here = here;
      this.listener = listener;
    }

    @Override
    public void run() {
      OpenPorts.opened();
      try {
        while (!closed) {
          String why = openPort();
          SerialPort open = port;
          if (open != null) why = carry(open);
          if (!closed) {
            down(why);
            pause();
          }
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      } finally {
        up = false;
        OpenPorts.closed();
        here.runOnContext(ignored -> ended.tryComplete());
      }
    }

    /** Opens the port; says why it cannot, or nothing. */
    private String openPort() {
      Path path = Path.of(uri.path());
      if (!Files.exists(path))
        return path + " does not exist; plug it in, or correct the name in the hall's file";
      try {
        SerialPort opened = SerialPort.getCommPort(path.toRealPath().toString());
        LineUri.Framing framing = uri.framing();
        opened.setComPortParameters(framing.baud(), framing.data(), stopBits(), parity());
        if (uri.rs485()) opened.setRs485ModeParameters(true, true, false, false, 0, 0);
        opened.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        opened.setComPortTimeouts(
            SerialPort.TIMEOUT_READ_SEMI_BLOCKING, (int) READ_MAX.toMillis(), 0);
        if (!opened.openPort(0)) return whyNot(path, opened.getLastErrorCode());
        port = opened;
        return "";
      } catch (IOException | SerialPortInvalidPortException e) {
        return path + " cannot be opened: " + e.getMessage();
      }
    }

    /** Writes until the port is lost or the line closed; says why it ended. */
    private String carry(SerialPort open) throws InterruptedException {
      long since = System.nanoTime();
      forgetWaiting();
      tally.opened();
      up = true;
      saidDown = false;
      here.runOnContext(ignored -> listener.up());
      var reader = new Reader(here, listener);
      open.addDataListener(reader);
      String why = uri.path() + " was unplugged or its peer went away; plug it in again";
      while (!closed && !reader.gone) {
        Frame next = toWrite.take();
        Bytes frame = next.bytes();
        if (frame.isEmpty()) continue;
        rest(next);
        if (open.writeBytes(frame.toArray(), frame.size()) != frame.size()) {
          why = uri.path() + " takes no bytes any more; plug it in again";
          break;
        }
        waiting.addAndGet(-frame.size());
        tally.wrote(frame.size());
      }
      up = false;
      port = null;
      open.closePort();
      pauses.heldFor(Duration.ofNanos(System.nanoTime() - since));
      return why;
    }

    /** To the microsecond, which a loop's timers of whole milliseconds cannot. */
    private static void rest(Frame next) {
      for (long left = next.from() - System.nanoTime();
          left > 0;
          left = next.from() - System.nanoTime()) LockSupport.parkNanos(left);
    }

    private void forgetWaiting() {
      for (Frame old = toWrite.poll(); old != null; old = toWrite.poll())
        waiting.addAndGet(-old.bytes().size());
    }

    private void down(String why) {
      if (saidDown) return;
      saidDown = true;
      here.runOnContext(ignored -> listener.down(why));
    }

    /** Waits before the next try; a device that appears meanwhile ends the wait. */
    private void pause() throws InterruptedException {
      boolean wasThere = Files.exists(Path.of(uri.path()));
      long end = System.nanoTime() + pauses.take().toNanos();
      for (long left = end - System.nanoTime();
          left > 0 && !closed;
          left = end - System.nanoTime()) {
        toWrite.poll(Math.min(left, LOOK_EVERY.toNanos()), TimeUnit.NANOSECONDS);
        boolean isThere = Files.exists(Path.of(uri.path()));
        if (isThere && !wasThere) {
          pauses.reset();
          return;
        }
        wasThere = isThere;
      }
    }

    private int stopBits() {
      return uri.framing().stop() == 1 ? SerialPort.ONE_STOP_BIT : SerialPort.TWO_STOP_BITS;
    }

    private int parity() {
      return switch (uri.framing().parity()) {
        case NONE -> SerialPort.NO_PARITY;
        case ODD -> SerialPort.ODD_PARITY;
        case EVEN -> SerialPort.EVEN_PARITY;
      };
    }

    private static String whyNot(Path path, int errno) {
      return switch (errno) {
        // EACCES, EBUSY and EAGAIN (the lock is taken), ENOTTY: numbers of Linux.
        case 13 -> path + " may not be opened; add this program's user to its group (dialout)";
        case 11, 16 -> path + " is held by another program; end that one";
        case 25 -> path + " is no serial port; correct the name in the hall's file";
        default -> path + " cannot be opened (errno " + errno + "); check the adapter";
      };
    }
  }

  /** Takes what arrives; called on jSerialComm's thread. */
  private final class Reader implements SerialPortDataListener {
    private final Context here;
    private final Listener listener;
    private volatile boolean gone;

    Reader(Context here, Listener listener) {
      this.here = here;
      this.listener = listener;
    }

    @Override
    public int getListeningEvents() {
      return SerialPort.LISTENING_EVENT_DATA_AVAILABLE
          | SerialPort.LISTENING_EVENT_PORT_DISCONNECTED;
    }

    @Override
    public void serialEvent(SerialPortEvent event) {
      if (gone) return;
      byte[] buffer = new byte[READ_BYTES];
      boolean lost = (event.getEventType() & SerialPort.LISTENING_EVENT_PORT_DISCONNECTED) != 0;
      int read = lost ? -1 : event.getSerialPort().readBytes(buffer, buffer.length);
      if (read < 0) {
        gone = true;
        toWrite.add(WAKE);
      } else if (read > 0) {
        deliver(Bytes.copyOf(Arrays.copyOf(buffer, read)));
      }
    }

    private void deliver(Bytes bytes) {
      tally.read(bytes.size());
      if (unread.addAndGet(bytes.size()) > UNREAD_MAX) {
        unread.addAndGet(-bytes.size());
        tally.lost(bytes.size());
        return;
      }
      here.runOnContext(ignored -> {
        unread.addAndGet(-bytes.size());
        listener.received(bytes);
      });
    }
  }
}
