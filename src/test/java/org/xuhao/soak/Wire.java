package org.xuhao.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xuhao.sim.HandCable;
import org.xuhao.sim.HandPeer;
import org.xuhao.wire.Bytes;

/** A serial line at 9600 baud between the appliance and its devices, and what spoils it. */
final class Wire implements HandCable {

  /** Start bit, eight data bits, stop bit. */
  private static final long NANOS_A_BYTE = 10 * 1_000_000_000L / 9600;

  private final Stage stage;
  private final Random random;
  private @Nullable HandPeer peer;
  private Consumer<Bytes> host = bytes -> {};
  private boolean up = true;
  private long plugged;
  private double spoilt;
  private boolean mayGarble = true;
  private Instant toHostFree = Instant.EPOCH;
  private Instant toPeerFree = Instant.EPOCH;

  Wire(Stage stage, long seed) {
    this.stage = stage;
    random = new Random(seed);
  }

  void attach(HandPeer devices) {
    peer = devices;
  }

  /** Where bytes go that the devices say. */
  void attach(Consumer<Bytes> listener) {
    host = listener;
  }

  boolean isUp() {
    return up;
  }

  /** What is under way when the cable is pulled never arrives. */
  void plug(boolean in) {
    up = in;
    plugged++;
  }

  /** {@code chance} that a run of bytes is lost or arrives with a byte changed. */
  void spoil(double chance) {
    spoilt = chance;
  }

  /** Its protocol has no checksum, so nobody could tell: such a line only loses runs. */
  void onlyLoses() {
    mayGarble = false;
  }

  @Override
  public void says(Bytes bytes) {
    toHostFree = later(toHostFree, bytes);
    carry(bytes, toHostFree, arrived -> host.accept(arrived));
  }

  /** From the appliance to the devices. */
  void sends(Bytes bytes) {
    toPeerFree = later(toPeerFree, bytes);
    carry(
        bytes,
        toPeerFree,
        arrived -> {
          if (peer != null) peer.hears(arrived);
        });
  }

  private Instant later(Instant free, Bytes bytes) {
    Instant from = free.isAfter(stage.now()) ? free : stage.now();
    return from.plusNanos(NANOS_A_BYTE * bytes.size());
  }

  private void carry(Bytes bytes, Instant at, Consumer<Bytes> end) {
    Bytes arriving = spoil(bytes);
    if (!up || arriving.isEmpty()) return;
    long mine = plugged;
    stage.in(
        Duration.between(stage.now(), at),
        () -> {
          if (mine == plugged) end.accept(arriving);
        });
  }

  private Bytes spoil(Bytes bytes) {
    if (spoilt == 0 || random.nextDouble() >= spoilt) return bytes;
    if (!mayGarble || random.nextInt(3) == 0) return Bytes.NONE;
    int at = random.nextInt(bytes.size());
    Bytes changed = Bytes.of(bytes.at(at) ^ (1 << random.nextInt(8)));
    return bytes.slice(0, at).then(changed).then(bytes.from(at + 1));
  }

  @Override
  public void in(Duration time, Runnable then) {
    stage.in(time, then);
  }

  @Override
  public Instant now() {
    return stage.now();
  }
}
