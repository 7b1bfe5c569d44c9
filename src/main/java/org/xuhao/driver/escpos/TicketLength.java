package org.xuhao.driver.escpos;

import java.time.Duration;
import java.util.List;
import org.xuhao.wire.Bytes;

/** How much paper a ticket takes, and how long it is on its way, reckoned from its commands. */
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

  /** No ticket is as long in text. */
  private static final int PICTURE_BYTES = 4_096;

  /** Bytes a second at 57600 baud. Source: the hall's file allows pictures on no slower line. */
  private static final int SLOWEST = 5_760;

  private TicketLength() {}

  /** How long a picture is on the slowest line that may carry one; text takes no time. */
  static Duration underWay(int bytes) {
    return bytes < PICTURE_BYTES ? Duration.ZERO : Duration.ofMillis(bytes * 1000L / SLOWEST);
  }

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
