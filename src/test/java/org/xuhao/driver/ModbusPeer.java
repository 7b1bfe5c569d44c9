package org.xuhao.driver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;
import org.xuhao.driver.SimulatedLine.Peer;
import org.xuhao.driver.SimulatedLine.Said;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;

/** A display with keys, written from its protocol document alone: it shares no codec. */
final class ModbusPeer implements Peer {
  static final Duration ANSWERS_AFTER = Duration.ofMillis(12);

  private final int unit;
  final TreeMap<Integer, Integer> holding = new TreeMap<>();
  final TreeMap<Integer, Integer> input = new TreeMap<>();

  /** Exceptions to answer to the next questions instead of doing as told. */
  final ArrayDeque<Integer> refusals = new ArrayDeque<>();

  /** A function it does not know. */
  int unknown;

  /** So many of the next answers are lost on the way. */
  int answersLost;

  boolean powered = true;
  int questions;

  ModbusPeer(int unit) {
    this.unit = unit;
    input.put(0, 65_535);
  }

  void press(int key) {
    input.put(1, key);
    input.merge(0, 1, (count, one) -> (count + one) & 0xFFFF);
  }

  void losesPower() {
    holding.clear();
    input.clear();
  }

  /** The letters of {@code count} registers. */
  String text(int first, int count) {
    var text = new StringBuilder();
    for (int i = first; i < first + count; i++) {
      int word = holding.getOrDefault(i, 0);
      text.append((char) (word >> 8)).append((char) (word & 0xFF));
    }
    return text.toString();
  }

  @Override
  public List<Said> hears(Bytes bytes) {
    if (!powered || bytes.at(0) != unit || crc(bytes) != 0) return List.of();
    questions++;
    int function = bytes.at(1);
    int refusal = function == unknown ? 1 : refusals.isEmpty() ? 0 : refusals.remove();
    Bytes answer = refusal > 0 ? Bytes.of(unit, function | 0x80, refusal) : answer(function, bytes);
    if (answersLost-- > 0) return List.of();
    answersLost = 0;
    int crc = crc(answer);
    return List.of(new Said(ANSWERS_AFTER, answer.then(Bytes.of(crc, crc >> 8))));
  }

  private Bytes answer(int function, Bytes bytes) {
    int first = word(bytes, 2);
    int count = word(bytes, 4);
    switch (function) {
      case 3, 4 -> {
        var said = new BytesWriter().add(unit, function, 2 * count);
        for (int i = first; i < first + count; i++) {
          int word = (function == 3 ? holding : input).getOrDefault(i, 0);
          said.add(word >> 8, word);
        }
        return said.bytes();
      }
      case 6 -> holding.put(first, count);
      default -> {
        for (int i = 0; i < count; i++) holding.put(first + i, word(bytes, 7 + 2 * i));
      }
    }
    return Bytes.of(unit, function).then(bytes.slice(2, 6));
  }

  private static int word(Bytes bytes, int at) {
    return bytes.at(at) << 8 | bytes.at(at + 1);
  }

  /** Bit by bit, as the standard tells it; 0 over a frame with its own. */
  private static int crc(Bytes bytes) {
    int crc = 0xFFFF;
    for (int i = 0; i < bytes.size(); i++) {
      crc ^= bytes.at(i);
      for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? crc >> 1 ^ 0xA001 : crc >> 1;
    }
    return crc;
  }
}
