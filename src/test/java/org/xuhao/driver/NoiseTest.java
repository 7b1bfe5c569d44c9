package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Noise is a rate and not one bad moment. */
class NoiseTest {
  private static final Instant START = Instant.parse("2026-11-22T01:00:00Z");

  /** An answer of a card reader with its picture. */
  private static final int PICTURE = 1_295;

  private final List<Output> out = new ArrayList<>();
  private Noise noise = Noise.none("line", true);

  private void torn(int bytes, long atMs) {
    noise = noise.heard(bytes, 1, START.plusMillis(atMs), out);
  }

  private long raised() {
    return out.stream().filter(Output.Raise.class::isInstance).count();
  }

  @Test
  void threeTornPicturesInTenSecondsAreNoIllLineAndAFourthIs() {
    for (int i = 0; i < 3; i++) torn(PICTURE, 3_000L * i);
    assertFalse(noise.raised());
    torn(PICTURE, 9_900);
    assertTrue(noise.raised());
    torn(PICTURE, 9_950);
    assertEquals(1, raised());
    long counted =
        out.stream()
            .filter(o -> o instanceof Output.Count(var d, var f, var n) && n == PICTURE)
            .count();
    assertEquals(5, counted, "the figures count every byte");
  }

  @Test
  void tornPicturesThatLieApartNeverAddUp() {
    for (int i = 0; i < 100; i++) torn(PICTURE, 4_000L * i);
    assertEquals(0, raised());
  }

  @Test
  void shortTornFramesAddUpByTheirBytes() {
    for (int i = 0; i < 7; i++) torn(9, 100L * i);
    assertFalse(noise.raised());
    torn(1, 800);
    assertTrue(noise.raised());
  }

  @Test
  void quietClearsIt() {
    for (int i = 0; i < 4; i++) torn(PICTURE, 100L * i);
    assertEquals(START.plusMillis(30_300), noise.quietAt());
    noise = noise.quiet(START.plusMillis(30_299), out);
    assertTrue(noise.raised());
    noise = noise.quiet(START.plusMillis(30_300), out);
    assertFalse(noise.raised());
    assertTrue(out.getLast() instanceof Output.Clear);
    torn(PICTURE, 31_000);
    assertFalse(noise.raised(), "and it begins anew");
  }
}
