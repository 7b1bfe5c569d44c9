package org.xuhao.sim;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A hall's devices and people, simulated. The devices are bytes on loopback sockets and know
 * nothing of the appliance; the people use its HTTP API and the pads. May be used from any thread:
 * everything happens on one context.
 */
public final class SimHall {
  private final Vertx vertx;
  private final Context context;
  private final long seed;
  private final SortedMap<String, SimLine> lines = new TreeMap<>();
  private @Nullable People people;

  /**
   * Devices that are not yet plugged in.
   *
   * @param baud bits per second at which bytes take their time on every line; 0: no time
   * @param seed of all that is left to chance
   * @throws IllegalArgumentException when devices of different kinds share a line
   */
  public SimHall(Vertx vertx, List<SimDevice> devices, int baud, long seed) {
    this.vertx = vertx;
    this.seed = seed;
    context = vertx.getOrCreateContext();
    var byLine = new TreeMap<String, List<SimDevice>>();
    for (SimDevice device : devices)
      byLine.computeIfAbsent(device.line(), line -> new ArrayList<>()).add(device);
    byLine.forEach((line, its) ->
        lines.put(line, new SimLine(vertx, its, new LoopbackPort(vertx, baud, chance(line)))));
  }

  private RandomGenerator chance(String whose) {
    return new SplittableRandom(seed * 31 + whose.hashCode());
  }

  /** Plugs all lines in; gives the URI that the appliance opens for each line's name. */
  public Future<Map<String, String>> start() {
    Promise<Map<String, String>> started = Promise.promise();
    context.runOnContext(ignored ->
        Future.all(lines.values().stream().map(line -> line.port().plugIn()).toList())
            .map(all -> uris())
            .onComplete(started));
    return started.future();
  }

  private Map<String, String> uris() {
    var uris = new TreeMap<String, String>();
    lines.forEach((name, line) -> uris.put(name, "tcp://127.0.0.1:" + line.port().port()));
    return uris;
  }

  /**
   * Lets visitors come and puts a clerk at every call pad.
   *
   * @param appliance where it serves
   * @param services service code by department, as in the hall's file; visitors come for the
   *     departments that the bulletin names
   * @param speed 1: real time; 10: ten times as fast; 0.1 to 1000
   */
  public Future<Void> open(SocketAddress appliance, Map<String, String> services, double speed) {
    if (!(speed >= 0.1 && speed <= 1000))
      throw new IllegalArgumentException("speed is from 0.1 to 1000: " + speed);
    return onContext(() -> {
      if (people != null) return;
      var pace = new Pace(vertx, speed);
      var visitors =
          new Visitors(vertx, new HallDay(), pace, appliance, services, chance("visitors"));
      people = new People(pace, visitors, clerks(pace));
      visitors.start();
      people.clerks().forEach(SimClerk::start);
    });
  }

  private List<SimClerk> clerks(Pace pace) {
    var clerks = new ArrayList<SimClerk>();
    for (SimLine line : lines.values())
      if (line.peer() instanceof SimPadBus pads)
        for (SimDevice pad : line.devices())
          if (!pad.rating() && pad.window() > 0)
            clerks.add(
                new SimClerk(pads, pad, line.ratingPad(pad), pace, chance("clerk " + pad.name())));
    return clerks;
  }

  /** Sends everybody home; the devices stay plugged in. */
  public Future<Void> sendHome() {
    return onContext(() -> {
      People there = people;
      if (there != null) there.goHome();
      people = null;
    });
  }

  /** Sends everybody home and pulls all cables; the devices can be started again, elsewhere. */
  public Future<Void> stop() {
    Promise<Void> stopped = Promise.promise();
    context.runOnContext(ignored -> {
      People there = people;
      if (there != null) there.goHome();
      people = null;
      Future.all(lines.values().stream().map(line -> line.port().release()).toList())
          .<Void>mapEmpty()
          .onComplete(stopped);
    });
    return stopped.future();
  }

  /** What the devices show now. */
  public Future<SimView> view() {
    Promise<SimView> seen = Promise.promise();
    context.runOnContext(ignored -> seen.complete(seeAll()));
    return seen.future();
  }

  private SimView seeAll() {
    var leds = new ArrayList<SimView.LedView>();
    var printers = new ArrayList<SimView.PrinterView>();
    var pads = new ArrayList<SimView.PadView>();
    var readers = new ArrayList<SimView.ReaderView>();
    var cables = new ArrayList<SimView.LineView>();
    lines.forEach((name, line) -> {
      switch (line.peer()) {
        case SimLedCards cards -> leds.addAll(cards.views());
        case SimPrinter printer -> printers.add(printer.view());
        case SimSignCards cards -> leds.addAll(cards.views());
        case SimIdReader reader -> readers.addAll(reader.views());
        case SimPadBus bus -> pads.addAll(bus.views());
      }
      cables.add(line.port().view(name));
    });
    People there = people;
    var crowd = there == null ? SimView.PeopleView.NOBODY : there.view();
    return new SimView(leds, printers, pads, readers, cables, crowd);
  }

