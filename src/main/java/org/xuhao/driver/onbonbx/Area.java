package org.xuhao.driver.onbonbx;

import org.xuhao.driver.onbonbx.CardConfig.Unit;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;

/**
 * One dynamic area: a rectangle with text that lives in the card's RAM. Source: protocol.md of
 * onbon-bx, "Dynamic areas".
 *
 * @param id 0..4 on every model
 * @param x dots from the left
 * @param alignment horizontal in bits 0-1, vertical in bits 2-3; 2 is the middle of each
 * @param newLine how text goes on in a further row
 * @param timeoutS only with run modes that we do not use
 * @param displayMode how a page comes: 1 static, 2 quick, 3 to 6 moving
 * @param speed 0 fastest to 0x18
 * @param stayHalfS how long a page stays, in half seconds
 * @param text GBK with the card's markup
 */
record Area(
    int id,
    int x,
    int y,
    int width,
    int height,
    Unit unit,
    int timeoutS,
    int alignment,
    NewLine newLine,
    int displayMode,
    int speed,
    int stayHalfS,
    Bytes text) {

  /** How text goes on in a further row. */
  enum NewLine {
    /** Only where the text says so. */
    MANUAL,
    /** Where the row is full. */
    AUTOMATIC
  }

  static final int MIDDLE = 2 | 2 << 2;

  /** Set in x and width where they count dots and not groups of eight. */
  private static final int PIXELS = 0x8000;

  private static final int PIXELS_A_UNIT = 8;
  private static final int LOOP = 0;
  private static final int SEVERAL_LINES = 2;
  static final int STATIC = 1;

  /** A quiet text in the middle of its rectangle. */
  static Area centred(int id, int x, int y, int width, int height, Unit unit, Bytes text) {
    return new Area(
        id, x, y, width, height, unit, 10, MIDDLE, NewLine.AUTOMATIC, STATIC, 2, 10, text);
  }

  Bytes bytes() {
    return new BytesWriter()
        .add(0)
        .le16(units(x))
        .le16(y)
        .le16(units(width))
        .le16(height)
        .add(id, 0, LOOP)
        .le16(timeoutS)
        .add(0, 0, alignment)
        .add(SEVERAL_LINES, newLine == NewLine.MANUAL ? 1 : 2, displayMode, 0, speed, stayHalfS)
        .le32(text.size())
        .add(text)
        .bytes();
  }

  private int units(int dots) {
    return unit == Unit.PIXELS ? dots | PIXELS : dots / PIXELS_A_UNIT;
  }
}
