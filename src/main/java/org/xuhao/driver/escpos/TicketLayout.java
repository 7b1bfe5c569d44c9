package org.xuhao.driver.escpos;

import static org.xuhao.driver.escpos.PrinterCommand.Kind.ALIGN;
import static org.xuhao.driver.escpos.PrinterCommand.Kind.BOLD;
import static org.xuhao.driver.escpos.PrinterCommand.Kind.CHINESE_OFF;
import static org.xuhao.driver.escpos.PrinterCommand.Kind.CHINESE_ON;
import static org.xuhao.driver.escpos.PrinterCommand.Kind.FEED_LINES;
import static org.xuhao.driver.escpos.PrinterCommand.Kind.INIT;
import static org.xuhao.driver.escpos.PrinterCommand.Kind.LINE_FEED;
import static org.xuhao.driver.escpos.PrinterCommand.Kind.MARK;

import java.util.ArrayList;
import java.util.List;
import org.xuhao.board.Statement.Slip;
import org.xuhao.driver.escpos.PrinterConfig.Paper;

/** Lays a slip out for the paper: the number large, Chinese first, English beside it. */
final class TicketLayout {

  /** A longer text would push the number off the visitor's sight; it is cut. */
  static final int TEXT_MAX = 96;

  /** A QR code of up to this many characters still fits the narrow paper. */
  static final int LINK_MAX = 120;

  private static final int CORRECTION_M = 0x31;

  private TicketLayout() {}

  /** The whole ticket with its cut and, last, the question whether it is on paper. */
  static List<PrinterCommand> of(Slip slip, PrinterConfig printer) {
    boolean wide = printer.paper() == Paper.MM_80;
    var ticket = new ArrayList<PrinterCommand>();
    ticket.add(PrinterCommand.of(INIT));
    ticket.add(PrinterCommand.of(ALIGN, PrinterCommand.CENTRE));
    ticket.add(PrinterCommand.of(CHINESE_ON));
    line(ticket, slip.hall());
    if (slip.copy() > 1) emphasised(ticket, "补打 Reprint " + (slip.copy() - 1));
    sized(ticket, wide ? 4 : 3, slip.ticket().toString());
    sized(ticket, 2, slip.service());
    line(ticket, "前面等候 Ahead：" + slip.ahead() + "人");
    line(ticket, "窗口 Windows：" + slip.windows());
    line(ticket, "取号时间 Taken：" + slip.takenText());
    String link = asciiOnly(slip.link());
    if (printer.qr() && !link.isEmpty() && link.length() <= LINK_MAX) {
      ticket.addAll(PrinterCommand.qr(link, wide ? 6 : 4, CORRECTION_M));
      ticket.add(PrinterCommand.of(LINE_FEED));
      line(ticket, "扫码查看进度 Scan to follow");
    }
    line(ticket, "过号请到服务台 Missed your call? Ask the desk");
    ticket.add(PrinterCommand.of(CHINESE_OFF));
    ticket.add(PrinterCommand.of(FEED_LINES, 3));
    ticket.add(PrinterCommand.cut(0));
    ticket.add(PrinterCommand.of(MARK, PrinterCommand.PAPER));
    return ticket;
  }

  private static void line(List<PrinterCommand> ticket, String text) {
    String cut = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
    ticket.add(PrinterCommand.text(cut));
    ticket.add(PrinterCommand.of(LINE_FEED));
  }

  private static void sized(List<PrinterCommand> ticket, int times, String text) {
    ticket.add(PrinterCommand.size(times));
    line(ticket, text);
    ticket.add(PrinterCommand.size(1));
  }

  private static void emphasised(List<PrinterCommand> ticket, String text) {
    ticket.add(PrinterCommand.of(BOLD, 1));
    line(ticket, text);
    ticket.add(PrinterCommand.of(BOLD, 0));
  }

  private static String asciiOnly(String text) {
    return text.replaceAll("[^!-~]", "");
  }
}
