package org.xuhao.driver.onbonbx;

import java.time.LocalDateTime;
import java.util.List;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;

/**
 * The data fields of what the host asks of a card. Nothing here writes the card's flash: programs
 * wear it out, dynamic areas do not.
 */
final class Request {

  /** The card must answer. */
  private static final int MUST_ANSWER = 1;

  /** Instead of a count of areas to delete. */
  private static final int ALL = 0xFF;

  private Request() {}

  static Bytes ping() {
    return Bytes.of(0xA2, 0x00, MUST_ANSWER, 0, 0);
  }

  static Bytes status() {
    return Bytes.of(0xA1, 0x02, MUST_ANSWER, 0, 0);
  }

  static Bytes screen(boolean on) {
    return Bytes.of(0xA3, 0x00, MUST_ANSWER, 0, 0, on ? 1 : 2);
  }

  /** {@code level} 0 to 15. */
  static Bytes brightness(int level) {
    return Bytes.of(0xA3, 0x02, MUST_ANSWER, 0, 0, 1, level);
  }

  static Bytes clearScreen() {
    return Bytes.of(0xA3, 0x10, MUST_ANSWER, 0, 0);
  }

  /** All numbers in BCD, the year's last two digits first, Sunday is 7. */
  static Bytes clock(LocalDateTime at) {
    return Bytes.of(0xA2, 0x03, MUST_ANSWER, 0, 0)
        .then(
            Bytes.of(
                bcd(at.getYear() % 100),
                bcd(at.getYear() / 100),
                bcd(at.getMonthValue()),
                bcd(at.getDayOfMonth()),
                bcd(at.getHour()),
                bcd(at.getMinute()),
                bcd(at.getSecond()),
                at.getDayOfWeek().getValue()));
  }

  /** Draws {@code areas} over what is there. */
  static Bytes draw(List<Area> areas) {
    return areas(0, Bytes.of(0), areas);
  }

  /** Clears every dynamic area, then draws {@code areas}. */
  static Bytes redraw(List<Area> areas) {
    return areas(1, Bytes.of(ALL), areas);
  }

  static Bytes deleteAllAreas() {
    return areas(0, Bytes.of(ALL), List.of());
  }

  private static Bytes areas(int processMode, Bytes deleted, List<Area> areas) {
    var out = new BytesWriter().add(0xA3, 0x06, MUST_ANSWER, processMode, 0).add(deleted);
    out.add(areas.size());
    for (Area area : areas) {
      Bytes bytes = area.bytes();
      out.le16(bytes.size()).add(bytes);
    }
    return out.bytes();
  }

  private static int bcd(int number) {
    return ((number / 10) << 4) | (number % 10);
  }
}
