package org.xuhao.hall;

import org.jspecify.annotations.Nullable;
import org.xuhao.hall.CallingRule.Choice;
import org.xuhao.hall.CallingRule.Kept;

/** Why this ticket, in a sentence for clerk and manager. Source: rules, section 3, Reason. */
final class Reasons {
  private Reasons() {}

  static Words of(Choice choice, int overtakeLimit) {
    Words why = why(choice, overtakeLimit);
    Kept kept = choice.heldBack();
    if (kept == null) return why;
    return new Words(
        why.zh() + "；%s更早，保留给%s号窗口".formatted(kept.ticket(), kept.window()),
        why.en()
            + "; %s is older but is kept for window %s".formatted(kept.ticket(), kept.window()));
  }

  static Words calledBack(TicketNumber ticket) {
    return new Words(ticket + "：回呼", ticket + ": called back");
  }

  private static Words why(Choice choice, int overtakeLimit) {
    TicketNumber t = choice.ticket();
    String x = text(choice.passed());
    return switch (choice.why()) {
      case LONGEST -> new Words(t + "：可办业务中等候最久", t + ": longest wait among your services");
      case OWN_WINDOW ->
          new Words(
              "%s：保留给本窗口，先于%s".formatted(t, x),
              "%s: kept for this window, before %s".formatted(t, x));
      case PREFERRED ->
          new Words(
              "%s：本窗口主办业务，先于%s".formatted(t, x),
              "%s: this window's first service, before %s".formatted(t, x));
      case LIMIT ->
          new Words(
              "%s：已被超过%d次，不再让".formatted(t, overtakeLimit),
              "%s: passed %d times, nobody passes again".formatted(t, overtakeLimit));
      case EARLY_BACK -> new Words(t + "：过号后无他人等候", t + ": back early, nobody else waits");
    };
  }

  private static String text(@Nullable TicketNumber ticket) {
    return ticket == null ? "" : ticket.toString();
  }
}
