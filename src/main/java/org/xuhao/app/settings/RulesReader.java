package org.xuhao.app.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Plan.Rules;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Outcome;

/** The hall's rules: the defaults, with what the file overrides. */
final class RulesReader {

  /** Source: rules of the hall, section 7, No-show by itself. */
  static final Duration NO_SHOW_AFTER = Duration.ofSeconds(90);

  private final Rules rules;
  private final NoShowRule noShow;
  private final Optional<Boolean> automatic;
  private final Duration after;
  private final Optional<Boolean> endsVisit;
  private final boolean lunchClears;

  RulesReader(Optional<Section> file) {
    this.rules = file.map(RulesReader::rules).orElse(Rules.DEFAULT);
    this.noShow =
        file.flatMap(f -> f.choice("noShow.rule"))
            .map(NoShowRule::valueOf)
            .orElse(NoShowRule.DELAY_N);
    this.automatic = file.flatMap(f -> f.flag("noShow.automatic"));
    this.after = file.flatMap(f -> f.duration("noShow.after")).orElse(NO_SHOW_AFTER);
    this.lunchClears = file.flatMap(f -> f.flag("lunch.clear")).orElse(false);
    this.endsVisit = file.flatMap(f -> f.flag("call.endsVisit"));
  }

  Rules rules() {
    return rules;
  }

  NoShowRule noShow() {
    return noShow;
  }

  /** When the clock gives a called ticket up; empty: it does not. */
  Optional<Duration> noShowAfter(boolean startKey) {
    return automatic.orElse(startKey) ? Optional.of(after) : Optional.empty();
  }

  boolean lunchClears() {
    return lunchClears;
  }

  boolean endsVisit(boolean padWithoutStartKey) {
    return endsVisit.orElse(padWithoutStartKey);
  }

  private static Rules rules(Section file) {
    Rules usual = Rules.DEFAULT;
    String credit = "calling.preferenceCredit";
    List<Duration> worth =
        file.words(credit).stream()
            .map(leaf -> file.duration(Keys.CREDIT, leaf))
            .flatMap(Optional::stream)
            .toList();
    boolean both = worth.size() == 2;
    return new Rules(
        file.number("calling.overtakeLimit").orElse(usual.overtakeLimit()),
        both ? worth.get(0) : usual.preferenceFirst(),
        both ? worth.get(1) : usual.preferenceSecond(),
        file.duration("resume.credit").orElse(usual.ownCredit()),
        file.number("calling.priorityRate").orElse(usual.priorityRate()),
        file.number("noShow.places").orElse(usual.noShowPlaces()),
        file.number("noShow.max").orElse(usual.noShowMax()),
        file.number("recall.limit").orElse(usual.recallLimit()),
        file.duration("recall.spacing").orElse(usual.recallSpacing()),
        file.number("hold.limit").orElse(usual.holdLimit()),
        file.flag("hold.anyWindow").orElse(usual.holdAnyWindow()),
        file.choice("visit.defaultOutcome").map(Outcome::valueOf).orElse(usual.defaultOutcome()),
        file.duration("take.before").orElse(usual.takeBefore()),
        file.duration("take.cutOff").orElse(usual.cutOff()),
        file.duration("day.clearAfter").orElse(usual.clearAfter()),
        file.duration("print.within").orElse(usual.printWithin()),
        file.duration("rating.within").orElse(usual.rateWithin()),
        file.number("rating.late").orElse(usual.rateLateWorkingDays()),
        file.time("day.starts").orElse(usual.dayStarts()),
        cases(file),
        booking(file));
  }

  private static Plan.BookingTerms booking(Section file) {
    Plan.BookingTerms usual = Rules.DEFAULT.booking();
    int booked = file.number("calling.ratioBooked").orElse(usual.ratioBooked());
    return new Plan.BookingTerms(
        file.number("calling.bookedRate").orElse(usual.rate()),
        booked,
        file.number("calling.ratioWalkIn").orElse(booked == 0 ? 0 : 1),
        file.number("booking.daysLeast").orElse(usual.daysLeast()),
        file.number("booking.daysMost").orElse(usual.daysMost()),
        file.number("booking.perDay").orElse(usual.perDay()),
        file.number("booking.perWeek").orElse(usual.perWeek()),
        file.number("booking.perMonth").orElse(usual.perMonth()),
        file.number("booking.missedMost").orElse(usual.missedMost()),
        file.number("booking.barredDays").orElse(usual.barredDays()),
        file.duration("booking.cancelBefore").orElse(usual.cancelBefore()),
        file.duration("booking.accrueBefore").orElse(usual.accrueBefore()),
        file.duration("booking.checkInBefore").orElse(usual.checkInBefore()));
  }

  private static Plan.CaseTerms cases(Section file) {
    Plan.CaseTerms usual = Rules.DEFAULT.cases();
    return new Plan.CaseTerms(
        file.number("case.expiry").map(Duration::ofDays).orElse(usual.expiry()),
        file.number("case.tolerantDue").orElse(usual.tolerantWorkingDays()),
        file.duration("resume.hold").orElse(usual.hold()));
  }
}
