package org.xuhao.app.mount;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xuhao.line.Line;
import org.xuhao.line.LineUri;
import org.xuhao.line.Lines;
import org.xuhao.wire.Bytes;

/** A line that a person asks by hand while no hall runs on it. Blocks; for one thread. */
final class Asker implements AutoCloseable {

  /** A line that is not open by then stays closed: the reason is told. */
  private static final Duration OPENS_WITHIN = Duration.ofSeconds(7);

  /** Silence after the last byte that ends an answer; a USB adapter keeps bytes back 16 ms. */
  private static final Duration QUIET = Duration.ofMillis(35);

  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

  private final Line line;
  private final LinkedBlockingQueue<Bytes> heard = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<String> standing = new LinkedBlockingQueue<>();

  private Asker(Line line) {
    this.line = line;
  }

  /** A line could not be asked; the message says why. */
  static final class Deaf extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    Deaf(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  static Asker open(Vertx vertx, LineUri uri) throws Deaf, InterruptedException {
    var asker = new Asker(Lines.of(vertx, uri));
    asker.line.open(asker.new Ears());
    String said = asker.standing.poll(OPENS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    if (said != null && said.isEmpty()) return asker;
    asker.close();
    throw new Deaf(said == null ? uri.text() + " does not open" : said);
  }

  private final class Ears implements Line.Listener {
    @Override
    public void up() {
      standing.add("");
    }

    @Override
    public void down(String why) {
      standing.add(why);
    }

    @Override
    public void received(Bytes bytes) {
      heard.add(bytes);
    }
  }

  /** Says bytes; gives what came until the line was quiet, nothing when none came in time. */
  Bytes ask(Bytes said, Duration within) throws InterruptedException {
    heard.clear();
    line.send(said);
    return hear(within);
  }

  /** What comes by itself until the line was quiet; nothing when none came in time. */
  Bytes hear(Duration within) throws InterruptedException {
    Bytes all = Bytes.NONE;
    @Nullable Bytes next = heard.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    while (next != null) {
      all = all.then(next);
      next = heard.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
    }
    return all;
  }

  @Override
  public void close() {
    line.close()
        .toCompletionStage()
        .toCompletableFuture()
        .completeOnTimeout(null, CLOSES_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
