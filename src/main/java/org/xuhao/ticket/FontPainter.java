package org.xuhao.ticket;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xuhao.ticket.Part.Size;

/** Draws tickets with a Chinese font of this machine, for printers that have none. Any thread. */
public final class FontPainter implements Painter {

  /** Tried in this order. Source: Debian's fonts-noto-cjk, fonts-wqy-*, fonts-droid-fallback. */
  private static final List<String> KNOWN =
      List.of(
          "Noto Sans CJK SC",
          "Source Han Sans SC",
          "WenQuanYi Zen Hei",
          "WenQuanYi Micro Hei",
          "Droid Sans Fallback");

  /** A font that lacks one of these is not Chinese. */
  private static final String SAMPLE = "政务服务大厅号票窗口补打绿色通道过号";

  /** The side of a character on a printer of 203 dpi: 24 dots are 3 mm. */
  private static final int CHARACTER = 24;

  /** White between two lines. */
  private static final int LEADING = 10;

  /** A quarter of a metre: what is below is left out. */
  private static final int ROWS_MAX = 2_048;

  /** Half-covered dots are black: thinner strokes would break on paper. */
  private static final int BLACK_BELOW = 160;

  private final Font font;

  private FontPainter(Font font) {
    this.font = font;
  }

  /** A painter with the best font of this machine; empty: it has no Chinese font. */
  public static Optional<FontPainter> find() {
    try {
      for (String family : KNOWN) {
        var font = new Font(family, Font.PLAIN, CHARACTER);
        if (font.getFamily().equals(family) && isChinese(font))
          return Optional.of(new FontPainter(font));
      }
      for (Font font : GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts())
        if (isChinese(font))
          return Optional.of(new FontPainter(font.deriveFont((float) CHARACTER)));
    } catch (LinkageError | InternalError | HeadlessException e) {
      // A runtime without AWT or without any font: no painter, which the caller says.
    }
    return Optional.empty();
  }

  private static boolean isChinese(Font font) {
    return font.canDisplayUpTo(SAMPLE) < 0;
  }

  /** The font's name, for the log. */
  public String fontName() {
    return font.getFontName();
  }

  @Override
  public Dots paint(List<Part> parts, int width) {
    var sheet = new BufferedImage(width, ROWS_MAX, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = sheet.createGraphics();
    try {
      pen.setColor(Color.WHITE);
      pen.fillRect(0, 0, width, ROWS_MAX);
      pen.setColor(Color.BLACK);
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      int y = 0;
      for (Part part : parts) y = Math.min(ROWS_MAX, y + draw(pen, part, y, width));
      var raster = sheet.getRaster();
      return Dots.of(width, Math.max(1, y), (x, row) -> raster.getSample(x, row, 0) < BLACK_BELOW);
    } finally {
      pen.dispose();
    }
  }

  /** Draws one part from row {@code y} on; how many rows it took. */
  private int draw(Graphics2D pen, Part part, int y, int width) {
    return switch (part) {
      case Part.Text text -> text(pen, text, y, width);
      case Part.Picture(Dots dots) -> centred(pen, dots, y, width) + LEADING;
      case Part.Qr(String link) -> centred(pen, QrDots.of(link, module(width)), y, width);
    };
  }

  private int text(Graphics2D pen, Part.Text text, int y, int width) {
    int high = CHARACTER * times(text.size(), width);
    pen.setFont(font.deriveFont(text.bold() ? Font.BOLD : Font.PLAIN, (float) high));
    FontMetrics metrics = pen.getFontMetrics();
    int at = y;
    for (String line : lines(text.text(), metrics, width)) {
      // The baseline: some 22 of 100 of a Chinese character hang below it.
      pen.drawString(line, (width - metrics.stringWidth(line)) / 2, at + high * 88 / 100);
      at += high + LEADING;
    }
    return at - y;
  }

  /** Breaks a text where the paper ends; Chinese breaks anywhere. */
  private static List<String> lines(String text, FontMetrics metrics, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    text.codePoints()
        .filter(sign -> !Character.isISOControl(sign))
        .forEach(sign -> {
          int before = line.length();
          line.appendCodePoint(sign);
          if (before == 0 || metrics.stringWidth(line.toString()) <= width) return;
          lines.add(line.substring(0, before));
          line.delete(0, before);
        });
    lines.add(line.toString());
    return lines;
  }

  private static int centred(Graphics2D pen, Dots dots, int y, int width) {
    int left = Math.max(0, (width - dots.width()) / 2);
    for (int row = 0; row < dots.height(); row++)
      for (int x = 0; x < dots.width(); x++)
        if (dots.black(x, row)) pen.fillRect(left + x, y + row, 1, 1);
    return dots.height();
  }

  /** How many times its usual side a character is, on paper of {@code width} dots. */
  public static int times(Size size, int width) {
    return switch (size) {
      case USUAL -> 1;
      case LARGE -> 2;
      case NUMBER -> width >= WIDE ? 4 : 3;
    };
  }

  /** Dots of one QR module's side, so that the longest link still fits. */
  public static int module(int width) {
    return width >= WIDE ? 6 : 4;
  }

  /** Paper of 80 mm has 576 dots, of 58 mm 384. */
  private static final int WIDE = 576;
}
