package org.xuhao.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.xuhao.hall.Command;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Offered;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TalkStage;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.WindowKind;
import org.xuhao.trial.Day;
import org.xuhao.trial.PlayedDays;

/**
 * The journal of a hall with a remote window, in memory. On the first day five talks are booked,
 * four for the next day at ten and one for the day after; one of the four is cancelled. Of the
 * three whose time comes one is held with all five stages, one is held and accepted, and nobody is
 * reached for the third.
 */
@NullMarked
public final class PlayedTalks {
  /** When the talks were held. */
  public static final LocalDate HELD = LocalDate.of(2026, 3, 3);

  private static final ServiceCode TALK = new ServiceCode("Y");
  private static final WindowId NINE = new WindowId(9);
  private static final By DESK = new By(By.Role.DESK, "d7", "service desk");
  private static final By CLERK = new By(By.Role.CLERK, "c9", "window 9");
  private static final By PHONE = new By(By.Role.VISITOR, "phone", "visit 1");

  private PlayedTalks() {}

  private static Plan plan(String hall) {
    Plan day = PlayedDays.plan(hall);
    var services = new TreeMap<ServiceCode, Plan.ServicePlan>(day.services());
    var slots = new Plan.Slots(Duration.ofMinutes(30), 4);
    services.put(
        TALK,
        new Plan.ServicePlan(
            TALK,
            "Y",
            "云帮办",
            "",
            "D",
            null,
            null,
            NoShowRule.VOID,
            null,
            slots,
            null,
            List.of(),
            List.of(),
            Offered.ALWAYS));
    var windows = new TreeMap<WindowId, Plan.WindowPlan>(day.windows());
    windows.put(
        NINE,
        new Plan.WindowPlan(
            NINE,
            "W9",
            List.of(TALK),
            false,
            false,
            false,
            null,
            WindowKind.REMOTE,
            null,
            new TreeMap<>()));
    return new Plan(hall, day.zone(), day.hours(), services, windows, day.rules(), false);
  }

  /** All of it. */
  public static List<Entry> of(String hall) {
    var journal = new PlayedJournal(plan(hall));
    journal.start(1, 0);
    Instant slot = Day.START.plus(Duration.ofHours(25));
    journal.say(By.CLOCK, new Command.TimePassed(Day.START), Day.START);
    for (int visitor = 0; visitor < 5; visitor++) {
      Instant wanted = visitor == 4 ? slot.plus(Duration.ofDays(1)) : slot;
      var book = new Command.BookAppointment(TALK, wanted, "v" + visitor);
      journal.say(DESK, book, Day.START.plus(Duration.ofMinutes(10L * visitor)));
    }
    var fourth = new Command.CancelAppointment(BookingId.of(hall, 4));
    journal.say(DESK, fourth, Day.START.plus(Duration.ofHours(1)));
    Instant before = slot.minus(Duration.ofHours(1));
    journal.say(By.CLOCK, new Command.TimePassed(before), before);
    journal.say(By.CLOCK, new Command.TimePassed(slot), slot);
    held(journal, slot);
    return journal.drain();
  }

  private static void held(PlayedJournal journal, Instant slot) {
    journal.say(CLERK, new Command.OpenWindow(NINE), slot);
    journal.say(CLERK, new Command.CallNext(NINE), minutes(slot, 0.5));
    journal.say(CLERK, new Command.StartVisit(NINE), minutes(slot, 1));
    journal.say(CLERK, new Command.ReachStage(NINE, TalkStage.CORRECTION), minutes(slot, 5));
    journal.say(CLERK, new Command.EndVisit(NINE, Outcome.ACCEPTED), minutes(slot, 11));
    var five = new Command.Rate(new VisitId(1), 5, List.of(), Command.Channel.PHONE);
    journal.say(PHONE, five, minutes(slot, 11.5));
    journal.say(CLERK, new Command.CallNext(NINE), minutes(slot, 15));
    journal.say(CLERK, new Command.StartVisit(NINE), minutes(slot, 16));
    journal.say(CLERK, new Command.EndVisit(NINE, Outcome.ACCEPTED), minutes(slot, 20));
    journal.say(CLERK, new Command.CallNext(NINE), minutes(slot, 21));
    journal.say(CLERK, new Command.MarkNoShow(NINE), minutes(slot, 23));
  }

  private static Instant minutes(Instant slot, double later) {
    return slot.plusMillis(Math.round(later * 60_000));
  }
}
