package org.xuhao.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.xuhao.board.Board;
import org.xuhao.board.Slips;
import org.xuhao.board.Statement;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.escpos.PrinterConfig;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.Words;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.LyingDisk;
import org.xuhao.loop.Answer;
import org.xuhao.loop.HandLoop;
import org.xuhao.loop.Published;

/**
 * One life of the appliance, from its start to a power cut: loop, journal, board, lines. The wiring
 * of {@code app.Running} and {@code app.Publisher} once more, on simulated time and in one thread.
 */
final class Life {

  /** Small, so that a day fills several segments. */
  private static final int SEGMENT_BYTES = 48 << 10;

  /** Entries that the board is made of at a start; the same as in the application. */
  private static final int RECENT_MAX = 200;

  private static final String HALL_NAME = "政务服务大厅";

  private final Stage stage;
  private final LyingDisk disk;
  private final Random random;
  private final Consumer<Published> watch;
  private final List<Entry> read = new ArrayList<>();
  private final List<LineEnd> lines = new ArrayList<>();
  private final List<LineEnd> printers = new ArrayList<>();
  private final Slips slips;
  private final HandLoop loop;
  private Board board;
  private boolean dead;
  private boolean turning;
  private long wakes;
  private Duration forceTakes = Duration.ofMillis(3);

  /** The turn that is under way: from when, how long, and over which operations of the disk. */
  private Duration turnAt = Duration.ZERO;

  private Duration turnTakes = Duration.ZERO;
  private int firstOperation;
  private int lastOperation;

  Life(
      Stage stage,
      Plan plan,
      LyingDisk disk,
      String incarnation,
      Map<Wire, List<DeviceConfig>> devices,
      Random random,
      Consumer<Published> watch)
      throws JournalTrouble {
    this.stage = stage;
    this.disk = disk;
    this.random = random;
    this.watch = watch;
    Journal journal = Journal.open(disk, plan.hall(), incarnation, SEGMENT_BYTES, read::add);
    Hall hall = Hall.empty(plan);
    for (Entry entry : read) hall = hall.apply(entry);
    board = Board.of(new Words(HALL_NAME, ""), hall).next(hall, hall.latestCalls(RECENT_MAX));
    slips = new Slips(HALL_NAME, (day, number) -> "http://hall/t/" + number);
    loop = new HandLoop(hall, journal, stage, this::published);
    devices.forEach(this::line);
  }

  private void line(Wire wire, List<DeviceConfig> devices) {
    DeviceConfig first = devices.getFirst();
    var end = new LineEnd(stage, wire, this, devices);
    lines.add(end);
    if (first instanceof PrinterConfig) printers.add(end);
  }

  void start() {
    for (LineEnd line : lines) if (line.isUp()) line.opened();
    state(board.statements());
    wake();
  }

  /** What the journal held when this life began. */
  List<Entry> read() {
    return read;
  }

  Board board() {
    return board;
  }

  Hall hall() {
    return loop.hall();
  }

  List<LineEnd> lines() {
    return lines;
  }

  boolean isDead() {
    return dead;
  }

  /** How long a write and force takes from now on. */
  void forceTakes(Duration time) {
    forceTakes = time;
  }

  void ask(Ask ask, Consumer<Answer> answer) {
    loop.ask(
        ask,
        given -> {
          if (!dead) answer.accept(given);
        });
    if (!turning) wake();
  }

  private void wake() {
    long mine = ++wakes;
    stage.in(
        loop.idle(),
        () -> {
          if (mine == wakes && !dead && !turning) turn();
        });
  }

  /** Operations of the disk happen one after the other while the turn lasts. */
  private void turn() {
    turning = true;
    turnAt = stage.elapsed();
    firstOperation = disk.operations();
    told.clear();
    Runnable answers = loop.turn();
    lastOperation = disk.operations();
    boolean wrote = lastOperation > firstOperation;
    turnTakes = wrote ? drawn(forceTakes) : Duration.ofNanos(50_000);
    for (Told news : told) {
      int done = news.operation() - firstOperation;
      int all = Math.max(1, lastOperation - firstOperation);
      later(wrote ? turnTakes.multipliedBy(done).dividedBy(all) : turnTakes, news.what());
    }
    later(
        turnTakes,
        () -> {
          answers.run();
          turning = false;
          wake();
        });
  }

  private Duration drawn(Duration mean) {
    return mean.multipliedBy(20 + random.nextInt(160)).dividedBy(100);
  }

  private void later(Duration time, Runnable what) {
    stage.in(
        time,
        () -> {
          if (!dead) what.run();
        });
  }

  /** What was published in this turn, and after which operation of the disk. */
  private record Told(int operation, Runnable what) {}

  private final List<Told> told = new ArrayList<>();

  private void published(Published news) {
    told.add(new Told(disk.operations(), () -> tell(news)));
  }

  private void tell(Published news) {
    watch.accept(news);
    Board before = board;
    board = before.next(news.hall(), news.entries());
    state(board.changesSince(before));
    var prints = new ArrayList<Statement>();
    for (Entry entry : news.entries()) prints.addAll(slips.of(news.hall(), entry));
    if (prints.isEmpty() || printers.isEmpty()) return;
    LineEnd printer =
        printers.stream().filter(LineEnd::isUp).findFirst().orElse(printers.getFirst());
    printer.state(prints);
  }

  private void state(List<Statement> statements) {
    if (!statements.isEmpty()) for (LineEnd line : lines) line.state(statements);
  }

  /** The power goes; gives what is on the platter. */
  LyingDisk cut(LyingDisk.Model model) {
    dead = true;
    int at = disk.operations();
    if (turning) {
      double part = stage.elapsed().minus(turnAt).toNanos() / (double) turnTakes.toNanos();
      at = firstOperation + (int) (Math.min(1, part) * (lastOperation - firstOperation));
    }
    return disk.new Cuts().advance(at).cut(model, random);
  }
}
