package org.xuhao.driver;

import java.util.List;
import java.util.Optional;
import org.xuhao.hall.value.WindowId;

/**
 * The few words that name a usual device in captures and tests, such as {@code 6 rating 5}: an
 * address, what it is, its window. See {@link DeviceType#usual()}.
 */
public record UsualWords(List<String> words) {
  public UsualWords {
    words = List.copyOf(words);
  }

  /** The words of one line of a capture's head. */
  public static UsualWords of(String line) {
    return new UsualWords(List.of(line.strip().split(" ", -1)));
  }

  /**
   * The first word.
   *
   * @throws IllegalArgumentException when it is no number
   */
  public int address() {
    return Integer.parseInt(words.getFirst());
  }

  /** The third word; without one the window that has the number of the address. */
  public WindowId window() {
    return new WindowId(at(2).map(Integer::parseInt).orElse(Math.clamp(address(), 1, 999)));
  }

  /** What kind of pad the second word says. */
  public PadRole role() {
    return at(1).equals(Optional.of("rating")) ? PadRole.RATING : PadRole.CALL;
  }

  /** The word at {@code place}, counted from 0. */
  public Optional<String> at(int place) {
    return place < words.size() ? Optional.of(words.get(place)) : Optional.empty();
  }
}
