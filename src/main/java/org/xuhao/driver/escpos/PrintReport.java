package org.xuhao.driver.escpos;

import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement.Slip;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Command.PrintResult;
import org.xuhao.hall.value.By;

/** What is reported to the hall of one copy of one ticket. */
final class PrintReport {
  private PrintReport() {}

  /** {@code why} null: the printer confirmed it. */
  static Ask of(String printer, Slip slip, @Nullable FaultCode why) {
    var result = why == null ? PrintResult.CONFIRMED : PrintResult.FAILED;
    String fault = why == null ? null : why.code();
    var by = new By(By.Role.DRIVER, printer, "printer");
    var command = new Command.ReportPrint(slip.ticket(), slip.copy(), result, fault);
    return new Ask(name(printer, slip) + "/" + result, by, command);
  }

  /** Names one copy of one ticket of one day. */
  static String name(String printer, Slip slip) {
    return String.join(
        "/",
        printer,
        slip.away() == null ? slip.ticket().toString() : slip.away().code(),
        Integer.toString(slip.copy()),
        Long.toString(slip.takenAt().toEpochMilli()));
  }
}
