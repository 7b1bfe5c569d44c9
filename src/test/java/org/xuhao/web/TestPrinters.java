package org.xuhao.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** One printer, {@code printer}, and one without a font, {@code bare}. */
final class TestPrinters implements PrinterHooks {
  private final List<String> rolls = new ArrayList<>();

  @Override
  public Future<Preview> preview(String device) {
    return Future.succeededFuture(
        switch (device) {
          case "printer" -> new Preview.Drawn(Buffer.buffer("PNG " + rolls.size()));
          case "bare" -> new Preview.NoFont();
          default -> new Preview.NoSuchPrinter();
        });
  }

  @Override
  public boolean newRoll(String device) {
    if (!device.equals("printer")) return false;
    rolls.add(device);
    return true;
  }
}
