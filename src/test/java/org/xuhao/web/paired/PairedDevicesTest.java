package org.xuhao.web.paired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.fault.OpenFaults;
import org.xuhao.hall.value.WindowId;
import org.xuhao.web.paired.PairedDevices.Tried;

/** What the bounds of pairing are, and that a full disk costs neither code nor device. */
@NullMarked
class PairedDevicesTest {
  private static final WindowId WINDOW = new WindowId(3);
  private static final PairedKind KIND = PairedKind.RATING_TABLET;

  private final OpenFaults faults = new OpenFaults();
  private final List<PairedDevice> kept = new ArrayList<>();
  private boolean diskFull;
  private long nanos;

  private PairedDevices devices() throws IOException {
    var store =
        new PairedStore() {
          @Override
          public List<PairedDevice> load() {
            return List.copyOf(kept);
          }

          @Override
          public void save(List<PairedDevice> all) throws IOException {
            if (diskFull) throw new IOException("No space left on device");
            kept.clear();
            kept.addAll(all);
          }
        };
    var quiet =
        new PairedDevices.Figures() {
          @Override
          public void heard(String device) {}

          @Override
          public void roundTrip(String device, Duration took) {}
        };
    return new PairedDevices(store, faults, () -> Instant.EPOCH, () -> nanos, new Random(1), quiet);
  }

  private static String code(PairedDevices devices, String secret) {
    return devices.begin(secret).orElseThrow().code();
  }

  @Test
  void aFullDiskCostsNeitherTheCodeNorTheDevice() throws IOException {
    PairedDevices devices = devices();
    String code = code(devices, "tablet");
    diskFull = true;
    assertThrows(IOException.class, () -> devices.pair(code, KIND, WINDOW));
    assertTrue(devices.of("tablet").isEmpty());
    diskFull = false;
    assertInstanceOf(Tried.Paired.class, devices.pair(code, KIND, WINDOW));
    diskFull = true;
    assertThrows(IOException.class, () -> devices.unpair(1));
    assertTrue(devices.of("tablet").isPresent());
    assertEquals(List.of("browser/1"), devices.all().stream().map(s -> s.device().name()).toList());
  }

  @Test
  void aNumberThatBecameFreeIsGivenAgainAndTheListHasAnEnd() throws IOException {
    PairedDevices devices = devices();
    for (int n = 1; n <= PairedDevices.DEVICES_MAX; n++)
      devices.pair(code(devices, "tablet " + n), KIND, WINDOW);
    String more = code(devices, "one more");
    assertInstanceOf(Tried.Full.class, devices.pair(more, KIND, WINDOW));
    assertTrue(devices.unpair(7));
    devices.pair(more, KIND, WINDOW);
    assertEquals(7, devices.of("one more").orElseThrow().number());
    assertEquals(PairedDevices.DEVICES_MAX, devices().all().size());
  }

  @Test
  void soManyBrowsersShowACodeAndEachItsOwn() throws IOException {
    PairedDevices devices = devices();
    var codes = new ArrayList<String>();
    for (int n = 0; n < PairingCodes.WAITING_MAX; n++) codes.add(code(devices, "browser " + n));
    assertEquals(PairingCodes.WAITING_MAX, codes.stream().distinct().count());
    assertTrue(devices.begin("one more").isEmpty());
    nanos += PairingCodes.LIVES.toNanos();
    assertTrue(devices.begin("one more").isPresent());
    assertInstanceOf(Tried.Wrong.class, devices.pair(codes.getFirst(), KIND, WINDOW));
  }

  /** A guesser who never rests tries fewer than twenty codes while one is good. */
  @Test
  void guessingIsSlowedDownToAMinuteACode() throws IOException {
    PairedDevices devices = devices();
    int tried = 0;
    for (long end = nanos + PairingCodes.LIVES.toNanos(); nanos < end; ) {
      switch (devices.pair("000000", KIND, WINDOW)) {
        case Tried.Wrong wrong -> tried++;
        case Tried.Closed(var left) -> nanos += left.toNanos();
        case Tried.Paired other -> throw new AssertionError(other);
        case Tried.Full other -> throw new AssertionError(other);
      }
    }
    assertTrue(tried >= 10 && tried < 20, tried + " were tried");
  }
}
