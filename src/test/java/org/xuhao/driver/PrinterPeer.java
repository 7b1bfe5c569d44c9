package org.xuhao.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.xuhao.driver.SimulatedLine.Peer;
import org.xuhao.driver.SimulatedLine.Said;
import org.xuhao.wire.Bytes;

/** A ticket printer written from its protocol document alone. */
final class PrinterPeer implements Peer {
  static final Duration ANSWERS_AFTER = Duration.ofMillis(5);
  static final Duration PRINTS_WITHIN = Duration.ofMillis(900);

  private static final String MARK = "1D 72 01";

  boolean powered = true;
  boolean marks = true;

  /** So many bytes it takes for the rest of an earlier command; not what it answers at once. */
  int swallows;

  int cause = 0x12;
  int error = 0x12;
  int paper = 0x12;
  final List<Bytes> tickets = new ArrayList<>();

  @Override
  public List<Said> hears(Bytes bytes) {
    if (!powered) return List.of();
    String hex = bytes.toString();
    if (hex.startsWith("10 04 ")) {
      int answer =
          switch (bytes.at(2)) {
            case 2 -> cause;
            case 3 -> error;
            case 4 -> paper;
            default -> 0x12;
          };
      return List.of(new Said(ANSWERS_AFTER, Bytes.of(answer)));
    }
    int swallowed = Math.min(swallows, bytes.size());
    swallows -= swallowed;
    return swallowed == bytes.size() ? List.of() : takes(bytes.from(swallowed));
  }

  private List<Said> takes(Bytes bytes) {
    String hex = bytes.toString();
    if (hex.equals("1D 61 FF")) return List.of(new Said(ANSWERS_AFTER, Bytes.hex("10 00 00 0F")));
    if (!hex.matches("(00 )*" + MARK)) tickets.add(bytes);
    int questions = hex.endsWith(MARK) ? hex.split(MARK, -1).length - 1 : 0;
    return Collections.nCopies(marks ? questions : 0, new Said(PRINTS_WITHIN, Bytes.of(0)));
  }
}
