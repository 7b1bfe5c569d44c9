package org.xuhao.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Event;
import org.xuhao.hall.Event.Why;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;

/** The calling rule once more, as a scan over every ticket. Source: rules, section 3. */
final class CallScan {

  private final Sheet sheet;
  private final Map<ServiceCode, List<Row>> passes = new HashMap<>();

  /** So many booked ones, or walk-ins, were called in a row. */
  private int run;

  private boolean runBooked;

  CallScan(Sheet sheet) {
    this.sheet = sheet;
  }

  void newDay() {
    passes.clear();
    run = 0;
    runBooked = false;
  }

  /** Before {@code e} is noted: it names the one that the rule names, and nobody suffers by it. */
  void check(Event.TicketCalled e) {
    Seat window = sheet.seat(e.window());
    Row called = sheet.row(e.ticket());
    Invariant.FIT.holds(sheet.ableAt(window, window.clerk).contains(called.service), e);
    if (e.why() == Why.NAMED || isExpedited(window, called, e)) {
      Invariant.FULL_SCAN.holds(e.points() == 0 && e.passed() == null, e);
      return;
    }
    List<Row> able = able(window);
    if (able.isEmpty()) {
      Invariant.FULL_SCAN.holds(e.why() == Why.EARLY_BACK, e);
      Invariant.FULL_SCAN.holds(called == earlyBack(window), e);
      return;
    }
    Row best = best(window, able);
    Row oldest = able.getFirst();
    for (Row row : able) if (row.isOlderThan(oldest)) oldest = row;
    Row first = passedTooOften(best);
    Row other = first == null ? byRatio(window, best, able) : null;
    if (other != null) first = passedTooOften(other);
    Row wanted = first != null ? first : other != null ? other : best;
    Invariant.FULL_SCAN.holds(called == wanted, e + " where " + wanted + " is due");
    boolean credited =
        creditOf(window, wanted).isPositive() || wanted.state == Ticket.State.RESERVED;
    Why why =
        other != null && first == null ? Why.RATIO : why(first != null, credited, wanted, oldest);
    Invariant.FULL_SCAN.holds(e.why() == why, e + " where " + why + " is right");
    boolean passing = oldest.isOlderThan(called);
    Invariant.FULL_SCAN.holds(Objects.equals(e.passed(), passing ? oldest.number : null), e);
    long points = points(window, called);
    Invariant.FULL_SCAN.holds(e.points() == points, e + " where " + points + " are right");
    bounds(called, able, other != null);
  }

  private @Nullable Row passedTooOften(Row by) {
    Row first = sheet.oldest(by.service);
    boolean limit = passesOf(by.service).size() >= sheet.plan.rules().overtakeLimit();
    return limit && first != null && first.isOlderThan(by) ? first : null;
  }

  /** The best of the other kind, when enough of this one were called in a row. */
  private @Nullable Row byRatio(Seat window, Row best, List<Row> able) {
    Plan.BookingTerms terms = sheet.plan.rules().booking();
    if (terms.ratioBooked() == 0 || best.booked != runBooked) return null;
    if (run < (best.booked ? terms.ratioBooked() : terms.ratioWalkIn())) return null;
    List<Row> others = able.stream().filter(row -> row.booked != best.booked).toList();
    return others.isEmpty() ? null : best(window, others);
  }

  /** Whoever was expedited first, of those that this window can serve, goes before all others. */
  private boolean isExpedited(Seat window, Row called, Event.TicketCalled e) {
    Row due = null;
    for (Row row : sheet.expedited)
      if (due == null && sheet.ableAt(window, window.clerk).contains(row.service)) due = row;
    Invariant.FULL_SCAN.holds((due != null) == (e.why() == Why.EXPEDITED), e);
    Invariant.FULL_SCAN.holds(due == null || due == called, e);
    return due != null;
  }

  private static Why why(boolean limit, boolean credited, Row called, Row oldest) {
    if (limit) return Why.LIMIT;
    if (!oldest.isOlderThan(called)) return Why.LONGEST;
    if (credited) return Why.OWN_WINDOW;
    if (called.rate <= oldest.rate) return Why.PREFERRED;
    return called.booked ? Why.BOOKED : Why.CLASS;
  }

