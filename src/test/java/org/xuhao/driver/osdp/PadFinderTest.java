package org.xuhao.driver.osdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xuhao.wire.Bytes;

/** Pads that all speak at once, as a pair of wires mixes them. */
@NullMarked
class PadFinderTest {

  /** What the pad of the C source with serial number 1 said. */
  private static final String SAID_BY_C =
      "FE FE FE FE FE FE FE AA FA 5D EA 5D AA 55 AA 55 AA 55 AB 55 AE 57 BB DF";

  private final Map<Bytes, Integer> pads =
      new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
  private final List<Bytes> silenced = new ArrayList<>();
  private final Random chance = new Random(48);
  private double lost;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 32, 126})
  void allPadsAreFoundOnceAndKeepTheAddressTheyAreGiven(int count) {
    for (int i = 0; i < count; i++) pads.put(uid(i % 2 == 0 ? i : chance.nextInt()), 0x7F);
    var finder = new PadFinder(this::heard);
    List<Bytes> found = finder.find();
    assertEquals(List.copyOf(pads.keySet()), found);
    for (int i = 0; i < found.size(); i++) assertTrue(finder.number(found.get(i), i));
    var addresses = new ArrayList<Integer>();
    for (int i = 0; i < found.size(); i++) addresses.add(i);
    assertEquals(addresses, List.copyOf(pads.values()));
  }

  @Test
  void aFewLostAnswersCostQuestionsAndNoPad() {
    for (int i = 0; i < 20; i++) pads.put(uid(i * 7919), 0x7F);
    lost = 0.02;
    assertEquals(List.copyOf(pads.keySet()), new PadFinder(this::heard).find());
  }

  @Test
  void noiseForEverEndsAllTheSame() {
    var finder = new PadFinder(said -> Bytes.hex("00 FF 12 34"));
    assertEquals(List.of(), finder.find());
    assertTrue(finder.questions() < 20_000, "asked " + finder.questions());
  }

  @Test
  void anAnswerIsReadAsTheSourceInCWritesIt() {
    Bytes said = answer(uid(1));
    assertEquals(SAID_BY_C, said.toString());
    assertEquals(uid(1), PadFinder.decode(said).orElseThrow());
  }

  private static Bytes uid(int serial) {
    return Bytes.of(
        0x58, 0x48, serial >>> 24, serial >>> 16 & 0xFF, serial >>> 8 & 0xFF, serial & 0xFF);
  }

  private static Bytes answer(Bytes uid) {
    Bytes coded = Bytes.NONE;
    int sum = 0;
    for (int i = 0; i < uid.size(); i++) {
      coded = coded.then(Bytes.of(uid.at(i) | 0xAA, uid.at(i) | 0x55));
      sum += (uid.at(i) | 0xAA) + (uid.at(i) | 0x55);
    }
    int high = sum >> 8;
    int low = sum & 0xFF;
    Bytes check = Bytes.of(high | 0xAA, high | 0x55, low | 0xAA, low | 0x55);
    return Bytes.hex("FE FE FE FE FE FE FE AA").then(coded).then(check);
  }

  private Bytes heard(Bytes said) {
    OsdpFrame frame = OsdpCodec.decode(said).frames().getFirst();
    assertEquals(0x7F, frame.address());
    Bytes data = frame.payload().from(4);
    Bytes mixed = Bytes.NONE;
    switch (frame.payload().at(3)) {
      case Order.UNFOUND -> silenced.clear();
      case Order.BRANCH -> {
        for (Bytes uid : pads.keySet())
          if (!silenced.contains(uid) && isWithin(data, uid)) mixed = mix(mixed, answer(uid));
      }
      case Order.FOUND -> {
        if (pads.containsKey(data)) {
          silenced.add(data);
          mixed = ack(0x7F);
        }
      }
      default -> {
        Bytes uid = data.slice(0, 6);
        if (pads.replace(uid, data.at(6)) != null) mixed = ack(data.at(6));
      }
    }
    return chance.nextDouble() < lost ? Bytes.NONE : mixed;
  }

  private static boolean isWithin(Bytes range, Bytes uid) {
    return range.slice(0, 6).toString().compareTo(uid.toString()) <= 0
        && uid.toString().compareTo(range.slice(6, 12).toString()) <= 0;
  }

  private static Bytes ack(int address) {
    return new OsdpFrame(address, true, 0, true, Bytes.NONE, Reply.ACK, Bytes.NONE, Bytes.NONE)
        .bytes();
  }

  /** A pair that one pulls low is low. */
  private static Bytes mix(Bytes one, Bytes other) {
    if (one.isEmpty()) return other;
    byte[] both = other.toArray();
    for (int i = 0; i < both.length; i++) both[i] &= (byte) one.at(i);
    return Bytes.copyOf(both);
  }
}
