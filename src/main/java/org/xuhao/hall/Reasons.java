package org.xuhao.hall;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.CallingRule.Choice;
import org.xuhao.hall.CallingRule.Elsewhere;
import org.xuhao.hall.value.CallGrounds;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.Words;

/** Why this ticket, in a sentence for clerk and manager. Source: rules, section 3, Reason. */
final class Reasons {
  private Reasons() {}

  /** The reason of a choice that the rule made on {@code d}, before it is folded. */
  static Words of(Choice choice, Draft d) {
    Words why = why(choice, d);
    Elsewhere kept = choice.heldBack();
    if (kept == null) return why;
    Instant until = d.ticket(kept.ticket()).until();
    if (until == null)
      return new Words(
          why.zh() + "；%s更早，保留给%s号窗口".formatted(kept.ticket(), kept.window()),
          why.en()
              + "; %s is older but is kept for window %s".formatted(kept.ticket(), kept.window()));
    String time = time(until.plusMillis(d.skewMs).atZone(d.plan.zone()));
    return new Words(
        why.zh() + "；%s更早，保留给%s号窗口至%s".formatted(kept.ticket(), kept.window(), time),
        why.en()
            + "; %s is older but prefers window %s until %s"
                .formatted(kept.ticket(), kept.window(), time));
  }

  /** The same in parts. */
  static CallGrounds grounds(Choice choice, Draft d) {
    Ticket ticket = d.ticket(choice.ticket());
    Elsewhere kept = choice.heldBack();
    Instant until = kept == null ? null : d.ticket(kept.ticket()).until();
    return new CallGrounds(
        Duration.between(ticket.place().since(), d.at).toMillis(),
        ticket.standing().priority(),
        slotOf(ticket, d),
        kept == null ? null : kept.window(),
        until == null ? null : until.plusMillis(d.skewMs));
  }

  static Words calledBack(TicketNumber ticket) {
    return new Words(ticket + "：回呼", ticket + ": called back");
  }

  static Words named(TicketNumber ticket, String who, String reason) {
    return new Words(
        "%s：点名，%s：%s".formatted(ticket, who, reason),
        "%s: named by %s: %s".formatted(ticket, who, reason));
  }

  private static Words why(Choice choice, Draft d) {
    TicketNumber t = choice.ticket();
    String x = text(choice.passed());
    return switch (choice.why()) {
      case LONGEST -> new Words(t + "：可办业务中等候最久", t + ": longest wait among your services");
      case CLASS -> ofClass(t, x, d);
      case BOOKED -> booked(t, x, d);
      case OWN_WINDOW ->
          new Words(
              "%s：本窗口接续办理，先于%s".formatted(t, x),
              "%s: resumes at its own window, before %s".formatted(t, x));
      case PREFERRED ->
          new Words(
              "%s：本窗口主办业务，先于%s".formatted(t, x),
              "%s: this window's first service, before %s".formatted(t, x));
      case LIMIT -> {
        int limit = d.plan.rules().overtakeLimit();
        yield new Words(
            "%s：已被超过%d次，不再让".formatted(t, limit),
            "%s: passed %d times, nobody passes again".formatted(t, limit));
      }
      case RATIO -> new Words(t + "：按预约与现场比例", t + ": by the ratio of booked and walk-in");
      case EXPEDITED -> expedited(t, d);
      case NAMED -> throw new IllegalArgumentException("no rule names " + t);
      case EARLY_BACK -> new Words(t + "：过号后无他人等候", t + ": back early, nobody else waits");
    };
  }

  private static Words booked(TicketNumber number, String passed, Draft d) {
    Instant begins = slotOf(d.ticket(number), d);
    String slot = begins == null ? "" : time(begins.atZone(d.plan.zone()));
    return new Words(
        "%s：预约%s，先于%s".formatted(number, slot, passed),
        "%s: booked%s, goes before %s"
            .formatted(number, slot.isEmpty() ? "" : " for " + slot, passed));
  }

  /** When the slot of a ticket that came by appointment began; null where that is not known. */
  private static @Nullable Instant slotOf(Ticket ticket, Draft d) {
    String visitor = ticket.matter().visitor();
    if (visitor == null) return null;
    for (Booking booking : d.bookings.of(visitor).reversed())
      if (ticket.number().equals(booking.ticket())) return booking.slot();
    return null;
  }

  private static String time(ZonedDateTime clock) {
    return "%02d:%02d".formatted(clock.getHour(), clock.getMinute());
  }

  private static Words ofClass(TicketNumber number, String passed, Draft d) {
    Ticket ticket = d.ticket(number);
    ClassCode code = Objects.requireNonNull(ticket.standing().priority(), "a class");
    long minutes = Duration.between(ticket.place().since(), d.at).toMinutes();
    Plan.ClassPlan named = d.plan.classes().get(code);
    String zh = named == null ? code.code() : named.name();
    String en = named == null ? code.code() : named.nameEn();
    return new Words(
        "%s：%s优先，已等%d分，先于%s".formatted(number, zh, minutes, passed),
        "%s: %s, waited %d min, goes before %s".formatted(number, en, minutes, passed));
  }

  private static Words expedited(TicketNumber number, Draft d) {
    for (Queues.Expedited one : d.queues.expedited())
      if (one.ticket().equals(number))
        return new Words(
            "%s：置顶，%s：%s".formatted(number, one.who(), one.reason()),
            "%s: expedited by %s: %s".formatted(number, one.who(), one.reason()));
    throw new IllegalArgumentException(number + " is not expedited");
  }

  private static String text(@Nullable TicketNumber ticket) {
    return ticket == null ? "" : ticket.toString();
  }
}
