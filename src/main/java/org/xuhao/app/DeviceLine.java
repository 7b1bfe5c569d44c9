package org.xuhao.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.board.Statement;
import org.xuhao.driver.Bus;
import org.xuhao.driver.Device;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.IdCard;
import org.xuhao.driver.Input;
import org.xuhao.driver.Output;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.By;
import org.xuhao.line.Line;
import org.xuhao.line.LineUri;
import org.xuhao.loop.Answer;
import org.xuhao.web.DeviceHooks.Renumbered;
import org.xuhao.wire.Bytes;

/**
 * One line and the drivers on it, on an event loop of their own: bytes and statements go in, bytes,
 * asks and faults come out. Thin: all that is decided is decided by the {@link Bus}.
 */
final class DeviceLine extends VerticleBase implements Line.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceLine.class);

  /** A device's report that the hall could not take is said again after this. */
  private static final Duration SAY_AGAIN = Duration.ofMillis(250);

  /** How often it is said again: a minute in all, longer than any full queue. */
  private static final int SAY_AGAIN_MAX = 240;

  private final String name;
  private final Line line;
  private final HallTime time;
  private final OpenFaults faults;
  private final Function<Ask, CompletionStage<Answer>> hall;
  private final DeviceFigures figures;
  private final BiConsumer<String, IdCard> cards;

  /** What every device ought to show now, by its place. */
  private final Map<String, Statement> latest = new LinkedHashMap<>();

  /** Changed on the line's own loop only. */
  private volatile Bus bus;

  private @Nullable Long timer;
  private volatile boolean up;
  private volatile Instant since;
  private volatile String downWhy = "";

  DeviceLine(
      String name,
      Line line,
      Bus bus,
      HallTime time,
      OpenFaults faults,
      Function<Ask, CompletionStage<Answer>> hall,
      DeviceFigures figures,
      BiConsumer<String, IdCard> cards) {
    this.name = name;
    this.line = line;
    this.bus = bus;
    this.time = time;
    this.faults = faults;
    this.hall = hall;
    this.figures = figures;
    this.cards = cards;
    since = time.steady();
  }

  String name() {
    return name;
  }

  Line line() {
    return line;
  }

  /** The devices as they stand now. From any thread. */
  List<Device> devices() {
    return bus.devices();
  }

  boolean isUp() {
    return up;
  }

  /** When it came up or went down. */
  Instant since() {
    return since;
  }

  /** Why it is down; empty while it is up. */
  String downWhy() {
    return downWhy;
  }

  @Override
  public Future<?> start() {
    line.open(this);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    cancelTimer();
    return line.close();
  }

  /** Says what the devices ought to show or do now. From any thread, in order. */
  void state(List<Statement> statements) {
    context.runOnContext(go -> feed(statements));
  }

  /**
   * Has one device show something else for {@value #TRIED_MS} ms, so that a person finds it in the
   * hall; then it shows the truth again. From any thread.
   *
   * @return whether it is on this line
   */
  boolean tryOut(String device, List<Statement> trial) {
    if (devices().stream().noneMatch(known -> known.name().equals(device))) return false;
    context.runOnContext(go -> {
      feed(device, trial);
      vertx.setTimer(TRIED_MS, id -> feed(device, List.copyOf(latest.values())));
    });
    return true;
  }

  /**
   * Lets a device that does not know its key be given it, for some minutes. From any thread.
   *
   * @return whether it is on this line and can have one
   */
  boolean admit(String device) {
    if (bus.admitting(device, time.steady()).isEmpty()) return false;
    context.runOnContext(go -> {
      bus = bus.admitting(device, time.steady()).orElse(bus);
      settle();
    });
    return true;
  }

  /**
   * Has the device at address {@code from} take that of {@code device}, which does not answer.
   * Completes when it answers under it, or does not within {@value #RENUMBERED_S} s.
   */
  Future<Renumbered> renumber(String device, int from) {
    Promise<Renumbered> done = Promise.promise();
    context.runOnContext(go -> renumber(device, from, done));
    return done.future();
  }

  private void renumber(String device, int from, Promise<Renumbered> done) {
    OptionalInt baud = LineUri.baud(line.uri());
    Optional<Bus> next = bus.renumbering(device, from, baud.orElse(0), time.steady());
    if (next.isEmpty()) done.complete(Renumbered.NO_SUCH_PAD);
    else if (isHeard(device) || isHeard(name + "/" + from)) done.complete(Renumbered.TAKEN);
    else if (baud.isEmpty()) done.complete(Renumbered.NO_RATE);
    else {
      bus = next.get();
      settle();
      Instant until = time.steady().plusSeconds(RENUMBERED_S);
      vertx.setPeriodic(
          LOOK_AGAIN_MS,
          id -> {
            if (!isHeard(device) && time.steady().isBefore(until)) return;
            vertx.cancelTimer(id);
            done.complete(isHeard(device) ? Renumbered.DONE : Renumbered.NOT_HEARD);
          });
    }
  }

  private boolean isHeard(String device) {
    return devices().stream()
        .anyMatch(d -> d.name().equals(device) && d.standing() == Device.Standing.HEARD);
  }

  /** Three tries and the first questions take a second; behind a bus of 32 somewhat more. */
  private static final int RENUMBERED_S = 5;

  /** Long enough to walk over with the eyes, too short to mislead a visitor. Own choice. */
  private static final long TRIED_MS = 5_000;

  private void feed(String device, List<Statement> statements) {
    for (Statement statement : statements)
      carryOut(bus.on(device, new Input.Stated(statement, time.steady())));
    settle();
  }

  /** The same for the last time: completes once all devices show it, or {@code within}. */
  Future<Void> farewell(List<Statement> statements, Duration within) {
    Promise<Void> said = Promise.promise();
    Instant until = time.steady().plus(within);
    context.runOnContext(go -> {
      feed(statements);
      var looks = new AtomicInteger();
      vertx.setPeriodic(
          LOOK_AGAIN_MS,
          id -> {
            int settled = bus.isSettled() ? looks.incrementAndGet() : 0;
            looks.set(settled);
            if (up && settled < SETTLED_LOOKS && time.steady().isBefore(until)) return;
            vertx.cancelTimer(id);
            said.tryComplete();
          });
    });
    return said.future();
  }

  /** So often in a row, 100 ms: a frame that nobody confirms is out of the port by then. */
  private static final int SETTLED_LOOKS = 5;

  /** How often a line that says farewell is looked at. */
  private static final long LOOK_AGAIN_MS = 20;

  @Override
  public void up() {
    up = true;
    downWhy = "";
    since = time.steady();
    faults.clear(FaultCode.LINE_DOWN, subject());
    feed(new Input.Opened(time.steady()));
  }

  @Override
  public void down(String why) {
    up = false;
    downWhy = why;
    since = time.steady();
    faults.raise(new Fault(FaultCode.LINE_DOWN, subject(), why, time.wall()));
    feed(new Input.Lost(time.steady()));
  }

  @Override
  public void received(Bytes bytes) {
    feed(new Input.Received(bytes, time.steady()));
  }

  private String subject() {
    return "line " + name;
  }

  private void feed(Input input) {
    fold(input);
    settle();
  }

  private void feed(List<Statement> statements) {
    for (Statement statement : statements) {
      statement.place().ifPresent(place -> latest.put(place, statement));
      fold(new Input.Stated(statement, time.steady()));
    }
    settle();
  }

  private void fold(Input input) {
    carryOut(bus.on(input));
  }

  private void carryOut(Bus.Step step) {
    bus = step.next();
    for (Output output : step.outputs()) carryOut(output);
  }

  /** Once after all that came together: when to look again. */
  private void settle() {
    wakeAt(bus.tickAt());
  }

  private void carryOut(Output output) {
    switch (output) {
      case Output.Send send -> {
        Instant now = time.steady();
        line.send(send.bytes(), Duration.between(now, send.at(now)));
      }
      case Output.Asked(var ask) -> ask(ask, SAY_AGAIN_MAX);
      case Output.Card(var dispenser, var card) -> cards.accept(dispenser, card);
      case Output.Raise(var fault) -> faults.raise(fault);
      case Output.Clear(var code, var subject) -> faults.clear(code, subject);
      case Output.Count(var device, var figure, var count) -> figures.count(device, figure, count);
      case Output.Paper(var device, var roll) -> figures.paper(device, roll);
      case Output.RoundTrip(var device, var took) -> figures.roundTrip(device, took);
    }
  }

  /** What a person pressed may be refused for now; what a device reports must arrive. */
  private void ask(Ask ask, int times) {
    hall.apply(ask)
        .whenComplete((answer, died) -> {
          if (died != null) LOG.error("The hall did not answer {}", ask, died);
          else context.runOnContext(go -> answered(ask, answer, times));
        });
  }

  private void answered(Ask ask, Answer answer, int times) {
    Instant now = time.steady();
    switch (answer) {
      case Answer.Accepted a -> feed(new Input.Answered(ask, null, now));
      case Answer.Refused(var why) -> feed(new Input.Answered(ask, why, now));
      case Answer.Busy b -> again(ask, times, now);
      case Answer.Unwritable u -> again(ask, times, now);
    }
  }

  private void again(Ask ask, int times, Instant now) {
    if (ask.by().role() == By.Role.DRIVER && times > 0)
      vertx.setTimer(SAY_AGAIN.toMillis(), id -> ask(ask, times - 1));
    else feed(new Input.Answered(ask, Refusal.NOT_ALLOWED, now));
  }

  private void wakeAt(Instant at) {
    cancelTimer();
    if (at.equals(Instant.MAX)) return;
    // Rounded up and no further: a bus of 32 pads waits for its gap of 1 ms 150 times a second.
    long millis = Duration.between(time.steady(), at).plusNanos(NANOS_A_MILLI - 1).toMillis();
    timer =
        vertx.setTimer(
            Math.clamp(millis, 1, TICK_MS_MAX), id -> feed(new Input.Tick(time.steady())));
  }

  private static final int NANOS_A_MILLI = 1_000_000;

  /** No driver rests longer than this, so that a far tick cannot overflow a timer. */
  private static final long TICK_MS_MAX = 60_000;

  private void cancelTimer() {
    if (timer != null) vertx.cancelTimer(timer);
    timer = null;
  }

  /** What devices say of people stands in no capture. */
  static UnaryOperator<Bytes> mayBeKept(List<DeviceConfig> devices) {
    List<UnaryOperator<Bytes>> masks = devices.stream().map(DeviceConfig::mask).toList();
    return bytes -> {
      Bytes kept = bytes;
      for (var mask : masks) kept = mask.apply(kept);
      return kept;
    };
  }
}
