package org.xuhao.soak;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Board;
import org.xuhao.board.Statement.Face;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.By.Role;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.LyingDisk;
import org.xuhao.loop.Published;

/**
 * Part of a day of a whole appliance: hall, journal, board, drivers, lines, devices and people on
 * one simulated clock and in one thread, with what goes wrong.
 */
final class ApplianceDay {

  /** Every so many seeds a hall of sixty windows has its whole day. */
  static final int LARGE_EVERY = 50;

  private static final int LARGE = 60;
  private static final Duration LARGE_DAY = Duration.ofHours(8);

  /** After the last trouble everything must be as stated within: the longest silence and more. */
  private static final Duration SETTLE = Duration.ofSeconds(90);

  private static final Duration SETTLE_MOST = Duration.ofMinutes(30);
  private static final Duration FORCE = Duration.ofMillis(3);

  /** A hall that a full disk does not let start is started again. Source: the systemd unit. */
  private static final Duration RESTART = Duration.ofSeconds(2);

  private final long seed;
  private final Plan plan;
  private final Stage stage;
  private final Duration length;
  private final Shown shown = new Shown();
  private final Devices devices;
  private final Ledger ledger;
  private final List<Entry> acknowledged = new ArrayList<>();
  private final Random random;
  private LyingDisk disk = new LyingDisk();
  private @Nullable Life life;
  private boolean full;
  private int lives;
  private Duration latest = Duration.ZERO;

  ApplianceDay(long seed) {
    this.seed = seed;
    random = new Random(seed);
    boolean large = seed % LARGE_EVERY == 0;
    plan = Halls.draw(random, large ? LARGE : 1 + random.nextInt(8));
    length = large ? LARGE_DAY : Duration.ofMinutes(10 + random.nextInt(50));
    var local = LocalDateTime.of(2026, 1, 5, 0, 0).with(Halls.opens(plan.hours()));
    Instant start = local.atZone(plan.zone()).toInstant();
    stage = new Stage(start.minusSeconds(random.nextInt(600)));
    devices = new Devices(stage, plan, shown, seed);
    ledger = new Ledger(plan);
  }

  /** What goes wrong on the day of this seed. */
  List<Trouble> troubles() {
    return Trouble.draw(new Random(~seed), length, devices.lines().size());
  }

  Duration elapsed() {
    return stage.elapsed();
  }

  long steps() {
    return stage.steps();
  }

  /** Plays it; throws what does not hold. */
  void play(List<Trouble> troubles) throws JournalTrouble {
    live();
    var people = new People(stage, new Random(seed + 1), plan, devices, () -> life);
    for (Trouble trouble : troubles) stage.in(trouble.at(), () -> strikes(trouble));
    stage.runUntil(length);
    people.goHome();
    stage.runUntil(length.plus(Trouble.LASTS_MOST));
    settle();
    for (Board.WindowRow row : now().board().windows()) showsWhatIs(row);
    screenShowsTheLatestCall();
    List<Entry> journal = cutAndRead(LyingDisk.Model.DROP_ALL);
    Invariant.JOURNAL.holds(journal.equals(acknowledged), "at the end");
    Invariant.JOURNAL.holds(Journal.verify(disk, plan.hall()).trouble().isEmpty(), "the chain");
    ledger.compareAll(now().hall());
    answersAreInTheJournal(people);
  }

  private Life now() {
    return Objects.requireNonNull(life);
  }

  /** The appliance starts on the disk as it is. */
  private void live() throws JournalTrouble {
    String incarnation = String.format("%016x", ++lives);
    var next = new Life(stage, plan, disk, incarnation, devices.lines(), random, this::published);
    life = next;
    List<Entry> read = next.read();
    boolean kept =
        read.size() >= acknowledged.size()
            && read.subList(0, acknowledged.size()).equals(acknowledged);
    Invariant.JOURNAL.holds(kept, acknowledged.size() + " acknowledged, read " + read.size());
    shown.follows(read);
    for (Entry entry : read.subList(acknowledged.size(), read.size())) note(entry);
    if (!read.isEmpty()) ledger.compare(next.hall(), read.getLast());
    next.start();
  }

  private void published(Published news) {
    for (Entry entry : news.entries()) note(entry);
    ledger.compare(news.hall(), news.entries().getLast());
    latest = stage.elapsed();
  }

  private void note(Entry entry) {
    acknowledged.add(entry);
    ledger.note(entry);
    for (Event event : entry.events())
      if (event instanceof Event.PrintConfirmed e) shown.confirmed(e);
  }

  private List<Entry> cutAndRead(LyingDisk.Model model) throws JournalTrouble {
    disk = now().cut(model);
    live();
    return now().read();
  }

