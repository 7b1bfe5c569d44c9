package org.xuhao.soak;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Board;
import org.xuhao.board.Statement.Face;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Command.Channel;
import org.xuhao.hall.Command.TransferPlace;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.By.Role;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.loop.Answer;
import org.xuhao.sim.HandPads;

/**
 * Visitors and clerks of a simulated hall. Pages ask with a request id and ask again with the same
 * one until they are answered, also over a power cut; some ask twice at once.
 */
final class People {

  /** How long a page waits for an answer before it asks again. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  /** Then the person gives up. */
  private static final int ASKS_MAX = 20;

  private static final int CALL_NEXT = 0x0C;
  private static final int RECALL = 0x0D;
  private static final int END_VISIT = 0x0B;
  private static final int OK = 0x0F;
  private static final int PAUSE = 0x12;
  private static final int TRANSFER = 0x13;

  private final Stage stage;
  private final Random random;
  private final Plan plan;
  private final Devices devices;
  private final Supplier<@Nullable Life> life;
  private final List<ServiceCode> services;
  private final Map<String, Entry> accepted = new HashMap<>();
  private final Map<String, Integer> presses = new HashMap<>();
  private final Duration arrivals;

  /** Longest pause of a clerk between two looks at the window, and half of them. */
  private final int paceMs;

  private boolean gone;
  private int asked;

  People(Stage stage, Random random, Plan plan, Devices devices, Supplier<@Nullable Life> life) {
    this.stage = stage;
    this.random = random;
    this.plan = plan;
    this.devices = devices;
    this.life = life;
    services = List.copyOf(plan.services().keySet());
    int windows = plan.windows().size();
    boolean large = windows > Halls.WINDOWS_MAX;
    arrivals = Duration.ofMillis((large ? 360_000L : 60_000L + random.nextInt(200_000)) / windows);
    paceMs = large ? 120_000 : 30_000;
    stage.in(Duration.ofSeconds(1), this::arrive);
    for (WindowId window : plan.windows().keySet())
      stage.in(Duration.ofMillis(random.nextInt(20_000)), () -> work(window));
  }

  /** From now on nobody begins anything. */
  void goHome() {
    gone = true;
  }

  /** Who was told that a request was accepted, and with which entry. */
  Map<String, Entry> accepted() {
    return accepted;
  }

  /** How often keys were pressed, by pad. */
  Map<String, Integer> presses() {
    return presses;
  }

  private void arrive() {
    if (gone) return;
    ServiceCode service = services.get(random.nextInt(services.size()));
    var dispenser = new By(Role.DISPENSER, "dispenser", "dispenser 1");
    ask(dispenser, new Command.TakeTicket(service));
    stage.in(arrivals.multipliedBy(1 + random.nextInt(200)).dividedBy(100), this::arrive);
  }

  private void ask(By by, Command command) {
    var ask = new Ask("web/" + asked++, by, command);
    send(ask, ASKS_MAX);
    if (random.nextInt(12) == 0) send(ask, 0);
  }

  private void send(Ask ask, int times) {
    Life now = life.get();
    if (now != null && !now.isDead()) now.ask(ask, answer -> answered(ask, answer));
    stage.in(
        ASK_AGAIN,
        () -> {
          if (times > 0 && !over.contains(ask.request())) send(ask, times - 1);
        });
  }

  private final java.util.Set<String> over = new java.util.HashSet<>();

  private void answered(Ask ask, Answer answer) {
    switch (answer) {
      case Answer.Accepted(var entry, var repeated) -> {
        over.add(ask.request());
        Entry before = accepted.putIfAbsent(ask.request(), entry);
        Invariant.ONCE.holds(before == null || before.equals(entry), before + " then " + entry);
      }
      case Answer.Refused r -> over.add(ask.request());
      case Answer.Busy b -> {}
      case Answer.Unwritable u -> {}
    }
  }

