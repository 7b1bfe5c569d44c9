package org.xuhao.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.DayReplay.Call;
import org.xuhao.app.DayReplay.Issued;
import org.xuhao.app.verb.Exit;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.Words;

/** Why one ticket was called before another, as a manager can tell it to the one who waited. */
final class WhyBefore {
  private final DayReplay day;
  private final PrintWriter out;

  WhyBefore(DayReplay day, PrintWriter out) {
    this.day = day;
    this.out = out;
  }

  /** Two tickets, in any order. */
  int tell(List<TicketNumber> tickets) {
    for (TicketNumber ticket : tickets)
      if (day.issued(ticket).isEmpty()) {
        out.printf("xuhao: %s was not issued on %s. 当天没有号票 %s。%n", ticket, day.day(), ticket);
        return Exit.REFUSED;
      }
    for (TicketNumber ticket : tickets) issued(ticket, day.issued(ticket).orElseThrow());
    TicketNumber one = tickets.getFirst();
    TicketNumber other = tickets.getLast();
    Optional<Call> call = day.firstCall(one);
    Optional<Call> otherCall = day.firstCall(other);
    if (call.isEmpty() && otherCall.isEmpty()) {
      never(one);
      never(other);
      return Exit.DONE;
    }
    boolean first =
        otherCall.isEmpty() || (call.isPresent() && isBefore(call.get(), otherCall.get()));
    if (!first) say("实际先叫的是 %s。", "It was %s that was called first.", other);
    explain(first ? call.orElseThrow() : otherCall.orElseThrow(), first ? other : one);
    return Exit.DONE;
  }

  /** Two calls of one instant stand in the order in which they were made: by their visits. */
  private boolean isBefore(Call one, Call other) {
    return day.calls().indexOf(one) < day.calls().indexOf(other);
  }

  private void issued(TicketNumber ticket, Issued issued) {
    Event.TicketIssued event = issued.event();
    say(
        "%s：%s 取号，业务 %s，前面 %d 人。",
        "%s: issued at %s for %s, %d ahead of it.",
        ticket,
        day.clock(issued.wall()),
        event.service(),
        event.ahead());
  }

  private void explain(Call call, TicketNumber other) {
    called(call);
    Words rule = rule(call, other);
    say("为什么：%s", "Why: %s", new Words(rule.zh(), rule.en()));
    day.firstCall(other).ifPresentOrElse(this::called, () -> never(other));
  }

  private void called(Call call) {
    say(
        "%s：%s 叫到 %s 号窗口。当时记下的理由：%s",
        "%s: called at %s to window %s. The reason kept then: %s",
        call.ticket(),
        day.clock(call.wall()),
        call.window(),
        call.reason());
  }

  private void never(TicketNumber ticket) {
    Words state = state(day.atTheEnd(ticket), null);
    say("%s：没有被叫过；最后%s。", "%s: was never called; in the end it %s.", ticket, state);
  }

  /** Which rule put the called ticket before the other. */
  private Words rule(Call call, TicketNumber other) {
    Hall before = Objects.requireNonNull(call.before(), "of a ticket that is asked about");
    Ticket waited = before.ticket(other).orElse(null);
    Ticket taken = before.ticket(call.ticket()).orElse(null);
    if (waited == null)
      return words(
          "叫 %s 时 %s 还没有取号。", "%2$s had not been issued when %1$s was called.", call, other);
    if (waited.state() != Ticket.State.WAITING && !isHeldBack(call, other)) {
      Words state = state(waited.state(), waited.window());
      return new Words(
          "当时 %s %s，不在等候之列。".formatted(other, state.zh()),
          "at that moment %s %s, so it was not among those who could be called."
              .formatted(other, state.en()));
    }
    Event.TicketCalled event = call.event();
    if (event == null)
      return words(
          "%s 是窗口挂起后叫回的，回呼不排队。",
          "%s had been set aside at the window and was called back, which does not wait in line.",
          call,
          other);
    if (isHeldBack(call, other))
      return words(
          "%2$s 更早，但保留给另一个窗口。", "%2$s is older but was kept for another window.", call, other);
    if (taken != null && taken.place().isOlderThan(waited.place()))
      return words("%s 的位次在 %s 之前。", "%s stood at an older place than %s.", call, other);
    return byRule(call, event, other);
  }

  private static boolean isHeldBack(Call call, TicketNumber other) {
    return call.event() != null && other.equals(call.event().heldBack());
  }