  private void strikes(Trouble trouble) {
    switch (trouble) {
      case Trouble.PowerCut cut -> {
        if (now().isDead()) return;
        disk = now().cut(cut.model());
        stage.in(cut.dark(), this::liveAgain);
      }
      case Trouble.DiskFull filled -> {
        disk.refuse(true);
        full = true;
        stage.in(filled.lasts(), this::spaceIsBack);
      }
      case Trouble.DiskSlow slow -> {
        now().forceTakes(slow.force());
        stage.in(slow.lasts(), () -> now().forceTakes(FORCE));
      }
      case Trouble.Unplugged pulled -> {
        plug(pulled.line(), false);
        stage.in(pulled.lasts(), () -> plug(pulled.line(), true));
      }
      case Trouble.Noisy noisy -> {
        wire(noisy.line()).spoil(noisy.chance());
        stage.in(noisy.lasts(), () -> wire(noisy.line()).spoil(0));
      }
      case Trouble.Dark dark -> {
        devices.power(wire(dark.line()), dark.device(), false);
        stage.in(dark.lasts(), () -> devices.power(wire(dark.line()), dark.device(), true));
      }
      case Trouble.PaperOut out -> {
        devices.paperOut(true);
        stage.in(out.lasts(), () -> devices.paperOut(false));
      }
      case Trouble.ClockJump jump -> stage.stepWall(jump.by());
    }
  }

  private void liveAgain() {
    try {
      live();
    } catch (JournalTrouble trouble) {
      if (!full) throw new AssertionError("the hall does not start after a power cut", trouble);
      stage.in(RESTART, this::liveAgain);
    }
  }

  private void spaceIsBack() {
    disk.refuse(false);
    full = false;
  }

  private Wire wire(int line) {
    return devices.wires().get(line);
  }

  private void plug(int line, boolean in) {
    Wire wire = wire(line);
    if (wire.isUp() == in) return;
    wire.plug(in);
    LineEnd end = now().lines().get(line);
    if (in) end.opened();
    else end.lost();
  }

  /** Until nothing has changed for a while; troubles have ended by themselves meanwhile. */
  private void settle() {
    Duration most = stage.elapsed().plus(SETTLE_MOST);
    do stage.runUntil(stage.elapsed().plus(SETTLE));
    while (stage.elapsed().minus(latest).compareTo(SETTLE) < 0
        && stage.elapsed().compareTo(most) < 0);
  }

  private void showsWhatIs(Board.WindowRow row) {
    String strip = String.join(" ", devices.strip(row.window()));
    boolean same =
        switch (row.face()) {
          case CLOSED -> strip.equals("窗口关闭");
          case PAUSED -> strip.equals("暂停服务");
          case IDLE -> strip.startsWith(row.window() + "号窗口");
          case CALLING -> strip.equals(row.ticket() + "号请到" + row.window() + "号窗口");
          case SERVING -> strip.equals("正在办理 " + row.ticket());
        };
    Invariant.SHOWN.holds(same, "window " + row.window() + " shows " + strip + " where " + row);
    boolean called = row.face() == Face.CALLING || row.face() == Face.SERVING;
    Invariant.SHOWN.holds(called == (now().hall().window(row.window()).visit() != null), row);
  }

  /** The newest call of the business day stands in the first row. */
  private void screenShowsTheLatestCall() {
    String wanted = "请等候叫号";
    for (Entry entry : acknowledged)
      for (Event event : entry.events())
        wanted =
            switch (event) {
              case Event.DayOpened e -> "请等候叫号";
              case Event.TicketCalled e -> e.ticket() + "号请到" + e.window() + "号窗口";
              case Event.TicketCalledBack e -> e.ticket() + "号请到" + e.window() + "号窗口";
              case Event.TicketRecalled e -> e.ticket() + "号请到" + e.window() + "号窗口";
              default -> wanted;
            };
    List<String> rows = devices.screenRows();
    boolean same = !rows.isEmpty() && rows.getFirst().equals(wanted);
    Invariant.SHOWN.holds(same, "the screen shows " + rows + " where " + wanted);
  }

  private void answersAreInTheJournal(People people) {
    Map<String, Entry> byRequest = new HashMap<>();
    Map<String, Integer> byPad = new HashMap<>();
    for (Entry entry : acknowledged) {
      byRequest.put(entry.request(), entry);
      if (entry.by().role() == Role.PAD) byPad.merge(entry.by().place(), 1, Integer::sum);
    }
    people
        .accepted()
        .forEach((request, entry) ->
            Invariant.ONCE.holds(entry.equals(byRequest.get(entry.request())), request));
    byPad.forEach((pad, count) -> {
      int pressed = people.presses().getOrDefault(pad, 0);
      Invariant.ONCE.holds(count <= pressed, pad + ": " + pressed + " presses, did " + count);
    });
  }
}
