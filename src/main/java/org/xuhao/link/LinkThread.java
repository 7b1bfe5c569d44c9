package org.xuhao.link;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done again and again on a thread of its own until it is closed. An error of ours is
 * told of, and after a rest the work goes on: nobody looks after a hall for a year.
 */
final class LinkThread {
  private static final Logger LOG = LoggerFactory.getLogger(LinkThread.class);

  /** Long enough that an error that comes back at once does not fill the log. Own choice. */
  private static final Duration REST = Duration.ofSeconds(30);

  /** One round of it; gives how long to wait before the next. */
  interface Work {
    Duration round() throws InterruptedException;
  }

  private final String name;
  private final Work work;
  private final Duration rest;
  private final LinkWatch watch;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Thread thread;

  /** Whether an error of ours ended the round before. */
  private volatile boolean ill;

  /** Begins at once; {@code watch} is told of an error of ours, and of the next round without. */
  LinkThread(String name, Work work, LinkWatch watch) {
    this(name, Duration.ZERO, work, REST, watch);
  }

  /** Begins after {@code first}, and goes on {@code rest} after an error of ours. */
  LinkThread(String name, Duration first, Work work, Duration rest, LinkWatch watch) {
    this.name = name;
    this.work = work;
    this.rest = rest;
    this.watch = watch;
    thread =
        thread(() -> {
          if (pause(first)) run();
        });
    thread.start();
  }

  /** The same with the usual rest. */
  LinkThread(String name, Duration first, Work work, LinkWatch watch) {
    this(name, first, work, REST, watch);
  }

  private Thread thread(Runnable life) {
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .uncaughtExceptionHandler((dead, ours) -> died(ours))
        .unstarted(life);
  }

  /** False: it was closed meanwhile. */
  private boolean pause(Duration time) {
    try {
      return !closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      return false;
    }
  }

  private void run() {
    Duration until = Duration.ZERO;
    while (pause(until))
      try {
        until = work.round();
        if (ill) watch.kept();
        ill = false;
      } catch (InterruptedException stopping) {
        return;
      }
  }

  private void died(Throwable ours) {
    LOG.error("{} died of an error of ours and goes on in {}", name, rest, ours);
    ill = true;
    watch.unkept("an error of ours: " + ours);
    Thread next =
        thread(() -> {
          if (pause(rest)) run();
        });
    // Whoever closes it meanwhile waits for a thread that was started.
    synchronized (this) {
      thread = next;
      next.start();
    }
  }

  private synchronized Thread last() {
    return thread;
  }

  /** Ends it, whatever it waits for, and waits for that, but no longer than {@code patience}. */
  void close(Duration patience) {
    closed.countDown();
    last().interrupt();
    finish(patience);
  }

  /** The same, and lets the round come to its end: a file whose reader is interrupted is closed. */
  void finish(Duration patience) {
    closed.countDown();
    Thread last = last();
    try {
      if (!last.join(patience)) LOG.warn("{} did not end in {}", name, patience);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
