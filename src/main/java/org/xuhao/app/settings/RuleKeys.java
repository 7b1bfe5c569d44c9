package org.xuhao.app.settings;

import static org.xuhao.app.settings.Keys.choice;
import static org.xuhao.app.settings.Keys.flag;
import static org.xuhao.app.settings.Keys.list;
import static org.xuhao.app.settings.Keys.number;
import static org.xuhao.app.settings.Keys.one;

import java.util.List;
import java.util.stream.Stream;
import org.xuhao.app.settings.Key.Kind;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Outcome;

/** The keys of the section {@code rules}. */
final class RuleKeys {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private RuleKeys() {}

  static List<Key> all() {
    return Stream.of(callingRules(), windowRules(), dayRules(), laterRules(), bookingRules())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Key> callingRules() {
    String in = "rules";
    return List.of(
        number(in, "calling.overtakeLimit", 0, 100, "3", "How often one may be passed."),
        number(
            in, "calling.priorityRate", 1, 10, "3", "A priority class's minute counts as so many."),
        list(
            in,
            "calling.preferenceCredit",
            2,
            2,
            "[10min, 5min]",
            "Worth of a window's first and second service, in waiting time."),
        one(
            in,
            "resume.credit",
            Kind.DURATION,
            0,
            HOUR,
            "20min",
            "Worth of being kept for a window, there."),
        choice(
            in,
            "noShow.rule",
            Choices.words(NoShowRule.values()),
            "DELAY_N",
            "What follows a no-show."),
        number(in, "noShow.places", 1, 100, "3", "Calls a delayed ticket lets pass."),
        number(in, "noShow.max", 1, 20, "3", "The no-show that is final."),
        one(
            in,
            "noShow.after",
            Kind.DURATION,
            10 * SECOND,
            HOUR,
            "90s",
            "A called ticket is a no-show after this."));
  }

  private static List<Key> windowRules() {
    String in = "rules";
    return List.of(
        flag(
            in,
            "noShow.automatic",
            "where the window has a start key",
            "The clock calls the no-show; false: only the clerk, everywhere."),
        number(in, "recall.limit", 0, 100, "5", "Recalls of one call."),
        one(
            in,
            "recall.spacing",
            Kind.DURATION,
            0,
            10 * MINUTE,
            "10s",
            "Least time between two recalls."),
        flag(
            in,
            "call.endsVisit",
            "true with an ff68-pad, else false",
            "Call-next ends the visit at the window first."),
        choice(
            in,
            "visit.defaultOutcome",
            Choices.words(
                Stream.of(Outcome.values()).filter(Outcome::endsAlone).toArray(Outcome[]::new)),
            "COMPLETED",
            "Outcome when a pad gives none; kept as a default."),
        number(in, "hold.limit", 0, 100, "5", "Tickets a window may hold."),
        flag(in, "hold.anyWindow", "false", "Other windows may call a held ticket back."));
  }

  private static List<Key> dayRules() {
    String in = "rules";
    return List.of(
        one(
            in,
            "take.before",
            Kind.DURATION,
            0,
            4 * HOUR,
            "30min",
            "Numbers are given out this long before opening."),
        one(
            in,
            "take.cutOff",
            Kind.DURATION,
            0,
            8 * HOUR,
            "30min",
            "No more numbers this long before closing."),
        one(
            in,
            "day.clearAfter",
            Kind.DURATION,
            0,
            8 * HOUR,
            "30min",
            "Who still waits this long after closing is sent home."),
        flag(in, "lunch.clear", "false", "Who waits at the beginning of lunch is sent home."),
        one(in, "day.starts", Kind.TIME, "04:00", "When the business day changes."));
  }

  private static List<Key> laterRules() {
    String in = "rules";
    return List.of(
        one(
            in,
            "print.within",
            Kind.DURATION,
            SECOND,
            5 * MINUTE,
            "15s",
            "A print not confirmed by then is unknown."),
        one(
            in,
            "rating.within",
            Kind.DURATION,
            5 * SECOND,
            HOUR,
            "60s",
            "How long the rating pad at the window is open."),
        number(in, "rating.late", 0, 30, "5", "Working days for a late rating."),
        one(
            in,
            "resume.hold",
            Kind.DURATION,
            0,
            4 * HOUR,
            "15min",
            "How long a resumed ticket is kept for the window or clerk that knows its case."),
        number(in, "case.expiry", 1, 3_650, "90", "Days until a case that waits expires."),
        number(
            in,
            "case.tolerantDue",
            1,
            250,
            "10",
            "Working days for what a tolerant acceptance lacks, where the clerk gives no date."));
  }

  private static List<Key> bookingRules() {
    String in = "rules";
    return List.of(
        number(
            in, "calling.bookedRate", 1, 10, "2", "A booked visitor's minute counts as so many."),
        number(
            in, "calling.ratioBooked", 0, 20, "0", "Booked in a row, then a walk-in; 0: no ratio."),
        number(in, "calling.ratioWalkIn", 1, 20, "1", "Walk-ins in a row, then a booked one."),
        number(in, "booking.daysLeast", 0, 365, "1", "Working days ahead a slot must lie."),
        number(in, "booking.daysMost", 0, 365, "5", "Working days ahead a slot may lie."),
        number(in, "booking.perDay", 1, 100, "1", "Appointments of one visitor a day."),
        number(in, "booking.perWeek", 1, 100, "2", "The same a week."),
        number(in, "booking.perMonth", 1, 100, "6", "The same a month."),
        number(in, "booking.missedMost", 1, 100, "2", "The missed appointment that bars."),
        number(in, "booking.barredDays", 0, 90, "90", "Days a visitor is barred then."),
        one(
            in,
            "booking.cancelBefore",
            Kind.DURATION,
            0,
            168 * HOUR,
            "2h",
            "Until so long before the slot it may be cancelled."),
        one(
            in,
            "booking.accrueBefore",
            Kind.DURATION,
            0,
            HOUR,
            "5min",
            "A booked visitor's waiting counts from so long before the slot."),
        one(
            in,
            "booking.checkInBefore",
            Kind.DURATION,
            0,
            8 * HOUR,
            "30min",
            "Check-in opens so long before the slot."));
  }
}
