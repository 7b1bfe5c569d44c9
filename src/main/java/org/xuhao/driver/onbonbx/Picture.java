package org.xuhao.driver.onbonbx;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.xuhao.board.Statement.CallLine;
import org.xuhao.board.Statement.Face;
import org.xuhao.board.Statement.ShowHall;
import org.xuhao.board.Statement.ShowWindow;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.wire.Bytes;

/** Turns what was stated into the texts and areas of one card. */
final class Picture {

  /**
   * A call flashes for three seconds and then is steady: light, dark, light, one second each, as
   * cards want their areas at least a second apart. Source: vendor's protocol text 1.4, section
   * 2.1.
   */
  static final Duration BLINK = Duration.ofSeconds(1);

  /** Longer texts are cut, so that five areas always fit one frame of 1024 bytes. */
  static final int TEXT_MAX = 128;

  private static final Charset GBK = Charset.forName("GBK");
  private static final String DARK = " ";
  private static final String NO_CALLS = "请等候叫号";

  private Picture() {}

  /** The text of a window's strip, {@code sinceCall} after its latest call. */
  static String text(ShowWindow window, Duration sinceCall) {
    String idle = window.window() + "号窗口 " + window.name();
    TicketNumber ticket = window.ticket();
    return switch (window.face()) {
      case IDLE -> idle;
      case CALLING ->
          ticket == null ? idle : isDark(sinceCall) ? DARK : call(ticket, window.window());
      case SERVING -> ticket == null ? idle : "正在办理 " + ticket;
      case PAUSED -> "暂停服务";
      case CLOSED -> "窗口关闭";
    };
  }

  private static String call(TicketNumber ticket, WindowId window) {
    return ticket + "号请到" + window + "号窗口";
  }

  private static boolean isDark(Duration sinceCall) {
    return sinceCall.compareTo(BLINK) >= 0 && sinceCall.compareTo(BLINK.multipliedBy(2)) < 0;
  }

  /** When the text of a window called at {@code calledAt} next changes by itself. */
  static Instant nextChange(ShowWindow window, Instant calledAt, Instant at) {
    if (window.face() == Face.CALLING)
      for (int i = 1; i <= 2; i++) {
        Instant change = calledAt.plus(BLINK.multipliedBy(i));
        if (change.isAfter(at)) return change;
      }
    return Instant.MAX;
  }

  /** The rows of a hall screen, newest call first. */
  static List<String> texts(ShowHall hall, int lines) {
    var texts = new ArrayList<String>();
    for (CallLine call : hall.calls().subList(0, Math.min(lines, hall.calls().size())))
      texts.add(call(call.ticket(), call.window()));
    if (texts.isEmpty()) texts.add(NO_CALLS);
    while (texts.size() < lines) texts.add(DARK);
    return texts;
  }

  /** Each text in the middle of a row of its own. */
  static List<Area> areas(CardConfig card, List<String> texts) {
    var areas = new ArrayList<Area>();
    int height = card.height() / texts.size();
    for (String text : texts) {
      Bytes bytes = Bytes.copyOf(card.font().getBytes(GBK)).then(safe(text));
      int id = areas.size();
      areas.add(Area.centred(id, 0, id * height, card.width(), height, card.unit(), bytes));
    }
    return List.copyOf(areas);
  }

  /**
   * {@code text} in GBK without what the card would read as markup: backslashes and control
   * characters are left out; a character whose second byte is a backslash becomes a question mark.
   */
  static Bytes safe(String text) {
    Bytes safe = Bytes.NONE;
    for (int point : text.codePoints().filter(p -> p >= ' ' && p != '\\').toArray()) {
      Bytes character = Bytes.copyOf(Character.toString(point).getBytes(GBK));
      boolean markup = character.size() > 1 && character.at(1) == '\\';
      if (safe.size() + character.size() > TEXT_MAX) break;
      safe = safe.then(markup ? Bytes.of('?') : character);
    }
    return safe;
  }
}
