package org.xuhao.driver.modbus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.Device;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Input;
import org.xuhao.driver.KeyUse;
import org.xuhao.driver.Noise;
import org.xuhao.driver.Output;
import org.xuhao.driver.Output.Figure;
import org.xuhao.driver.Silence;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.By;
import org.xuhao.wire.Bytes;

/**
 * One device that speaks Modbus RTU: what it shows is written before its keys are read, and read
 * back now and then.
 *
 * <p>Only a fresh copy is ever changed, inside {@link #on}; what was handed out stays as it is.
 */
final class ModbusDriver implements Driver {

  /** An unfinished answer is dropped after this silence: a serial server may cut it. Own choice. */
  static final Duration TORN_AFTER = Duration.ofMillis(50);

  /** 3.5 characters of 11 bits at 9600 baud are 4.01 ms. Source: protocol.md, "Timing". */
  static final Duration GAP = Duration.ofMillis(5);

  /** How often a confirmed register is read back: so long a short power loss may go unseen. */
  static final Duration CHECK_EVERY = Duration.ofSeconds(5);

  /** Registers that cannot be read back are written again. Own choice: memories wear out. */
  static final Duration WRITE_AGAIN = Duration.ofMinutes(1);

  /** A device that says it is busy is left alone so long. Own choice. */
  static final Duration BUSY_PAUSE = Duration.ofMillis(200);

  /** Busy more often than this in a row is a refusal. */
  static final int BUSY_MOST = 10;

  /** What was refused is tried again after this: the device may have been set right. */
  static final Duration REFUSED_PAUSE = Duration.ofSeconds(30);

  /** Exceptions that say "not now". Source: protocol.md, "Exceptions". */
  private static final int ACKNOWLEDGED = 5;

  private static final int BUSY = 6;

  private final ModbusConfig device;
  private final Panel panel;
  private Box box;
  private Silence silence;
  private Noise noise;
  private Instant latest = Instant.EPOCH;
  private boolean up;
  private Bytes tail = Bytes.NONE;
  private Instant bytesAt = Instant.EPOCH;
  private @Nullable Instant heardAt;
  private boolean heard;
  private @Nullable Question asked;
  private Instant askedAt = Instant.EPOCH;
  private @Nullable Question again;
  private boolean retried;
  private Instant notBefore = Instant.EPOCH;
  private int busy;
  private Instant polledAt = Instant.EPOCH;
  private Instant checkedAt = Instant.EPOCH;
  private Instant writtenAgainAt = Instant.EPOCH;

  /** By the words of a question: when to try again what the device refused. */
  private final Map<String, Instant> refused;

  /** A device of which nothing was heard; {@code ears}: it counts its line's noise. */
  ModbusDriver(ModbusConfig device, boolean ears) {
    this.device = device;
    panel = new Panel(device);
    box = Box.of(device);
    silence = Silence.none(device.name());
    noise = Noise.none(device.line(), ears);
    refused = new HashMap<>();
  }

  private ModbusDriver(ModbusDriver other) {
    device = other.device;
    panel = new Panel(other.panel);
    box = other.box;
    silence = other.silence;
    noise = other.noise;
    latest = other.latest;
    up = other.up;
    tail = other.tail;
    bytesAt = other.bytesAt;
    heardAt = other.heardAt;
    heard = other.heard;
    asked = other.asked;
    askedAt = other.askedAt;
    again = other.again;
    retried = other.retried;
    notBefore = other.notBefore;
    busy = other.busy;
    polledAt = other.polledAt;
    checkedAt = other.checkedAt;
    writtenAgainAt = other.writtenAgainAt;
    refused = new HashMap<>(other.refused);
  }

  /** A question, from when on, and whether something shown waits for it. */
  private record Due(Question question, Instant from, boolean urgent) {}

  @Override
  public Step on(Input input) {
    var next = new ModbusDriver(this);
    var out = new ArrayList<Output>();
    next.latest = input.at();
    next.timeOut(out);
    next.noise = next.noise.quiet(input.at(), out);
    switch (input) {
      case Input.Opened opened -> next.opened();
      case Input.Lost lost -> next.lost();
      case Input.Received received -> next.received(received.bytes(), out);
      case Input.Stated stated -> next.panel.stated(stated.statement());
      case Input.YourTurn turn -> next.takeTurn(out);
      case Input.Answered answered -> {}
      case Input.Tick tick -> {}
    }
    return new Step(next, out);
  }

