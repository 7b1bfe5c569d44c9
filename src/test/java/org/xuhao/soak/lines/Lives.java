package org.xuhao.soak.lines;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.HallProcess;
import org.xuhao.app.Http;

/** The appliance, life after life: begun, killed, begun again, and stopped in the end. */
final class Lives implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  private final Path config;
  private final LogBook log = new LogBook();
  private final Vitals vitals = new Vitals();
  private final List<String> wrong = new ArrayList<>();
  private @Nullable HallProcess process;
  private volatile int port;
  private boolean ready;
  private long begunNanos;
  private long lookNanos;
  private long readyMs;
  private int kills;

  Lives(Path config) {
    this.config = config;
  }

  /** Starts it and does not wait. */
  void begin() throws IOException {
    begunNanos = System.nanoTime();
    ready = false;
    HallProcess begun = HallProcess.start(config);
    process = begun;
    port = begun.port();
  }

  /** Kill -9. */
  void killed() {
    HallProcess life = life();
    life.kill();
    log.read(life.said(), true);
    kills++;
  }

  void awaitReady() throws Exception {
    life().awaitReady();
  }

  /** SIGTERM, and an orderly end. */
  void stop() {
    HallProcess life = life();
    life.stop();
    log.read(life.said(), false);
    if (vitals.rssKb() > Vitals.RSS_KB_MOST) wrong.add("it took " + vitals.rssKb() + " KB");
    if (vitals.files() > Vitals.FILES_MOST) wrong.add(vitals.files() + " files were open");
  }

  private HallProcess life() {
    HallProcess life = process;
    if (life == null) throw new IllegalStateException("not begun");
    return life;
  }

  Http http() {
    return new Http(port);
  }

  /** Looks at its memory now and then, and how long it took until it answered. */
  void look() {
    long now = System.nanoTime();
    if (!ready) {
      try {
        ready = http().get("/health").status() == 200;
      } catch (IOException notYet) {
        return;
      }
      if (ready) readyMs = Math.max(readyMs, (now - begunNanos) / 1_000_000);
    }
    if (now - lookNanos < LOOK_EVERY.toNanos()) return;
    lookNanos = now;
    vitals.look(life().pid());
  }

  LogBook log() {
    return log;
  }

  List<String> wrong() {
    return wrong;
  }

  int kills() {
    return kills;
  }

  /** The longest time from a start to an answer. */
  long readyMs() {
    return readyMs;
  }

  long rssKb() {
    return vitals.rssKb();
  }

  long files() {
    return vitals.files();
  }

  @Override
  public void close() {
    HallProcess life = process;
    if (life != null) life.close();
  }
}
