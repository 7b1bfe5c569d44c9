package org.xuhao.app.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.xuhao.hall.NoShowRule;
import org.xuhao.hall.Outcome;
import org.xuhao.hall.Plan.Rules;

/** The hall's rules: the defaults, with what the file overrides. */
final class RulesReader {

  /** Source: rules of the hall, section 7, No-show by itself. */
  static final Duration NO_SHOW_AFTER = Duration.ofSeconds(90);

  private final Rules rules;
  private final NoShowRule noShow;
  private final Optional<Boolean> automatic;
  private final Duration after;
  private final Optional<Boolean> endsVisit;

  RulesReader(Optional<Section> file) {
    this.rules = file.map(RulesReader::rules).orElse(Rules.DEFAULT);
    this.noShow =
        file.flatMap(f -> f.choice("noShow.rule"))
            .map(NoShowRule::valueOf)
            .orElse(NoShowRule.DELAY_N);
    this.automatic = file.flatMap(f -> f.flag("noShow.automatic"));
    this.after = file.flatMap(f -> f.duration("noShow.after")).orElse(NO_SHOW_AFTER);
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
        file.time("day.starts").orElse(usual.dayStarts()));
  }
}
