package org.xuhao.web;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** Draws a QR code as an SVG picture, dark on white. */
final class QrCode {

  /** Modules of white on every side. Source: ISO/IEC 18004, quiet zone. */
  private static final int QUIET = 4;

  private QrCode() {}

  /** The picture of {@code text}, which must be short enough for one code (some 2,000 letters). */
  static String svg(String text) {
    ByteMatrix modules = modules(text);
    int side = modules.getWidth() + 2 * QUIET;
    var path = new StringBuilder(4096);
    for (int y = 0; y < modules.getHeight(); y++) appendRow(path, modules, y);
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
    <path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%2$s"/></svg>
    """
        .formatted(side, path);
  }

  private static void appendRow(StringBuilder path, ByteMatrix modules, int y) {
    for (int x = 0; x < modules.getWidth(); x++) {
      int from = x;
      while (x < modules.getWidth() && modules.get(x, y) == 1) x++;
      if (x == from) continue;
      path.append('M').append(from + QUIET).append(' ').append(y + QUIET);
      path.append('h').append(x - from).append("v1h-").append(x - from).append('z');
    }
  }

  private static ByteMatrix modules(String text) {
    try {
      return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("no QR code holds " + text.length() + " letters", e);
    }
  }
}
