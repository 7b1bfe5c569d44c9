package org.xuhao.ticket;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement.Away;
import org.xuhao.board.Statement.Minutes;
import org.xuhao.board.Statement.Slip;
import org.xuhao.ticket.Part.Size;

/**
 * How a hall's tickets look: what stands on them, in which order. The number large, Chinese first,
 * English beside it.
 *
 * @param zones from top to bottom
 * @param logo null: none
 * @param noShow what to do when the call was missed
 * @param note the hall's own words; empty: none
 */
public record Template(List<Zone> zones, @Nullable Dots logo, String noShow, String note) {

  /** What can stand on a ticket. Where there is nothing to say, a zone takes no paper. */
  public enum Zone {
    LOGO,
    HALL,
    /** 补打, 绿色通道, 网上预约. */
    MARKS,
    NUMBER,
    SERVICE,
    /** People ahead. */
    AHEAD,
    /** The expected wait, as a range. */
    WAIT,
    /** The windows that serve it, and how to get there. */
    WINDOWS,
    TAKEN,
    /** The phone page, and what it is for. */
    QR,
    NO_SHOW,
    NOTE
  }

  /** A logo of more dots than these does not fit 58 mm, or takes the number off one's sight. */
  public static final int LOGO_WIDTH_MAX = 384;

  public static final int LOGO_HEIGHT_MAX = 240;

  /** A longer text would push the number off the visitor's sight; it is cut. */
  public static final int TEXT_MAX = 96;

  /** A QR code of up to this many characters still fits the narrow paper. */
  public static final int LINK_MAX = 120;

  /** A hall that says nothing of its tickets. */
  public static final Template USUAL =
      new Template(List.of(Zone.values()), null, "过号请到服务台 Missed your call? Ask the desk", "");

  public Template {
    zones = List.copyOf(zones);
  }

  /** What stands on the paper of {@code slip}, from top to bottom. */
  public List<Part> parts(Slip slip) {
    var parts = new ArrayList<Part>();
    if (slip.away() != null) away(parts, slip, slip.away());
    else for (Zone zone : zones) add(parts, zone, slip);
    return parts;
  }

  /** What another hall keeps: where, under what code, until when. No number, so none is large. */
  private static void away(List<Part> parts, Slip slip, Away away) {
    line(parts, slip.hall());
    emphasised(parts, "请到以下大厅办理 Kept for you in");
    parts.add(new Part.Text(cut(away.hall()), Size.LARGE, true));
    away.directions().forEach(direction -> line(parts, direction));
    parts.add(new Part.Text(cut(slip.service()), Size.LARGE, false));
    parts.add(new Part.Text(away.code(), Size.LARGE, true));
    emphasised(parts, "请于 " + away.until() + " 前签到 Check in before " + away.until());
    parts.add(new Part.Qr(away.code()));
    line(parts, "到厅后在取号机扫码或输入以上代码，再取号排队");
    line(parts, "There: scan or type this code at the dispenser; your number is given then");
    line(parts, "取号时间 Taken：" + slip.takenText());
  }

  private void add(List<Part> parts, Zone zone, Slip slip) {
    Minutes wait = slip.expected();
    switch (zone) {
      case LOGO -> {
        if (logo != null) parts.add(new Part.Picture(logo));
      }
      case HALL -> line(parts, slip.hall());
      case MARKS -> {
        if (slip.copy() > 1) emphasised(parts, "补打 Reprint " + (slip.copy() - 1));
        slip.marks().forEach(mark -> emphasised(parts, mark));
      }
      case NUMBER -> parts.add(new Part.Text(slip.ticket().toString(), Size.NUMBER, false));
      case SERVICE -> parts.add(new Part.Text(cut(slip.service()), Size.LARGE, false));
      case AHEAD -> line(parts, "前面等候 Ahead：" + slip.ahead() + "人");
      case WAIT -> {
        if (wait != null) line(parts, "预计等候 Wait：" + words(wait));
      }
      case WINDOWS -> {
        line(parts, "窗口 Windows：" + slip.windows());
        slip.ways().forEach(way -> line(parts, way));
      }
      case TAKEN -> line(parts, "取号时间 Taken：" + slip.takenText());
      case QR -> qr(parts, slip);
      case NO_SHOW -> line(parts, noShow);
      case NOTE -> {
        if (!note.isEmpty()) line(parts, note);
      }
    }
  }

  /** As on the pages: a range, never one figure. */
  private static String words(Minutes wait) {
    if (wait.from() == 0) return "不超过 " + wait.to() + " 分钟 min";
    if (wait.from() == wait.to()) return "约 " + wait.to() + " 分钟 min";
    return "约 " + wait.from() + "-" + wait.to() + " 分钟 min";
  }

  private static void qr(List<Part> parts, Slip slip) {
    String link = slip.link().replaceAll("[^!-~]", "");
    if (link.isEmpty() || link.length() > LINK_MAX) return;
    parts.add(new Part.Qr(link));
    line(parts, "扫码查看进度 Scan to follow");
  }

  private static void line(List<Part> parts, String text) {
    parts.add(new Part.Text(cut(text), Size.USUAL, false));
  }

  private static void emphasised(List<Part> parts, String text) {
    parts.add(new Part.Text(cut(text), Size.USUAL, true));
  }

  private static String cut(String text) {
    return text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
  }
}