  /**
   * Presses keys on the call pad of a window: digits first, the key last.
   *
   * @return fails with {@link IllegalArgumentException} when the window has no pad
   */
  public Future<Void> press(int window, int... keys) {
    if (keys.length < 1 || keys.length > 3)
      throw new IllegalArgumentException("a pad sends one to three keys, not " + keys.length);
    int[] copy = keys.clone();
    return onContext(() -> {
      for (SimLine line : lines.values())
        if (line.peer() instanceof SimPadBus pads)
          for (SimDevice pad : line.devices())
            if (pad.window() == window && !pad.rating()) {
              pads.press(pad.address(), copy);
              return;
            }
      throw new IllegalArgumentException("window " + window + " has no call pad");
    });
  }

  /** Presses the rating key of a window's lit rating pad; 0 is the best. */
  public Future<Void> rate(int window, int key) {
    return onContext(() -> {
      for (SimLine line : lines.values())
        if (line.peer() instanceof SimPadBus pads)
          for (SimDevice pad : line.devices())
            if (pad.window() == window) pads.rate(pad.address(), key);
    });
  }

  /**
   * Puts an identity card on a reader.
   *
   * @param letter of its kind, I or J, or a blank for a resident's card
   */
  public Future<Void> putCard(String reader, char letter, String number) {
    if (number.isEmpty() || number.length() > 18)
      throw new IllegalArgumentException("a card's number has 1 to 18 signs: " + number.length());
    return reader(reader, it -> it.put(letter, number));
  }

  /** Takes the card away. */
  public Future<Void> liftCard(String reader) {
    return reader(reader, SimIdReader::lift);
  }

  private Future<Void> reader(String name, Consumer<SimIdReader> what) {
    return onContext(() -> {
      SimLine line = lines.get(name);
      if (line == null || !(line.peer() instanceof SimIdReader reader))
        throw new IllegalArgumentException("no card reader " + name);
      what.accept(reader);
    });
  }

  /** Takes the paper out of all printers, or puts it back. */
  public Future<Void> paperOut(boolean out) {
    return printers(printer -> printer.paperOut(out));
  }

  /** Lets the paper come near its end. */
  public Future<Void> paperLow(boolean low) {
    return printers(printer -> printer.paperLow(low));
  }

  /** Opens or closes the printers' covers. */
  public Future<Void> coverOpen(boolean open) {
    return printers(printer -> printer.coverOpen(open));
  }

  /** Switches a device's power; a card forgets its areas, a pad its digits. */
  public Future<Void> power(String device, boolean on) {
    return device(device, (line, address) -> line.peer().power(address, on));
  }

  /** Makes a device deaf and dumb while it goes on showing what it shows, or ends that. */
  public Future<Void> silence(String device, boolean silent) {
    return device(device, (line, address) -> line.peer().silence(address, silent));
  }

  /** Pulls the cable of a line, or plugs it in again under the same address. */
  public Future<Void> unplug(String line, boolean out) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(ignored -> {
      SimLine cable = lines.get(line);
      if (cable == null) done.fail(new IllegalArgumentException("no line " + line));
      else if (out) cable.port().unplug().onComplete(done);
      else cable.port().plugIn().<Void>mapEmpty().onComplete(done);
    });
    return done.future();
  }

  /** Spoils a line, or with {@link Mischief#NONE} mends it. */
  public Future<Void> mischief(String line, Mischief mischief) {
    return onContext(() -> {
      SimLine cable = lines.get(line);
      if (cable == null) throw new IllegalArgumentException("no line " + line);
      cable.port().mischief(mischief);
    });
  }

  private Future<Void> printers(Consumer<SimPrinter> what) {
    return onContext(() -> {
      for (SimLine line : lines.values())
        if (line.peer() instanceof SimPrinter printer) what.accept(printer);
    });
  }

  private Future<Void> device(String name, ObjIntConsumer<SimLine> what) {
    return onContext(() -> {
      for (SimLine line : lines.values())
        for (SimDevice device : line.devices())
          if (device.name().equals(name)) {
            what.accept(line, device.address());
            return;
          }
      throw new IllegalArgumentException("no device " + name);
    });
  }

  /** Runs on the context; an {@link IllegalArgumentException} becomes the future's failure. */
  private Future<Void> onContext(Runnable what) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(ignored -> {
      try {
        what.run();
        done.complete();
      } catch (IllegalArgumentException e) {
        done.fail(e);
      }
    });
    return done.future();
  }

  private record People(Pace pace, Visitors visitors, List<SimClerk> clerks) {
    void goHome() {
      pace.stop();
      visitors.stop();
    }

    SimView.PeopleView view() {
      return visitors.view(clerks.stream().mapToLong(SimClerk::served).sum());
    }
  }
}
