package org.xuhao.app.district;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose clock is wrong. */
class NeighbourhoodTest {
  private static Optional<Duration> apart(int... minutes) {
    List<Duration> skews = IntStream.of(minutes).mapToObj(Duration::ofMinutes).toList();
    return Neighbourhood.apart(skews);
  }

  @Test
  void theOneThatIsApartFromMostSaysSo() {
    assertEquals(Optional.of(Duration.ofMinutes(-20)), apart(-20, -20, -19));
    assertEquals(Optional.of(Duration.ofMinutes(7)), apart(7));
    assertEquals(Optional.of(Duration.ofMinutes(3)), apart(3, 9));
  }

  @Test
  void anotherOnesWrongClockIsNotOurs() {
    assertEquals(Optional.empty(), apart());
    assertEquals(Optional.empty(), apart(0, 20, 0));
    assertEquals(Optional.empty(), apart(20, 0));
    assertEquals(Optional.empty(), apart(-20, 20, 1, 0));
    assertEquals(Optional.empty(), apart(2, 2, 2));
  }
}
