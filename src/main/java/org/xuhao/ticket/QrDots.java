package org.xuhao.ticket;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** QR codes in dots, for pictures and for printers that cannot make them. */
public final class QrDots {

  /** Modules of white on every side. Source: ISO/IEC 18004, quiet zone. */
  private static final int QUIET = 4;

  private QrDots() {}

  /**
   * The code of {@code text} with level M, its quiet zone around it.
   *
   * @param module dots of one module's side, 1 to 16
   */
  public static Dots of(String text, int module) {
    ByteMatrix modules = modules(text);
    int side = (modules.getWidth() + 2 * QUIET) * module;
    return Dots.of(
        side,
        side,
        (x, y) -> isBlack(modules, Math.floorDiv(x, module) - QUIET, y / module - QUIET));
  }

  private static boolean isBlack(ByteMatrix modules, int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight();
    return inside && modules.get(x, y) == 1;
  }

  private static ByteMatrix modules(String text) {
    try {
      return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("no QR code holds " + text.length() + " letters", e);
    }
  }
}
