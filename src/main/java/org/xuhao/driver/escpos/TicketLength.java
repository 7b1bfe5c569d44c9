package org.xuhao.driver.escpos;

import java.util.List;
import org.xuhao.wire.Bytes;

/** How much paper a ticket takes, reckoned from its commands. */
final class TicketLength {

  /** A usual line: a sixth of an inch at 203 dpi. Source: protocol.md of escpos, "Paper". */
  private static final int LINE_DOTS = 34;

  /** A Chinese character at its usual size. */
  private static final int CHARACTER_DOTS = 24;

  /** 203 dots an inch. */
  private static final int DOTS_PER_MM = 8;

  /** From the head to the knife: paper that every cut brings out. Own choice, 12 to 18 mm seen. */
  private static final int TO_THE_KNIFE_MM = 15;

  /** A code's side in modules with its quiet zone: version 6, which holds the longest link. */
  private static final int QR_MODULES = 41 + 8;

  private TicketLength() {}

  /** In millimetres, within a few of a hundred. */
  static int mm(List<PrinterCommand> ticket) {
    int dots = 0;
    int times = 1;
    int module = 0;
    for (PrinterCommand command : ticket) {
      Bytes args = command.args();
      switch (command.kind()) {
        case SIZE -> times = (args.at(0) & 0x0F) + 1;
        case LINE_FEED -> dots += Math.max(LINE_DOTS, times * CHARACTER_DOTS);
        case FEED_LINES -> dots += args.at(0) * LINE_DOTS;
        case FEED_DOTS -> dots += args.at(0);
        case RASTER -> dots += args.at(3) | args.at(4) << 8;
        case QR -> {
          if (args.at(3) == 0x43) module = args.at(4);
          if (args.at(3) == 0x51) dots += QR_MODULES * module;
        }
        default -> {}
      }
    }
    return dots / DOTS_PER_MM + TO_THE_KNIFE_MM;
  }
}
