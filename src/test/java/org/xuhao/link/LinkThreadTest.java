package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LinkThreadTest {
  private static final Duration SOON = Duration.ofMillis(1);

  /** Longer than any test waits. */
  private static final Duration LATE = Duration.ofHours(1);

  private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();

  private final LinkWatch watch =
      new LinkWatch() {
        @Override
        public void unkept(String why) {
          said.add(why);
        }

        @Override
        public void kept() {
          said.add("goes on");
        }
      };

  private String next() throws InterruptedException {
    String what = said.poll(LinkedHall.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return what == null ? "nothing in time" : what;
  }

  @Test
  void anErrorOfOursIsToldOfUntilARoundIsWithout() throws Exception {
    var rounds = new AtomicInteger();
    LinkThread.Work work =
        () -> {
          int round = rounds.incrementAndGet();
          said.add("round " + round);
          if (round <= 2) throw new IllegalStateException("bug " + round);
          return LATE;
        };
    var thread = new LinkThread("test", Duration.ZERO, work, SOON, watch);
    for (String what :
        List.of(
            "round 1",
            "an error of ours: java.lang.IllegalStateException: bug 1",
            "round 2",
            "an error of ours: java.lang.IllegalStateException: bug 2",
            "round 3",
            "goes on")) assertEquals(what, next());
    thread.close(LinkedHall.PATIENCE);
    assertEquals(3, rounds.get());
  }

  @Test
  void whatIsClosedWhileItRestsDoesNotGoOn() throws Exception {
    LinkThread.Work work =
        () -> {
          throw new IllegalStateException("bug");
        };
    var thread = new LinkThread("test", Duration.ZERO, work, LATE, watch);
    assertEquals("an error of ours: java.lang.IllegalStateException: bug", next());
    thread.close(LinkedHall.PATIENCE);
    assertTrue(said.isEmpty(), said.toString());
  }

  @Test
  void aRoundIsInterruptedOrLetComeToItsEnd() throws Exception {
    for (boolean finished : new boolean[] {false, true}) {
      var begun = new CountDownLatch(1);
      var go = new CountDownLatch(1);
      LinkThread.Work work =
          () -> {
            begun.countDown();
            go.await();
            said.add("done");
            return Duration.ZERO;
          };
      var thread = new LinkThread("test", work, watch);
      assertTrue(begun.await(LinkedHall.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      if (finished) {
        var opening = Thread.ofVirtual().start(() -> thread.finish(LinkedHall.PATIENCE));
        go.countDown();
        assertTrue(opening.join(LinkedHall.PATIENCE));
        assertEquals("done", next());
      } else {
        thread.close(LinkedHall.PATIENCE);
        assertFalse(said.contains("done"));
      }
    }
  }
}
