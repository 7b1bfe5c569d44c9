package org.xuhao.wire;

import java.io.ByteArrayOutputStream;

/** Collects the bytes of one message. */
public final class BytesWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds each value's low 8 bits. */
  public BytesWriter add(int... values) {
    for (int value : values) out.write(value);
    return this;
  }

  public BytesWriter add(Bytes bytes) {
    out.writeBytes(bytes.toArray());
    return this;
  }

  /** Adds a 16-bit number, low byte first. */
  public BytesWriter le16(int value) {
    return add(value, value >>> 8);
  }

  /** Adds a 32-bit number, low byte first. */
  public BytesWriter le32(int value) {
    return le16(value).le16(value >>> 16);
  }

  /** All that was added so far. */
  public Bytes bytes() {
    return Bytes.copyOf(out.toByteArray());
  }
}