  /** The other one waited at an older place. */
  private static Words byRule(Call call, Event.TicketCalled event, TicketNumber other) {
    return switch (event.why()) {
      case LONGEST ->
          words(
              "%s 在该窗口可办的业务中等候最久；%s 的业务不在该窗口办理。",
              "%s had waited longest among that window's services; %s's service was none of them.",
              call,
              other);
      case OWN_WINDOW, PREFERRED, CLASS, BOOKED -> byPoints(call, event, other);
      case EXPEDITED, NAMED ->
          words(
              "%s 由工作人员写明理由后先叫，不按次序；理由见上。",
              "%s was called out of order by a person, for the written reason above.", call, other);
      case RATIO ->
          words(
              "按预约与现场的比例轮到 %s 这一类，不是 %s 那一类。",
              "by the ratio of booked and walk-in it was the turn of %s's kind, not of %s's.",
              call,
              other);
      case LIMIT ->
          words(
              "%s 已被超过规定的次数，不再让任何人，包括 %s。",
              "%s had been passed as often as the rules allow, so it went before all, %s too.",
              call,
              other);
      case EARLY_BACK ->
          words(
              "该窗口没有其他可叫的人，过号的 %s 提前叫回；%s 的业务不在该窗口办理。",
              "nobody else could be called there, so %s came back early after its no-show;"
                  + " %s's service was not one of that window's.",
              call,
              other);
    };
  }

  /** More points although younger; how often that can befall one is limited. */
  private static Words byPoints(Call call, Event.TicketCalled event, TicketNumber other) {
    boolean named = other.equals(event.passed());
    return switch (event.why()) {
      case OWN_WINDOW ->
          words(
              "%s 保留给该窗口，因此先于" + (named ? " %s。" : "更早的 %s 等号票。"),
              "%s was kept for that window, which puts it before %s"
                  + (named ? "." : " and others who are older."),
              call,
              other);
      case PREFERRED ->
          words(
              "%s 属于该窗口的主办业务，等候加分后先于 %s；每人最多被超过规定的次数。",
              "%s was for that window's preferred service, whose bonus put it before %s;"
                  + " how often anybody can be passed is limited.",
              call,
              other);
      case CLASS ->
          words(
              "%s 属于优先类别，等候时间加倍计算后先于 %s；每人最多被超过规定的次数。",
              "%s was in a priority class, whose waiting counts more, which put it before %s;"
                  + " how often anybody can be passed is limited.",
              call,
              other);
      case BOOKED ->
          words("%s 是预约号，因此先于 %s。", "%s was booked, which put it before %s.", call, other);
      default -> throw new IllegalArgumentException("no points for " + event.why());
    };
  }

  private static Words words(String zh, String en, Call call, TicketNumber other) {
    return new Words(zh.formatted(call.ticket(), other), en.formatted(call.ticket(), other));
  }

  /** What a ticket did, to stand behind its number. */
  private static Words state(Ticket.State state, @Nullable WindowId at) {
    String zh = at == null ? "" : "（" + at + " 号窗口）";
    String en = at == null ? "" : " (window " + at + ")";
    return switch (state) {
      case EARLY -> new Words("预约时段未到" + zh, "was booked for later" + en);
      case WAITING -> new Words("在等候" + zh, "was waiting" + en);
      case RESERVED -> new Words("保留给窗口" + zh, "was kept for one window" + en);
      case CALLED -> new Words("已被叫到" + zh, "had been called already" + en);
      case SERVING -> new Words("正在办理" + zh, "was being served" + en);
      case DELAYED -> new Words("过号后暂退" + zh, "stood aside after a no-show" + en);
      case AWAY -> new Words("过号后未再签到" + zh, "was away after a no-show" + en);
      case HELD -> new Words("在窗口挂起" + zh, "was set aside at a window" + en);
      case DONE -> new Words("已办结" + zh, "was finished" + en);
      case GONE -> new Words("已弃号" + zh, "was given up" + en);
    };
  }

  /** One line in each language; {@link Words} among the arguments are told in that language. */
  private void say(String zh, String en, Object... arguments) {
    Object[] chinese = arguments.clone();
    Object[] english = arguments.clone();
    for (int i = 0; i < arguments.length; i++)
      if (arguments[i] instanceof Words words) {
        chinese[i] = words.zh();
        english[i] = words.en();
      }
    out.println(zh.formatted(chinese));
    out.println("    " + en.formatted(english));
  }
}
