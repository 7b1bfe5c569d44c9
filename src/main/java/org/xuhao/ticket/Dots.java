package org.xuhao.ticket;

import org.xuhao.wire.Bytes;

/**
 * A picture of black and white dots.
 *
 * @param width in dots, a multiple of 8
 * @param bits row by row, the leftmost dot in the highest bit; 1 is black
 */
public record Dots(int width, Bytes bits) {

  /** Dots in a byte. */
  private static final int BYTE = 8;

  public Dots {
    if (width <= 0 || width % BYTE != 0 || bits.size() % (width / BYTE) != 0)
      throw new IllegalArgumentException(bits.size() + " bytes are no picture " + width + " wide");
  }

  /** The smallest multiple of 8 that holds {@code dots}. */
  public static int whole(int dots) {
    return (dots + BYTE - 1) / BYTE * BYTE;
  }

  /** Which dots of a picture are black. */
  public interface Black {
    boolean at(int x, int y);
  }

  /** A picture of {@code wide} by {@code high} dots; the width is rounded up with white. */
  public static Dots of(int wide, int high, Black black) {
    int width = whole(wide);
    var bits = new byte[width / BYTE * high];
    for (int y = 0; y < high; y++)
      for (int x = 0; x < wide; x++)
        if (black.at(x, y)) bits[(y * width + x) / BYTE] |= (byte) (0x80 >> x % BYTE);
    return new Dots(width, Bytes.copyOf(bits));
  }

  public int height() {
    return bits.size() / bytesPerRow();
  }

  public int bytesPerRow() {
    return width / BYTE;
  }

  public boolean black(int x, int y) {
    return (bits.at((y * width + x) / BYTE) & 0x80 >> x % BYTE) != 0;
  }

  /** The rows from {@code from} to before {@code to}. */
  public Dots rows(int from, int to) {
    return new Dots(width, bits.slice(from * bytesPerRow(), to * bytesPerRow()));
  }

  /** Without the white on the right: fewer bytes for a slow line. */
  public Dots trimmed() {
    int right = 1;
    for (int y = 0; y < height(); y++)
      for (int x = width - 1; x >= right; x--)
        if (black(x, y)) {
          right = x + 1;
          break;
        }
    return of(right, height(), this::black);
  }
}
