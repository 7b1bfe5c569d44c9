package org.xuhao.driver.sdtidcard;

import java.util.function.UnaryOperator;
import org.xuhao.wire.Bytes;

/**
 * What may be written into a capture of what a reader says: the framing and the results. Every
 * other byte is written as zero, in a frame or outside, so that no torn or damaged answer leaves a
 * name, a number or a face in a file. A masked frame is sound again and plays as a card without a
 * number.
 *
 * <p>Reads a stream piece by piece, one object for one line.
 */
public final class CaptureMask implements UnaryOperator<Bytes> {

  /** A result alone and its check byte: about no person, so that damage to it can be seen. */
  private static final int SHORT_LENGTH = 4;

  /** Two zeros and the result. */
  private static final int TOLD = 3;

  private enum At {
    OUTSIDE,
    MARK,
    HEAD,
    LENGTH_1,
    LENGTH_2,
    BODY,
    CHECK
  }

  private At at = At.OUTSIDE;
  private int length;
  private int done;
  private int check;

  @Override
  public Bytes apply(Bytes bytes) {
    int[] shown = new int[bytes.size()];
    for (int i = 0; i < shown.length; i++) shown[i] = shown(bytes.at(i));
    return Bytes.of(shown);
  }

  private int shown(int value) {
    return switch (at) {
      case OUTSIDE, MARK -> {
        boolean head = at == At.MARK && value == ReaderFrame.HEAD_1;
        yield go(head ? At.HEAD : outside(value), value);
      }
      case HEAD -> go(value == ReaderFrame.HEAD_2 ? At.LENGTH_1 : outside(value), value);
      case LENGTH_1 -> {
        length = value << 8;
        yield go(At.LENGTH_2, length > ReaderFrame.LENGTH_MAX ? 0 : value);
      }
      case LENGTH_2 -> length(value);
      case BODY -> body(value);
      case CHECK -> {
        at = At.OUTSIDE;
        yield length == SHORT_LENGTH ? value : check;
      }
    };
  }

  /** What a byte is that does not go on with a head. */
  private static At outside(int value) {
    return value == ReaderFrame.MARK ? At.MARK : At.OUTSIDE;
  }

  private int go(At next, int value) {
    at = next;
    return next == At.OUTSIDE ? 0 : value;
  }

  private int length(int value) {
    check = length >> 8 ^ value;
    length |= value;
    done = 0;
    boolean sound = length >= ReaderFrame.LENGTH_MIN && length <= ReaderFrame.LENGTH_MAX;
    return go(sound ? At.BODY : At.OUTSIDE, value);
  }

  private int body(int value) {
    int shown = done < TOLD ? value : 0;
    check ^= shown;
    if (++done == length - 1) at = At.CHECK;
    return shown;
  }
}
