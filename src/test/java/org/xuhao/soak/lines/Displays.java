package org.xuhao.soak.lines;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.xuhao.sim.SimView;

/** Compares what hangs in the hall with what the hall says, in the words of the documents. */
final class Displays {
  private static final int SCREEN_ROWS = 4;

  private final JsonObject board;
  private final SimView view;
  private final HallOfLines hall;
  private final List<String> wrong = new ArrayList<>();

  private Displays(JsonObject board, HallOfLines hall) throws Exception {
    this.board = board;
    this.hall = hall;
    view = hall.view();
  }

  /** Every display that shows something else than {@code board}; empty: all are right. */
  static List<String> wrong(JsonObject board, HallOfLines hall) throws Exception {
    var displays = new Displays(board, hall);
    displays.signs();
    displays.pads();
    displays.others();
    return displays.wrong;
  }

  private JsonObject row(int window) {
    return board.getJsonArray("windows").getJsonObject(window - 1);
  }

  private static String ticket(JsonObject row) {
    return row.getString("number", "");
  }

  private static boolean isCalling(JsonObject row) {
    return row.getString("face").equals("CALLING");
  }

  private void is(String device, String wanted, String shown) {
    if (!wanted.equals(shown))
      wrong.add("%s shows \"%s\", not \"%s\"".formatted(device, shown, wanted));
  }

  private void signs() {
    for (SimView.LedView led : view.leds()) {
      String shown =
          led.areas().stream().map(area -> area.text().strip()).collect(Collectors.joining("/"));
      is(led.name(), led.window() == 0 ? calls() : strip(led.window()), shown);
    }
  }

  private String strip(int window) {
    JsonObject row = row(window);
    return switch (row.getString("face")) {
      case "CALLING" -> "%s号请到%d号窗口".formatted(ticket(row), window);
      case "SERVING" -> "正在办理 " + ticket(row);
      case "PAUSED" -> "暂停服务";
      case "CLOSED" -> "窗口关闭";
      default -> window + "号窗口 " + row.getString("name");
    };
  }

  private String calls() {
    JsonArray calls = board.getJsonArray("calls");
    var rows = new ArrayList<String>();
    for (int i = 0; i < Math.min(SCREEN_ROWS, calls.size()); i++) {
      JsonObject call = calls.getJsonObject(i);
      rows.add("%s号请到%d号窗口".formatted(call.getString("number"), call.getInteger("window")));
    }
    if (rows.isEmpty()) rows.add("请等候叫号");
    while (rows.size() < SCREEN_ROWS) rows.add("");
    return String.join("/", rows);
  }

  private void pads() {
    for (SimView.PadView pad : view.pads()) {
      if (pad.rating()) continue;
      JsonObject row = row(pad.window());
      String ticket = ticket(row);
      String last = ticket.isEmpty() ? "   " : ticket.substring(ticket.length() - 3);
      String waiting = "%03d".formatted(Math.min(row.getInteger("waiting"), 999));
      is(pad.name(), waiting + last, pad.digits());
    }
  }

  private void others() {
    JsonObject box = row(LinesFile.BOX_WINDOW);
    is(
        "box/1",
        "%4s|%4d|%d".formatted(ticket(box), box.getInteger("waiting"), isCalling(box) ? 1 : 0),
        hall.box().shows());
    is("foot", lamp(row(LinesFile.FOOT_WINDOW)), hall.bytePad().lamp());
    is("boards/33", board(row(LinesFile.FOOT_WINDOW)), hall.boards().shows(33));
    is("boards/34", board(row(LinesFile.PAGE_WINDOW)), hall.boards().shows(34));
  }

  private static String lamp(JsonObject row) {
    List<String> faces = List.of("IDLE", "CALLING", "SERVING", "PAUSED", "CLOSED");
    char lamp = (char) ('a' + faces.indexOf(row.getString("face").toUpperCase(Locale.ROOT)));
    return Character.toString(lamp);
  }

  private static String board(JsonObject row) {
    return "%4s|%s".formatted(ticket(row), isCalling(row) ? "blinks" : "steady");
  }
}
