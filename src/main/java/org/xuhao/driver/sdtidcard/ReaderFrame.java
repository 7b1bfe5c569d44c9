package org.xuhao.driver.sdtidcard;

import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;
import org.xuhao.wire.Frame;

/**
 * One frame to or from a reader. Source: protocol.md of sdt-idcard, "Framing".
 *
 * @param body what stands between length and check byte: command and parameter from the host; two
 *     zeros and the result from the reader; then the data
 */
record ReaderFrame(Bytes body) implements Frame {

  /** The longest that the bytes after the length may be: text, photo and fingerprints. */
  static final int LENGTH_MAX = 0x090A;

  /** Command, parameter and check byte. */
  static final int LENGTH_MIN = 3;

  static final int MARK = 0xAA;
  static final int MARKS = 3;
  static final int HEAD_1 = 0x96;
  static final int HEAD_2 = 0x69;

  /** Bytes of a body that say what it is; whatever follows them may be about a person. */
  private static final int TOLD = 3;

  @Override
  public Bytes bytes() {
    Bytes checked =
        new BytesWriter().add((body.size() + 1) >> 8, body.size() + 1).add(body).bytes();
    return new BytesWriter()
        .add(MARK, MARK, MARK, HEAD_1, HEAD_2)
        .add(checked)
        .add(check(checked))
        .bytes();
  }

  /** The exclusive or of all bytes. */
  static int check(Bytes bytes) {
    int check = 0;
    for (int i = 0; i < bytes.size(); i++) check ^= bytes.at(i);
    return check;
  }

  /** Says what it is and how long, never what it holds: a name, a number and a face. */
  @Override
  public String toString() {
    Bytes told = body.slice(0, Math.min(TOLD, body.size()));
    return "ReaderFrame[" + told + ", " + body.size() + " bytes]";
  }
}
