package org.xuhao.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** What the page of devices asks of ticket printers. Called on an event loop. */
public interface PrinterHooks {

  /** What became of a preview. */
  sealed interface Preview {
    /** A PNG picture of a ticket as it would be drawn now. */
    record Drawn(Buffer png) implements Preview {}

    /** This machine has no Chinese font. */
    record NoFont() implements Preview {}

    record NoSuchPrinter() implements Preview {}
  }

  /** Draws a sample ticket for the paper of printer {@code device}. */
  Future<Preview> preview(String device);

  /** Printer {@code device} was given a new roll; false: there is no such printer. */
  boolean newRoll(String device);
}
