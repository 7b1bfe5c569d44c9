package org.xuhao.driver.led;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.xuhao.board.Statement.CallLine;
import org.xuhao.board.Statement.Face;
import org.xuhao.board.Statement.ShowHall;
import org.xuhao.board.Statement.ShowWindow;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.wire.Bytes;

/** Turns what was stated into the texts of an LED card. */
public final class LedText {

  /**
   * A call flashes for three seconds and then is steady: light, dark, light, one second each, as
   * cards want their areas at least a second apart. Source: vendor's protocol text 1.4 of onbon-bx,
   * section 2.1.
   */
  static final Duration BLINK = Duration.ofSeconds(1);

  /** Longer texts are cut, so that five areas always fit one frame of 1024 bytes. */
  public static final int TEXT_MAX = 128;

  /** How LED cards write Chinese. */
  public static final Charset GBK = Charset.forName("GBK");

  private static final String DARK = " ";
  private static final String NO_CALLS = "请等候叫号";

  private LedText() {}

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

  /**
   * {@code text} in GBK, at most {@value #TEXT_MAX} bytes and no half character.
   *
   * @param allowed whether a character may stand there, as the card would read its bytes; control
   *     characters never do
   * @param instead stands for characters of several bytes that may not; others are left out
   */
  public static Bytes gbk(String text, Predicate<Bytes> allowed, int instead) {
    Bytes safe = Bytes.NONE;
    for (int point : text.codePoints().filter(p -> p >= ' ' && p != DELETE).toArray()) {
      Bytes character = Bytes.copyOf(Character.toString(point).getBytes(GBK));
      if (safe.size() + character.size() > TEXT_MAX) break;
      if (allowed.test(character)) safe = safe.then(character);
      else if (character.size() > 1) safe = safe.then(Bytes.of(instead));
    }
    return safe;
  }

  private static final int DELETE = 0x7F;
}
