package org.xuhao.web.paired;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.hall.value.WindowId;

/**
 * The browsers that are devices of this hall. Each says every two seconds that it lives and what it
 * shows; one that does not is a fault like that of any device. Safe from any thread; {@link #pair}
 * and {@link #unpair} write to the disk.
 */
public final class PairedDevices {
  private static final Logger LOG = LoggerFactory.getLogger(PairedDevices.class);

  /** As many as may follow the feed at once: one more would show nothing. */
  public static final int DEVICES_MAX = 64;

  /** Four signs of life missed and some: longer than a page needs to be right after a restart. */
  public static final Duration SILENT = Duration.ofSeconds(10);

  /** Told of each sign of life; bound to the meters. */
  public interface Figures {
    void heard(String device);

    void roundTrip(String device, Duration took);
  }

  /** What came of a code that somebody typed. */
  public sealed interface Tried {
    record Paired(PairedDevice device) implements Tried {}

    record Wrong() implements Tried {}

    /** Too many wrong ones: nobody may try for so long. */
    record Closed(Duration left) implements Tried {}

    /** {@value #DEVICES_MAX} are paired already. */
    record Full() implements Tried {}
  }

  /**
   * One device and when it was heard.
   *
   * @param lastSeen null: not since the start
   * @param roundTrip how long its last sign of life took, as it measured it; null: not yet
   * @param signs of life since the start
   */
  public record Seen(
      PairedDevice device,
      @Nullable Instant lastSeen,
      @Nullable Duration roundTrip,
      long signs,
      String shows,
      boolean silent) {}

  /** A code and how long it is good. */
  public record Shown(String code, Duration left) {}

  private static final class Life {
    private long heardNanos;
    private @Nullable Instant lastSeen;
    private @Nullable Duration roundTrip;
    private long signs;
    private String shows = "";
    private boolean silent;

    Life(long now) {
      heardNanos = now;
    }
  }

  private final PairedStore store;
  private final OpenFaults faults;
  private final InstantSource wall;
  private final LongSupplier elapsed;
  private final Figures figures;
  private final PairingCodes codes;
  private final TreeMap<Integer, PairedDevice> devices = new TreeMap<>();
  private final Map<Integer, Life> lives = new HashMap<>();

  /**
   * Those that {@code store} kept.
   *
   * @param elapsed nanoseconds that never go back, whatever the clock on the wall does
   * @param chance nobody can guess; codes come from it
   */
  public PairedDevices(
      PairedStore store,
      OpenFaults faults,
      InstantSource wall,
      LongSupplier elapsed,
      RandomGenerator chance,
      Figures figures)
      throws IOException {
    this.store = store;
    this.faults = faults;
    this.wall = wall;
    this.elapsed = elapsed;
    this.figures = figures;
    codes = new PairingCodes(chance);
    for (PairedDevice device : store.load()) live(device);
  }

  private void live(PairedDevice device) {
    devices.put(device.number(), device);
    lives.put(device.number(), new Life(elapsed.getAsLong()));
  }

  /** The device whose secret this is. */
  public synchronized Optional<PairedDevice> of(String secret) {
    String hash = PairedText.sha(secret);
    return devices.values().stream().filter(one -> one.hash().equals(hash)).findFirst();
  }

  /** The code that the browser with this secret shall show; empty: too many show one. */
  public synchronized Optional<Shown> begin(String secret) {
    long now = elapsed.getAsLong();
    return codes
        .codeFor(PairedText.sha(secret), now)
        .map(code -> new Shown(code, codes.left(code, now)));
  }

  /** The code that the browser with this secret shows, if it is still good. */
  public synchronized Optional<Shown> shownBy(String secret) {
    long now = elapsed.getAsLong();
    return Optional.ofNullable(codes.shownBy(PairedText.sha(secret), now))
        .map(code -> new Shown(code, codes.left(code, now)));
  }

  /**
   * Makes the browser that shows {@code code} a device.
   *
   * @throws IOException when that could not be kept; then nothing changed and the code is still
   *     good
   */
  public synchronized Tried pair(String code, PairedKind kind, WindowId window) throws IOException {
    long now = elapsed.getAsLong();
    Duration closed = codes.closedFor(now);
    if (closed.isPositive()) return new Tried.Closed(closed);
    Optional<String> hash = codes.tried(code, now);
    if (hash.isEmpty()) return new Tried.Wrong();
    if (devices.size() >= DEVICES_MAX) return new Tried.Full();
    int number = 1;
    while (devices.containsKey(number)) number++;
    var device = new PairedDevice(number, kind, window, hash.get(), wall.instant());
    var all = new ArrayList<>(devices.values());
    all.add(device);
    store.save(all);
    codes.used(code);
    live(device);
    LOG.info("{} is paired: {} of window {}", device.name(), kind.type(), window);
    return new Tried.Paired(device);
  }

  /**
   * Lets a device go; false: there is none of this number.
   *
   * @throws IOException when that could not be kept; then it is still a device
   */
  public synchronized boolean unpair(int number) throws IOException {
    PairedDevice device = devices.get(number);
    if (device == null) return false;
    store.save(devices.values().stream().filter(one -> one.number() != number).toList());
    devices.remove(number);
    lives.remove(number);
    faults.clear(FaultCode.DEVICE_SILENT, subject(device));
    LOG.info("{} is no longer paired", device.name());
    return true;
  }

  /**
   * A device lives.
   *
   * @param shows in words, nothing personal
   * @param roundTrip of its sign of life before; null: it knows none
   */
  public synchronized void heard(PairedDevice device, String shows, @Nullable Duration roundTrip) {
    Life life = lives.get(device.number());
    if (life == null) return;
    life.heardNanos = elapsed.getAsLong();
    life.lastSeen = wall.instant();
    life.signs++;
    life.shows = shows;
    life.silent = false;
    faults.clear(FaultCode.DEVICE_SILENT, subject(device));
    figures.heard(device.name());
    if (roundTrip == null) return;
    life.roundTrip = roundTrip;
    figures.roundTrip(device.name(), roundTrip);
  }

  /** Looks who was not heard for too long; to be called about every second. */
  public synchronized void look() {
    long now = elapsed.getAsLong();
    for (PairedDevice device : devices.values()) {
      Life life = lives.get(device.number());
      if (life == null || life.silent || now - life.heardNanos <= SILENT.toNanos()) continue;
      life.silent = true;
      life.shows = "";
      faults.raise(
          new Fault(
              FaultCode.DEVICE_SILENT,
              subject(device),
              "the page of this %s of window %s says nothing; open it again at /pair"
                  .formatted(device.kind().type(), device.window()),
              wall.instant()));
    }
  }

  /** All devices, by number. */
  public synchronized List<Seen> all() {
    var all = new ArrayList<Seen>();
    for (PairedDevice device : devices.values()) {
      Life life = lives.get(device.number());
      if (life == null) throw new IllegalStateException(device.name() + " has no life");
      all.add(new Seen(device, life.lastSeen, life.roundTrip, life.signs, life.shows, life.silent));
    }
    return all;
  }

  private static String subject(PairedDevice device) {
    return "device " + device.name();
  }
}
