package org.xuhao.driver.escpos;

import org.xuhao.wire.Bytes;
import org.xuhao.wire.Decoded;
import org.xuhao.wire.Frame;

/** Takes both directions of a printer's line apart: they speak different languages. */
public final class PrinterCodec {
  private PrinterCodec() {}

  /** What a printer sends. */
  public static Decoded<? extends Frame> heard(Bytes bytes) {
    return PrinterAnswer.decode(bytes);
  }

  /** What is sent to a printer. */
  public static Decoded<? extends Frame> sent(Bytes bytes) {
    return PrinterCommand.decode(bytes);
  }
}