  @Override
  public Wish wish() {
    Instant rest = noise.quietAt();
    if (!up) return new Wish.Rest(rest);
    if (asked != null) return new Wish.Hold(owesUntil());
    Optional<Due> next = next();
    if (next.isEmpty()) return new Wish.Rest(rest);
    Instant from = later(next.get().from(), earliest());
    if (from.isAfter(latest)) return new Wish.Rest(from.isBefore(rest) ? from : rest);
    return new Wish.Turn(next.get().from(), next.get().urgent());
  }

  @Override
  public boolean isSettled() {
    if (!up || silence.raised()) return true;
    return !(asked instanceof Question.Write)
        && !(again instanceof Question.Write)
        && panel.missing().stream().allMatch(write -> triedAgainAt(write).isAfter(latest));
  }

  @Override
  public Device device() {
    var standing =
        silence.raised()
            ? Device.Standing.SILENT
            : heard ? Device.Standing.HEARD : Device.Standing.UNHEARD;
    return new Device(
        device.name(), "modbus-rtu", device.window(), standing, heardAt, panel.text());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** When anything at all may be asked. */
  private Instant earliest() {
    return later(later(silence.notBefore(), notBefore), bytesAt.plus(GAP));
  }

  /** Until when the device may answer; longer while bytes come in. */
  private Instant owesUntil() {
    Instant owes = askedAt.plus(device.replyWithin());
    if (tail.isEmpty()) return owes;
    Instant most = owes.plus(device.replyWithin());
    Instant bytes = bytesAt.plus(TORN_AFTER);
    return later(owes, bytes.isBefore(most) ? bytes : most);
  }

  private void opened() {
    lost();
    up = true;
    heard = false;
    panel.opened();
    silence = silence.askedAnew();
    notBefore = Instant.EPOCH;
  }

  /** Keys pressed while nobody could read them are not meant any more. */
  private void lost() {
    up = false;
    tail = Bytes.NONE;
    asked = null;
    again = null;
    retried = false;
    box = box.forget();
  }

  private void timeOut(List<Output> out) {
    boolean late = asked != null && !owesUntil().isAfter(latest);
    boolean torn = !tail.isEmpty() && !latest.isBefore(bytesAt.plus(TORN_AFTER));
    if (late || torn) {
      noise = noise.heard(tail.size(), tail.isEmpty() ? 0 : 1, latest, out);
      tail = Bytes.NONE;
    }
    if (!late) return;
    if (retried) silence = silence.missed(latest, out);
    else out.add(new Output.Count(device.name(), Figure.RETRIES, 1));
    again = retried ? null : asked;
    retried = !retried;
    asked = null;
  }

  /** What to ask next; of two that are due what is to be shown goes first. */
  private Optional<Due> next() {
    if (again != null) return Optional.of(new Due(again, askedAt, true));
    Due best = null;
    for (Question.Write write : panel.missing()) {
      Instant from = later(polledAt, triedAgainAt(write));
      if (!from.isAfter(latest)) return Optional.of(new Due(write, from, true));
      best = sooner(best, new Due(write, from, true));
    }
    Optional<Question.Read> keys = box.question();
    if (keys.isPresent()) {
      Instant pause = triedAgainAt(keys.get());
      best = sooner(best, new Due(keys.get(), later(polledAt.plus(device.poll()), pause), false));
    }
    Optional<Question.Read> check = panel.check();
    if (check.isPresent())
      best = sooner(best, new Due(check.get(), checkedAt.plus(CHECK_EVERY), false));
    return Optional.ofNullable(best);
  }

  private Instant triedAgainAt(Question question) {
    return refused.getOrDefault(question.words(), Instant.EPOCH);
  }

  private static Due sooner(@Nullable Due one, Due other) {
    return one != null && !other.from().isBefore(one.from()) ? one : other;
  }

  private void takeTurn(List<Output> out) {
    Optional<Due> next = next();
    if (!up || asked != null || next.isEmpty()) return;
    if (later(next.get().from(), earliest()).isAfter(latest)) return;
    Question question = next.get().question();
    asked = question;
    askedAt = latest;
    again = null;
    if (box.question().filter(question::equals).isPresent()) polledAt = latest;
    else if (question instanceof Question.Read) checkedAt = latest;
    out.add(new Output.Send(question.frame(device.address()).bytes()));
    out.add(new Output.Count(device.name(), Figure.FRAMES_OUT, 1));
  }

  private void received(Bytes bytes, List<Output> out) {
    bytesAt = latest;
    var decoded = RtuCodec.heard(tail.then(bytes));
    tail = decoded.tail();
    noise = noise.heard(decoded.noiseBytes(), decoded.badFrames(), latest, out);
    for (RtuFrame frame : decoded.frames())
      if (frame.unit() == device.address()) {
        Question question = asked;
        if (question != null && question.isMeantBy(frame)) answered(question, frame, out);
        else out.add(new Output.Count(device.name(), Figure.IGNORED_FRAMES, 1));
      }
  }

  private void answered(Question question, RtuFrame frame, List<Output> out) {
    asked = null;
    retried = false;
    heard = true;
    heardAt = latest;
    out.add(new Output.Count(device.name(), Figure.FRAMES_IN, 1));
    out.add(new Output.RoundTrip(device.name(), Duration.between(askedAt, latest)));
    // After a silence it may have been without power.
    if (silence.missed() > 0) panel.forget();
    silence = silence.heard(out);
    if (frame.isRefusal()) {
      refuses(question, frame.data().at(0), out);
      return;
    }
    busy = 0;
    if (refused.remove(question.words()) != null && refused.isEmpty())
      out.add(new Output.Clear(FaultCode.DEVICE_REFUSES, subject()));
    switch (question) {
      case Question.Write write -> panel.confirmed(write);
      case Question.Read read when box.question().filter(read::equals).isPresent() ->
          keys(read.values(frame), out);
      case Question.Read read -> panel.checked(read, read.values(frame));
    }
    writeAgain();
  }

  private void writeAgain() {
    if (panel.isReadable() || latest.isBefore(writtenAgainAt.plus(WRITE_AGAIN))) return;
    writtenAgainAt = latest;
    panel.forgetUnreadable();
  }

  private void refuses(Question question, int exception, List<Output> out) {
    boolean wait = exception == ACKNOWLEDGED || exception == BUSY;
    if (wait && ++busy <= BUSY_MOST) {
      notBefore = latest.plus(BUSY_PAUSE);
      return;
    }
    busy = 0;
    boolean check =
        question instanceof Question.Read && box.question().filter(question::equals).isEmpty();
    if (check) {
      panel.unreadable((Question.Read) question);
      writeAgain();
      return;
    }
    if (refused.isEmpty())
      out.add(
          new Output.Raise(
              new Fault(
                  FaultCode.DEVICE_REFUSES,
                  subject(),
                  "exception " + exception + " to " + question.words(),
                  latest)));
    refused.put(question.words(), latest.plus(REFUSED_PAUSE));
  }

  private void keys(List<Integer> values, List<Output> out) {
    Box.Found found = box.read(values, latest);
    box = found.next();
    if (found.missed() > 0)
      out.add(new Output.Count(device.name(), Figure.IGNORED_FRAMES, found.missed()));
    for (int code : found.codes()) {
      KeyUse use = device.keys().get(code);
      Optional<Command> command =
          use == null
              ? Optional.empty()
              : use.command(device.window(), panel.face(), panel.rateable());
      if (command.isEmpty()) out.add(new Output.Count(device.name(), Figure.IGNORED_FRAMES, 1));
      else ask(code, command.get(), out);
    }
  }

  private void ask(int code, Command command, List<Output> out) {
    String request =
        "%s/%d/%d.%d".formatted(device.name(), latest.toEpochMilli(), box.last(), code);
    var by = new By(By.Role.PAD, device.name(), "window " + device.window());
    out.add(new Output.Asked(new Ask(request, by, command)));
  }

  private String subject() {
    return "device " + device.name();
  }
}
