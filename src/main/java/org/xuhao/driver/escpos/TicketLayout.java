package org.xuhao.driver.escpos;

import static org.xuhao.driver.escpos.PrinterCommand.Kind.ALIGN;
import static org.xuhao.driver.escpos.PrinterCommand.Kind.BOLD;
import static org.xuhao.driver.escpos.PrinterCommand.Kind.CHINESE_OFF;
import static org.xuhao.driver.escpos.PrinterCommand.Kind.CHINESE_ON;
import static org.xuhao.driver.escpos.PrinterCommand.Kind.CUT;
import static org.xuhao.driver.escpos.PrinterCommand.Kind.FEED_LINES;
import static org.xuhao.driver.escpos.PrinterCommand.Kind.INIT;
import static org.xuhao.driver.escpos.PrinterCommand.Kind.LINE_FEED;
import static org.xuhao.driver.escpos.PrinterCommand.Kind.MARK;

import java.util.ArrayList;
import java.util.List;
import org.xuhao.board.Statement.Slip;
import org.xuhao.ticket.Dots;
import org.xuhao.ticket.FontPainter;
import org.xuhao.ticket.Part;
import org.xuhao.ticket.QrDots;

/** Turns a slip into commands: as text where the printer has a Chinese font, else as a picture. */
final class TicketLayout {

  /** So many rows go in one picture, that a jam does not block for long. Source: protocol.md. */
  static final int SLICE_ROWS = 256;

  private static final int CORRECTION_M = 0x31;

  /** Feeds to the knife and cuts through. */
  private static final int FULL = 0x41;

  private TicketLayout() {}

  /** The whole ticket with its cut and, last, the question whether it is on paper. */
  static List<PrinterCommand> of(Slip slip, PrinterConfig printer) {
    return of(slip, printer, 1);
  }

  /** The same with the question asked so many times. */
  static List<PrinterCommand> of(Slip slip, PrinterConfig printer, int questions) {
    List<Part> parts = printer.template().parts(slip);
    Dots drawn = printer.pictures() ? printer.painter().paint(parts, printer.paper().dots()) : null;
    var ticket = new ArrayList<PrinterCommand>();
    ticket.add(PrinterCommand.of(INIT));
    if (drawn == null) text(ticket, parts, printer);
    else
      // Pictures begin at the left edge here; centred ones, as in text, must all keep their width.
      for (Dots slice : slices(drawn)) picture(ticket, slice.trimmed());
    ticket.add(PrinterCommand.of(FEED_LINES, 3));
    ticket.add(printer.exit().full() ? PrinterCommand.of(CUT, FULL, 0) : PrinterCommand.cut(0));
    if (!printer.exit().present().isEmpty())
      ticket.add(PrinterCommand.ofMaker(printer.exit().present()));
    for (int i = 0; i < questions; i++) ticket.add(PrinterCommand.of(MARK, PrinterCommand.PAPER));
    return ticket;
  }

  private static void text(List<PrinterCommand> ticket, List<Part> parts, PrinterConfig printer) {
    ticket.add(PrinterCommand.of(ALIGN, PrinterCommand.CENTRE));
    ticket.add(PrinterCommand.of(CHINESE_ON));
    int width = printer.paper().dots();
    for (Part part : parts)
      switch (part) {
        case Part.Text text -> line(ticket, text, FontPainter.times(text.size(), width));
        case Part.Picture(Dots dots) -> picture(ticket, dots);
        case Part.Qr(String link) -> {
          int module = FontPainter.module(width);
          if (printer.qr()) ticket.addAll(PrinterCommand.qr(link, module, CORRECTION_M));
          else picture(ticket, QrDots.of(link, module));
          if (printer.qr()) ticket.add(PrinterCommand.of(LINE_FEED));
        }
      }
    ticket.add(PrinterCommand.of(CHINESE_OFF));
  }

  private static void picture(List<PrinterCommand> ticket, Dots dots) {
    for (Dots slice : slices(dots))
      ticket.add(PrinterCommand.raster(slice.bytesPerRow(), slice.bits()));
  }

  private static List<Dots> slices(Dots dots) {
    var slices = new ArrayList<Dots>();
    for (int from = 0; from < dots.height(); from += SLICE_ROWS)
      slices.add(dots.rows(from, Math.min(dots.height(), from + SLICE_ROWS)));
    return slices;
  }

  private static void line(List<PrinterCommand> ticket, Part.Text text, int times) {
    if (text.bold()) ticket.add(PrinterCommand.of(BOLD, 1));
    if (times > 1) ticket.add(PrinterCommand.size(times));
    ticket.add(PrinterCommand.text(text.text()));
    ticket.add(PrinterCommand.of(LINE_FEED));
    if (times > 1) ticket.add(PrinterCommand.size(1));
    if (text.bold()) ticket.add(PrinterCommand.of(BOLD, 0));
  }
}
