package org.xuhao.driver.escpos;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.ArrayList;
import java.util.List;
import org.xuhao.driver.escpos.PrinterCommand.Kind;
import org.xuhao.ticket.Dots;
import org.xuhao.wire.Bytes;

/** The dots that a printer burns, read from the bytes of its rasters alone. */
record Paper(int width, List<boolean[]> rows) {

  static Paper of(List<PrinterCommand> ticket) {
    int width = 0;
    for (PrinterCommand one : ticket)
      if (one.kind() == Kind.RASTER) width = Math.max(width, 8 * le16(one.args(), 1));
    var rows = new ArrayList<boolean[]>();
    for (PrinterCommand one : ticket) if (one.kind() == Kind.RASTER) burn(rows, one.args(), width);
    return new Paper(width, rows);
  }

  static Paper of(Dots dots) {
    return of(List.of(PrinterCommand.raster(dots.bytesPerRow(), dots.bits())));
  }

  private static void burn(List<boolean[]> rows, Bytes args, int width) {
    int perRow = le16(args, 1);
    for (int y = 0; y < le16(args, 3); y++) {
      var row = new boolean[width];
      for (int x = 0; x < perRow * 8; x++)
        row[x] = ((args.at(5 + y * perRow + x / 8) >> (7 - x % 8)) & 1) == 1;
      rows.add(row);
    }
  }

  private static int le16(Bytes bytes, int at) {
    return bytes.at(at) + 256 * bytes.at(at + 1);
  }

  /** What a phone reads off it. */
  String qr() {
    var pixels = new int[width * rows.size()];
    for (int y = 0; y < rows.size(); y++)
      for (int x = 0; x < width; x++) pixels[y * width + x] = rows.get(y)[x] ? 0 : 0xFFFFFF;
    var source = new RGBLuminanceSource(width, rows.size(), pixels);
    try {
      return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
    } catch (NotFoundException e) {
      return "no code";
    } catch (ReaderException e) {
      throw new AssertionError("a code that cannot be read", e);
    }
  }

  /** How many dots are black in the rows from {@code from} to before {@code to}. */
  long black(int from, int to) {
    long black = 0;
    for (boolean[] row : rows.subList(from, to)) for (boolean dot : row) if (dot) black++;
    return black;
  }
}
