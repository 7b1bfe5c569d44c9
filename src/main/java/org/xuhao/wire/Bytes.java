package org.xuhao.wire;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable run of bytes, each read as 0..255. */
public final class Bytes {
  public static final Bytes NONE = new Bytes(new byte[0]);

  private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

  private final byte[] raw;

  private Bytes(byte[] raw) {
    this.raw = raw;
  }

  /** Each of {@code values} is cut to its low 8 bits. */
  public static Bytes of(int... values) {
    byte[] raw = new byte[values.length];
    for (int i = 0; i < raw.length; i++) raw[i] = (byte) values[i];
    return new Bytes(raw);
  }

  public static Bytes copyOf(byte[] raw) {
    return new Bytes(raw.clone());
  }

  /** Reads hexadecimal digits; white space between bytes does not count. */
  public static Bytes hex(String digits) {
    return new Bytes(HexFormat.of().parseHex(digits.replaceAll("\\s+", "")));
  }

  public int size() {
    return raw.length;
  }

  public boolean isEmpty() {
    return raw.length == 0;
  }

  /** The byte at {@code index}, 0..255. */
  public int at(int index) {
    return raw[index] & 0xFF;
  }

  public Bytes from(int start) {
    return slice(start, raw.length);
  }

  /** Bytes {@code start} up to but not {@code end}. */
  public Bytes slice(int start, int end) {
    return start == 0 && end == raw.length ? this : new Bytes(Arrays.copyOfRange(raw, start, end));
  }

  public Bytes then(Bytes next) {
    if (isEmpty()) return next;
    if (next.isEmpty()) return this;
    byte[] both = Arrays.copyOf(raw, raw.length + next.raw.length);
    System.arraycopy(next.raw, 0, both, raw.length, next.raw.length);
    return new Bytes(both);
  }

  public byte[] toArray() {
    return raw.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes b && Arrays.equals(raw, b.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  /** Upper-case hexadecimal, one space between bytes. */
  @Override
  public String toString() {
    return HEX.formatHex(raw);
  }
}