  /**
   * Bound 1 for everybody who could have been called here, except by a ratio; bound 2 for the
   * called's service.
   */
  private void bounds(Row called, List<Row> able, boolean ratio) {
    Plan.Rules rules = sheet.plan.rules();
    long preferred =
        Math.max(rules.preferenceFirst().toMillis(), rules.preferenceSecond().toMillis());
    int rate = Math.max(rules.booking().rate(), rules.priorityRate());
    long most = rate * waited(called) + preferred + rules.ownCredit().toMillis();
    for (Row row : able)
      if (!ratio && row.isOlderThan(called))
        Invariant.BOUND_TIME.holds(waited(row) <= most, row + " passed by " + called);
    for (Row row : sheet.live) {
      boolean passed = Sheet.isWaiting(row, called.service) && row.isOlderThan(called);
      if (!passed) continue;
      row.passed++;
      Invariant.BOUND_COUNT.holds(row.passed <= rules.overtakeLimit(), row);
    }
  }

  /** After the called one has left its lane: who was passed is remembered by the passing place. */
  void noted(Row called, boolean passes) {
    Row oldest = sheet.oldest(called.service);
    var places = new ArrayList<Row>(passesOf(called.service));
    if (oldest == null) places.clear();
    else {
      if (passes && oldest.isOlderThan(called)) places.add(copy(called));
      places.removeIf(place -> !oldest.isOlderThan(place));
    }
    this.passes.put(called.service, places);
    if (!passes) return;
    run = called.booked == runBooked ? run + 1 : 1;
    runBooked = called.booked;
  }

  private List<Row> passesOf(ServiceCode service) {
    return passes.getOrDefault(service, List.of());
  }

  /** A place stays where it was, wherever its ticket goes. */
  private static Row copy(Row row) {
    return new Row(row.number, row.sequence, row.service, row.since);
  }

  private List<Row> able(Seat window) {
    List<ServiceCode> services = sheet.ableAt(window, window.clerk);
    var able = new ArrayList<Row>();
    for (Row row : sheet.live) {
      boolean kept = row.state == Ticket.State.RESERVED && window.id.equals(row.window);
      boolean here = row.state == Ticket.State.WAITING || kept;
      if (here && services.contains(row.service)) able.add(row);
    }
    return able;
  }

  private Row best(Seat window, List<Row> able) {
    Row best = able.getFirst();
    for (Row row : able) {
      long more = points(window, row) - points(window, best);
      if (more > 0 || (more == 0 && row.isOlderThan(best))) best = row;
    }
    return best;
  }

  private long points(Seat window, Row row) {
    if (row.state == Ticket.State.DELAYED) return 0;
    Plan.Rules rules = sheet.plan.rules();
    List<ServiceCode> services = sheet.servicesOf(window);
    boolean all = plan(window.id).equal() || services.size() == 1;
    int rank = services.indexOf(row.service);
    Duration preference =
        all || rank > 1
            ? Duration.ZERO
            : rank == 0 ? rules.preferenceFirst() : rules.preferenceSecond();
    return row.rate * waited(row) + preference.toMillis() + creditOf(window, row).toMillis();
  }

  private Duration creditOf(Seat window, Row row) {
    boolean known = row.state == Ticket.State.RESERVED || window.id.equals(row.origin);
    return known ? sheet.plan.rules().ownCredit() : Duration.ZERO;
  }

  private long waited(Row row) {
    long waited = Duration.between(row.since, sheet.at).toMillis();
    Invariant.TIME.holds(waited >= 0, row);
    return waited;
  }

  private @Nullable Row earlyBack(Seat window) {
    List<ServiceCode> services = sheet.ableAt(window, window.clerk);
    Row first = null;
    for (Row row : sheet.live) {
      if (row.state != Ticket.State.DELAYED || !services.contains(row.service)) continue;
      boolean sooner =
          first == null
              || row.backAtCall < first.backAtCall
              || (row.backAtCall == first.backAtCall && row.sequence < first.sequence);
      if (sooner) first = row;
    }
    return first;
  }

  private Plan.WindowPlan plan(WindowId window) {
    return Objects.requireNonNull(sheet.plan.windows().get(window));
  }
}
