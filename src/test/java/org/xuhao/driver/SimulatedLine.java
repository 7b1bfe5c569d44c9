package org.xuhao.driver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Refusal;
import org.xuhao.wire.Bytes;

/** A bus and byte-level peers on simulated time. It writes a capture of what goes over the line. */
final class SimulatedLine {

  /** What hangs on the other end. */
  interface Peer {
    /** What it says to {@code bytes} and after how long; nothing when it stays silent. */
    List<Said> hears(Bytes bytes);
  }

  record Said(Duration after, Bytes bytes) {}

  /** One output and when it came. */
  record At(Duration at, Output output) {}

  private record Event(Instant at, long order, Input input) {}

  static final Instant START = ReplayCapture.START;

  private final List<Peer> peers;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::order));
  private final List<At> outputs = new ArrayList<>();
  private final List<String> capture = new ArrayList<>();
  private Bus bus;
  private Instant now = START;
  private long order;
  private @Nullable Ask asked;

  SimulatedLine(Bus bus, List<Peer> peers) {
    this.bus = bus;
    this.peers = List.copyOf(peers);
    on(new Input.Opened(START));
    capture.add("0.000 ! opened");
  }

  static SimulatedLine of(String type, List<String> devices, Peer... peers) {
    DeviceType found = Drivers.type(type).orElseThrow();
    List<DeviceConfig> configs =
        devices.stream().map(words -> found.usual().apply("line", words)).toList();
    return new SimulatedLine(Drivers.bus("line", configs), List.of(peers));
  }

  /** Lets time pass until {@code ms} after the start. */
  SimulatedLine until(long ms) {
    Instant end = START.plusMillis(ms);
    while (true) {
      Event first = events.peek();
      Instant tick = bus.tickAt();
      Instant next = first != null && !first.at().isAfter(tick) ? first.at() : tick;
      if (next.isAfter(end)) break;
      now = next;
      if (first != null && first.at().equals(next)) take(events.remove());
      else on(new Input.Tick(now));
    }
    now = end;
    return this;
  }

  private void take(Event event) {
    if (event.input() instanceof Input.Received(var bytes, var at)) note("< " + bytes);
    on(event.input());
  }

  SimulatedLine hears(String hex) {
    note("< " + Bytes.hex(hex));
    on(new Input.Received(Bytes.hex(hex), now));
    return this;
  }

  SimulatedLine says(String event) {
    note("! " + event);
    CaptureEvent.input(event, now, asked).ifPresent(this::on);
    return this;
  }

  SimulatedLine answers(@Nullable Refusal refusal) {
    return says(refusal == null ? "accepted" : "refused " + refusal);
  }

  void states(Statement statement) {
    on(new Input.Stated(statement, now));
  }

  /** Whoever is responsible lets the device be given its key. */
  SimulatedLine admits(String device) {
    bus = bus.admitting(device, now).orElseThrow();
    return this;
  }

  /** The device at address {@code from} takes that of {@code device}. */
  SimulatedLine renumbers(String device, int from) {
    bus = bus.renumbering(device, from, 9600, now).orElseThrow();
    return this;
  }

  private void on(Input input) {
    var step = bus.on(input);
    bus = step.next();
    for (Output output : step.outputs()) {
      Instant goesOut = output instanceof Output.Send send ? send.at(now) : now;
      outputs.add(new At(Duration.between(START, goesOut), output));
      if (output instanceof Output.Asked(var ask)) asked = ask;
      if (output instanceof Output.Send send) {
        Bytes bytes = send.bytes();
        note(goesOut, "> " + bytes);
        for (Peer peer : peers)
          for (Said said : peer.hears(bytes)) {
            Instant at = goesOut.plus(said.after());
            events.add(new Event(at, order++, new Input.Received(said.bytes(), at)));
          }
      }
    }
  }

  private void note(String what) {
    note(now, what);
  }

  private void note(Instant at, String what) {
    capture.add("%.3f %s".formatted(Duration.between(START, at).toNanos() / 1e9, what));
  }

  /** Since the start. */
  Duration now() {
    return Duration.between(START, now);
  }

  Bus bus() {
    return bus;
  }

  /** Outputs of one kind, in order. */
  <T extends Output> List<T> outputs(Class<T> kind) {
    return outputs.stream().map(At::output).filter(kind::isInstance).map(kind::cast).toList();
  }

  List<At> all() {
    return List.copyOf(outputs);
  }

  List<String> sent() {
    return outputs(Output.Send.class).stream().map(s -> s.bytes().toString()).toList();
  }

  List<String> asked() {
    return outputs(Output.Asked.class).stream().map(a -> a.ask().command().toString()).toList();
  }

  /** Faults raised and cleared, in order: {@code +PAPER-OUT}, {@code -PAPER-OUT}. */
  List<String> faults() {
    var faults = new ArrayList<String>();
    for (At at : outputs) {
      if (at.output() instanceof Output.Raise(var fault)) faults.add("+" + fault.code().code());
      if (at.output() instanceof Output.Clear(var code, var subject)) faults.add("-" + code.code());
    }
    return faults;
  }

  List<String> capture() {
    return List.copyOf(capture);
  }
}