  /** A clerk looks at the window and does the next thing. */
  private void work(WindowId window) {
    if (gone) return;
    Life now = life.get();
    if (now != null)
      for (Board.WindowRow row : now.board().windows())
        if (row.window().equals(window)) act(row, devices.pad(window));
    int pauseMs = 500 + random.nextInt(random.nextInt(3) * paceMs + 1_000);
    stage.in(Duration.ofMillis(pauseMs), () -> work(window));
  }

  private void act(Board.WindowRow row, @Nullable HandPads pad) {
    boolean byPad = pad != null && row.face() != Face.CLOSED && random.nextInt(5) > 0;
    if (byPad && pad != null) press(pad, row);
    else byPage(row);
    var visitor = new By(Role.VISITOR, "tablet", "window " + row.window());
    if (row.rating() != null && random.nextInt(3) == 0)
      ask(
          visitor,
          new Command.Rate(row.rating(), 3 + random.nextInt(3), List.of(), Channel.TABLET));
  }

  private void press(HandPads pad, Board.WindowRow row) {
    int key = random.nextInt(20);
    switch (row.face()) {
      case IDLE -> press(pad, row.window(), key == 0 ? PAUSE : CALL_NEXT);
      case PAUSED -> press(pad, row.window(), PAUSE);
      case CALLING, SERVING, CLOSED -> {
        switch (key) {
          case 0, 1 -> press(pad, row.window(), 6, OK);
          case 2, 3 -> press(pad, row.window(), 0, OK);
          case 4 -> press(pad, row.window(), RECALL);
          case 5 -> press(pad, row.window(), 1 + random.nextInt(9), TRANSFER);
          case 6, 7, 8, 9 -> press(pad, row.window(), CALL_NEXT);
          default -> press(pad, row.window(), END_VISIT);
        }
      }
    }
    if (row.rating() != null && random.nextInt(3) == 0 && pad.rate(row.window().number(), 0))
      presses.merge(name(row.window()), 1, Integer::sum);
  }

  private void press(HandPads pad, WindowId window, int... keys) {
    if (pad.press(Devices.address(window), keys)) presses.merge(name(window), 1, Integer::sum);
  }

  /** Of the pad, as the hall knows it; the line is not told apart, the address is enough. */
  static String name(WindowId window) {
    return "window " + window;
  }

  private void byPage(Board.WindowRow row) {
    WindowId window = row.window();
    var clerk = new By(Role.CLERK, "c" + window, "window " + window);
    var windowPlan = plan.windows().get(window);
    boolean signIn = windowPlan != null && windowPlan.signIn();
    var signsIn = new Command.SignIn(window, new ClerkId("c" + window));
    int what = random.nextInt(20);
    switch (row.face()) {
      case CLOSED -> ask(clerk, signIn ? signsIn : new Command.OpenWindow(window));
      case PAUSED -> ask(clerk, new Command.Reopen(window));
      case IDLE -> {
        switch (what) {
          case 0 -> ask(clerk, new Command.Pause(window, "午餐"));
          case 1 -> ask(clerk, new Command.CloseWindow(window, null));
          case 2, 3 -> ask(clerk, new Command.CallBack(window, null));
          default -> ask(clerk, new Command.CallNext(window));
        }
      }
      case CALLING, SERVING -> ask(clerk, inVisit(window, what));
    }
  }

  private Command inVisit(WindowId window, int what) {
    return switch (what) {
      case 0, 1 -> new Command.Hold(window, "复印");
      case 2 -> new Command.MarkNoShow(window);
      case 3 -> new Command.Recall(window);
      case 4, 5 -> {
        var to = new WindowId(1 + random.nextInt(plan.windows().size()));
        yield new Command.Transfer(window, null, to, TransferPlace.KEEP);
      }
      case 6, 7, 8, 9 -> new Command.StartVisit(window);
      default -> new Command.EndVisit(window, Outcome.COMPLETED);
    };
  }
}
