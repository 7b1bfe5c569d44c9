package org.xuhao.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement;
import org.xuhao.driver.Bus;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.Drivers;
import org.xuhao.driver.Input;
import org.xuhao.driver.Output;
import org.xuhao.driver.escpos.PrinterConfig;
import org.xuhao.driver.ff68pad.PadConfig;
import org.xuhao.driver.onbonbx.CardConfig;
import org.xuhao.driver.osdp.OsdpConfig;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.WindowId;
import org.xuhao.loop.Answer;
import org.xuhao.wire.Bytes;

/**
 * The appliance's end of one line in one process: the wiring of {@code app.DeviceLine} once more on
 * simulated time. The bus and its drivers are the real ones.
 */
final class LineEnd {

  /** As in {@code app.DeviceLine}. */
  private static final Duration SAY_AGAIN = Duration.ofMillis(250);

  private static final int SAY_AGAIN_MAX = 240;
  private static final Duration TICK_MAX = Duration.ofMinutes(1);

  private final Stage stage;
  private final Wire wire;
  private final Life life;
  private final Set<Concern> kinds = new HashSet<>();
  private Bus bus;
  private long timer;

  LineEnd(Stage stage, Wire wire, Life life, List<DeviceConfig> devices) {
    this.stage = stage;
    this.wire = wire;
    this.life = life;
    bus = Drivers.bus(devices.getFirst().line(), devices);
    for (DeviceConfig device : devices) kinds.addAll(kinds(device));
    wire.attach(this::received);
  }

  boolean isUp() {
    return wire.isUp();
  }

  boolean isSettled() {
    return bus.isSettled();
  }

  void opened() {
    feed(new Input.Opened(stage.now()));
  }

  void lost() {
    feed(new Input.Lost(stage.now()));
  }

  private void received(Bytes bytes) {
    feed(new Input.Received(bytes, stage.now()));
  }

  void state(List<Statement> statements) {
    if (life.isDead()) return;
    boolean told = false;
    for (Statement statement : statements)
      if (kinds.contains(kind(statement))) {
        fold(new Input.Stated(statement, stage.now()));
        told = true;
      }
    if (told) wakeAt(bus.tickAt());
  }

  /** A kind of statement and its window; null: the hall. */
  private record Concern(Class<?> kind, @Nullable WindowId window) {}

  /**
   * What a device could care for. In the application every line is told everything and its drivers
   * pick; a statement for none of a line's windows is left out here, which is most of a large
   * hall's work.
   */
  private static List<Concern> kinds(DeviceConfig device) {
    return switch (device) {
      case PadConfig pad ->
          List.of(
              new Concern(Statement.ShowWindow.class, pad.window()),
              new Concern(Statement.ShowPad.class, pad.window()),
              new Concern(Statement.AskRating.class, pad.window()));
      case CardConfig card ->
          card.window() == null
              ? List.of(new Concern(Statement.ShowHall.class, null))
              : List.of(new Concern(Statement.ShowWindow.class, card.window()));
      case OsdpConfig pad ->
          List.of(
              new Concern(Statement.ShowWindow.class, pad.window()),
              new Concern(Statement.ShowPad.class, pad.window()),
              new Concern(Statement.AskRating.class, pad.window()));
      case PrinterConfig p -> List.of(new Concern(Statement.Print.class, null));
      default -> throw new IllegalStateException("no soak of " + device);
    };
  }

  private static Concern kind(Statement statement) {
    WindowId window =
        switch (statement) {
          case Statement.ShowWindow s -> s.window();
          case Statement.ShowPad s -> s.window();
          case Statement.AskRating s -> s.window();
          case Statement.ShowHall s -> null;
          case Statement.Print s -> null;
          case Statement.NewRoll s -> null;
        };
    return new Concern(statement.getClass(), window);
  }

  private void feed(Input input) {
    if (life.isDead()) return;
    fold(input);
    wakeAt(bus.tickAt());
  }

  private void fold(Input input) {
    Bus.Step step = bus.on(input);
    bus = step.next();
    for (Output output : step.outputs()) {
      if (output instanceof Output.Send send && wire.isUp()) wire.sends(send.bytes());
      if (output instanceof Output.Asked(var ask)) ask(ask, SAY_AGAIN_MAX);
    }
  }

  private void ask(Ask ask, int times) {
    life.ask(ask, answer -> answered(ask, answer, times));
  }

  private void answered(Ask ask, Answer answer, int times) {
    Instant now = stage.now();
    switch (answer) {
      case Answer.Accepted a -> feed(new Input.Answered(ask, null, now));
      case Answer.Refused(var why) -> feed(new Input.Answered(ask, why, now));
      case Answer.Busy b -> again(ask, times);
      case Answer.Unwritable u -> again(ask, times);
    }
  }

  private void again(Ask ask, int times) {
    if (ask.by().role() == By.Role.DRIVER && times > 0)
      stage.in(
          SAY_AGAIN,
          () -> {
            if (!life.isDead()) ask(ask, times - 1);
          });
    else feed(new Input.Answered(ask, Refusal.NOT_ALLOWED, stage.now()));
  }

  private void wakeAt(Instant at) {
    long mine = ++timer;
    if (at.equals(Instant.MAX)) return;
    Duration time = Duration.between(stage.now(), at).plusMillis(1);
    if (time.compareTo(TICK_MAX) > 0) time = TICK_MAX;
    if (time.toMillis() < 1) time = Duration.ofMillis(1);
    stage.in(
        time,
        () -> {
          if (mine == timer) feed(new Input.Tick(stage.now()));
        });
  }
}
