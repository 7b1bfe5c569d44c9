package org.xuhao.driver.escpos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.xuhao.driver.Output;
import org.xuhao.driver.PaperRoll;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;

/** What a printer says of itself, and what its paper, counted, says. */
record PrinterHealth(String printer, PrinterState state, PaperRoll roll) {

  /** What is ill now. */
  private List<FaultCode> faults() {
    var all = new ArrayList<>(state.faults());
    if (roll.isLow() && !all.contains(FaultCode.PAPER_OUT) && !all.contains(FaultCode.PAPER_LOW))
      all.add(FaultCode.PAPER_LOW);
    return all;
  }

  /** With paper counted as {@code now}. */
  PrinterHealth with(PaperRoll now, Instant at, List<Output> out) {
    if (now.isKnown()) out.add(new Output.Paper(printer, now));
    return become(new PrinterHealth(printer, state, now), at, out);
  }

  /** With the printer as it says {@code now}; paper that was put in is a new roll. */
  PrinterHealth with(PrinterState now, Instant at, List<Output> out) {
    PaperRoll paper = state.isRefilled(now) ? roll.replaced() : roll;
    if (!paper.equals(roll) && paper.isKnown()) out.add(new Output.Paper(printer, paper));
    return become(new PrinterHealth(printer, now, paper), at, out);
  }

  /** Says what is ill now and was not, and the reverse. */
  private PrinterHealth become(PrinterHealth next, Instant at, List<Output> out) {
    List<FaultCode> before = faults();
    List<FaultCode> now = next.faults();
    String subject = "device " + printer;
    for (FaultCode code : before) if (!now.contains(code)) out.add(new Output.Clear(code, subject));
    for (FaultCode code : now)
      if (!before.contains(code))
        out.add(new Output.Raise(new Fault(code, subject, next.detail(code), at)));
    return next;
  }

  private String detail(FaultCode code) {
    return code == FaultCode.PAPER_LOW && roll.isLow()
        ? "about %d tickets left 约余 %1$d 张".formatted(roll.left())
        : "the printer says so";
  }

  /** For the page of devices; empty where nothing is known. */
  String paper() {
    return roll.isKnown() && roll.tickets() > 0 ? " 约余 " + roll.left() + " 张" : "";
  }
}
