package org.xuhao.line;

import io.vertx.core.Future;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.wire.Bytes;

/**
 * Writes what goes over a line into a capture, {@code <name>.cap}: head lines that begin with
 * {@code #}, then one line a run of bytes, {@code <seconds since start> <} from the device or
 * {@code >} to it, and the bytes in hexadecimal. One full file is kept as {@code <name>.1.cap}.
 *
 * <p>The line does not wait for the disk: a thread of its own writes, and when it falls behind or
 * the disk fails, rows are left out and counted, never bytes of the line.
 */
public final class Recorder implements Line {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  /** Rows that may wait for the disk: some 10 s of a busy bus. */
  private static final int ROWS_MAX = 1024;

  /** How long a failed disk is left alone, so that the kept file is not rolled away row by row. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  /** Ends the writing thread. */
  private static final String END = "";

  private final Line line;
  private final String name;
  private final Path folder;
  private final long sizeMax;
  private final UnaryOperator<Bytes> mayBeKept;
  private final ArrayBlockingQueue<String> rows = new ArrayBlockingQueue<>(ROWS_MAX);
  private final LongAdder left = new LongAdder();
  private final long startNanos = System.nanoTime();
  private final String head;

  /**
   * Records {@code line}; nothing is written before {@link #open}.
   *
   * @param name the line's name in the hall's file; also the file's
   * @param folder where the capture goes; made if need be
   * @param sizeMax bytes of one file; with the full one before it, twice this is kept
   */
  public Recorder(Line line, String name, Path folder, long sizeMax) {
    this(line, name, folder, sizeMax, UnaryOperator.identity());
  }

  /**
   * The same for a line on which devices tell of people.
   *
   * @param mayBeKept gives of each run of bytes from the device what may stand in a file; asked run
   *     by run, in order, on the line's thread
   */
  public Recorder(
      Line line, String name, Path folder, long sizeMax, UnaryOperator<Bytes> mayBeKept) {
    this.line = line;
    this.name = name;
    this.folder = folder;
    this.sizeMax = sizeMax;
    this.mayBeKept = mayBeKept;
    head =
        "# line %s%n# uri %s%n# start %s%n"
            .formatted(name, line.uri(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  @Override
  public void open(Listener listener) {
    Thread.ofPlatform().name("recorder " + name).daemon().start(this::write);
    line.open(
        new Listener() {
          @Override
          public void up() {
            note("# up");
            listener.up();
          }

          @Override
          public void down(String why) {
            note("# down: " + why);
            listener.down(why);
          }

          @Override
          public void received(Bytes bytes) {
            note("< " + mayBeKept.apply(bytes));
            listener.received(bytes);
          }
        });
  }

  @Override
  public void send(Bytes bytes, Duration pause) {
    note("> " + bytes);
    line.send(bytes, pause);
  }

  /** Rows not written because the disk failed or was too slow. */
  public long rowsLeftOut() {
    return left.sum();
  }

  @Override
  public Future<Void> close() {
    return line.close().onComplete(done -> offer(END));
  }

  @Override
  public String uri() {
    return line.uri();
  }

  @Override
  public LineFigures figures() {
    return line.figures();
  }

  private void note(String what) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    offer(
        what.startsWith("#")
            ? String.format(Locale.ROOT, "# %.3f %s", seconds, what.substring(2))
            : String.format(Locale.ROOT, "%.3f %s", seconds, what));
  }

  private void offer(String row) {
    if (!rows.offer(row)) left.increment();
  }

  private void write() {
    try {
      for (String row = rows.take(); !row.equals(END); ) {
        try {
          row = fill(row);
        } catch (IOException e) {
          LOG.warn("capture of line {} stops for a while: {}", name, e.toString());
          row = leaveOut(System.nanoTime() + AFTER_FAILURE.toNanos());
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Leaves rows out until {@code nanos}; gives the first to be written again, or the end. */
  private String leaveOut(long nanos) throws InterruptedException {
    left.increment();
    String row = rows.take();
    while (!row.equals(END) && System.nanoTime() < nanos) {
      left.increment();
      row = rows.take();
    }
    return row;
  }

  /** Fills one file, beginning with {@code row}; gives the row that no longer fits, or the end. */
  private String fill(String row) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name + ".cap");
    if (Files.exists(file))
      Files.move(file, folder.resolve(name + ".1.cap"), StandardCopyOption.REPLACE_EXISTING);
    String next = row;
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(head);
      long size = head.length();
      while (!next.equals(END) && (size == head.length() || size + next.length() < sizeMax)) {
        out.write(next);
        out.newLine();
        size += next.length() + 1L;
        if (rows.isEmpty()) out.flush();
        next = rows.take();
      }
    }
    return next;
  }
}
