package org.xuhao.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Cases;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.report.DayBook;
import org.xuhao.report.DayFigures;
import org.xuhao.report.NegativeRating;
import org.xuhao.report.Usual;
import org.xuhao.web.district.CaseShelf.Visited;
import org.xuhao.web.steer.Alert;
import org.xuhao.web.steer.Alerts;
import org.xuhao.web.steer.Made;
import org.xuhao.web.steer.Moment;
import org.xuhao.web.steer.Needs;
import org.xuhao.web.steer.Proposal;
import org.xuhao.web.steer.Proposals;

/**
 * Watches the hall for its manager, whether a page is open or not: raises and clears alerts, has
 * moves priced on a worker thread, remembers what was agreed to. For one event loop.
 */
final class ManagerWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ManagerWatch.class);

  /** A minute's wait over the limit is seen within this; it costs microseconds. */
  static final long LOOK_MS = 2_000;

  /** A peak is seen a minute earlier or later: it is 20 minutes ahead. */
  private static final Duration SEARCH_EVERY = Duration.ofSeconds(60);

  /** A search rests so many times as long as it took: a twentieth of one core at most. */
  private static final int SHARE = 20;

  private static final Duration RATINGS_EVERY = Duration.ofSeconds(30);

  /** A negative rating stays so long unless a manager has noted it: a working day. */
  private static final Duration RATING_STAYS = Duration.ofHours(12);

  /** Alerts for which moves are priced: no more stand on the page. */
  private static final int SEARCHED_MAX = 3;

  /** A search of some seconds in a crowded hall holds up nobody else's question. */
  static final boolean ANY_ORDER = false;

  /** Moves of a day that are remembered. */
  private static final int MADE_MAX = 50;

  /** Fewer usual numbers an hour than this say nothing of how much more are about to come. */
  private static final int USUAL_LEAST = 5;

  private final WebParts parts;
  private final Vertx vertx;
  private final Waits.Kept<Today> today;
  private volatile Alerts alerts = Alerts.NONE;
  private volatile Needs needs = Needs.NONE;
  private Found found = new Found(Map.of(), Map.of());
  private List<NegativeRating> ratings = List.of();
  private List<Made> made = List.of();
  private @Nullable Cases looked;
  private List<Alert.BothSides> both = List.of();
  private @Nullable Usual usual;
  private @Nullable LocalDate usualOf;
  private boolean searching;
  private boolean reading;
  private long searchAtNanos;
  private long ratingsAtNanos;

  /** The day so far; the figures take some milliseconds of a worker on a large day. */
  record Today(DayBook book, DayFigures figures) {
    static Today of(DayBook book) {
      return new Today(book, book.figures());
    }
  }

  /** What a search on a worker brought: the outlook, and moves by the id of their alert. */
  private record Found(Map<ServiceCode, Wait> outlook, Map<String, List<Proposal>> moves) {}

  ManagerWatch(WebParts parts, Vertx vertx) {
    this.parts = parts;
    this.vertx = vertx;
    searchAtNanos = parts.elapsedNanos().getAsLong();
    ratingsAtNanos = searchAtNanos;
    today =
        new Waits.Kept<>(vertx, parts.elapsedNanos(), () -> Today.of(parts.reports().day(day())));
    remember();
  }

  /** What was agreed to before the appliance was started anew. */
  private void remember() {
    vertx
        .executeBlocking(parts.moves()::load, ANY_ORDER)
        .map(Objects::requireNonNull)
        .onSuccess(kept -> {
          var all = new ArrayList<>(made);
          all.addAll(kept);
          made = all.stream().limit(MADE_MAX).toList();
        })
        .onFailure(why -> LOG.warn("Moves of before cannot be read: {}", why.getMessage()));
  }

  /** One after the other, so that the newest list is the one that stays. */
  private void keep(List<Made> all) {
    vertx
        .executeBlocking(() -> {
          parts.moves().save(all);
          return all;
        })
        .onFailure(why -> LOG.warn("Moves cannot be kept over a restart: {}", why.getMessage()));
  }

  /** Sees what is the matter now. */
  void look() {
    Hall hall = parts.hall().get();
    var now =
        new Moment(
            hall,
            parts.board().get(),
            parts.faults().all(),
            parts.pace().get(),
            found.outlook,
            ratings,
            bothSides(hall),
            parts.hallTime(hall));
    Alerts before = alerts;
    alerts = before.next(now, parts.limits());
    tell(before, alerts);
    needs = new Needs(searched(), busier(hall, now.now()));
    long nanos = parts.elapsedNanos().getAsLong();
    if (!searching && (nanos - searchAtNanos >= 0 || isNewTrouble())) search(hall, now.now());
    if (!reading && nanos - ratingsAtNanos >= 0) read(now.now());
  }

  /** Looked for anew only where something of a case has changed. */
  @SuppressWarnings("ReferenceEquality") // the same value, not one like it: nothing was folded
  private List<Alert.BothSides> bothSides(Hall hall) {
    if (hall.cases() == looked) return both;
    looked = hall.cases();
    var found = new ArrayList<Alert.BothSides>();
    for (CaseId id : looked.ids())
      if (looked.file(id).filter(CaseFile::parallel).isPresent())
        other(id, hall.plan().hall()).ifPresent(there -> found.add(new Alert.BothSides(id, there)));
    both = found;
    return both;
  }

  /** The latest visit in another hall; empty where this hall is none of those it is about. */
  private Optional<Visited> other(CaseId file, String own) {
    List<Visited> visits = parts.shelf().visits(file).stream().filter(Visited::parallel).toList();
    boolean here = visits.stream().anyMatch(visit -> visit.hall().equals(own));
    return visits.reversed().stream().filter(v -> here && !v.hall().equals(own)).findFirst();
  }

  private static void tell(Alerts before, Alerts now) {
    for (Alert alert : now.open().values())
      if (!before.open().containsKey(alert.id())) LOG.info("Alert {}: {}", alert.id(), alert.of());
    var over = new TreeSet<>(before.open().keySet());
    over.removeAll(now.open().keySet());
    over.removeAll(now.quiet().keySet());
    for (String id : over) LOG.info("Alert {}: over", id);
  }

  /** An alert for which no move was looked for yet. */
  private boolean isNewTrouble() {
    return searched().stream().anyMatch(alert -> !found.moves.containsKey(alert.id()));
  }

  private List<Alert> searched() {
    return alerts.worstFirst().stream()
        .filter(alert -> alert.helped() != null)
        .limit(SEARCHED_MAX)
        .toList();
  }

  private void search(Hall hall, Instant now) {
    searching = true;
    long from = parts.elapsedNanos().getAsLong();
    List<Alert> wanted = searched();
    var proposals = new Proposals(hall, parts.pace().get(), parts.limits(), busier(hall, now), now);
    vertx
        .executeBlocking(() -> search(proposals, wanted), ANY_ORDER)
        .map(Objects::requireNonNull)
        .onSuccess(result -> found = result)
        .onFailure(broken -> LOG.error("Moves could not be priced", broken))
        .onComplete(done -> {
          long nanos = parts.elapsedNanos().getAsLong();
          searchAtNanos = nanos + Math.max(SEARCH_EVERY.toNanos(), SHARE * (nanos - from));
          searching = false;
        });
  }

  private static Found search(Proposals proposals, List<Alert> wanted) {
    Map<ServiceCode, Wait> outlook = proposals.outlook();
    var moves = new HashMap<String, List<Proposal>>();
    for (Alert alert : wanted) {
      ServiceCode helped = alert.helped();
      if (helped != null) moves.put(alert.id(), proposals.of(helped, outlook));
    }
    return new Found(outlook, moves);
  }

  /** How many times as many people as in this hour usually come in the next; 1: nobody knows. */
  private double busier(Hall hall, Instant now) {
    Usual known = usual;
    if (known == null) return 1;
    int hour = now.plusMillis(hall.skewMs()).atZone(hall.plan().zone()).getHour();
    Usual.Hour present = known.at(hour);
    Usual.Hour next = known.at((hour + 1) % 24);
    if (present == null || next == null || present.middle() < USUAL_LEAST) return 1;
    return Math.clamp((double) next.middle() / present.middle(), 0.5, 2);
  }

  private void read(Instant now) {
    reading = true;
    LocalDate day = day();
    boolean known = day.equals(usualOf);
    vertx
        .executeBlocking(
            () -> {
              Usual fresh = known ? null : parts.reports().usual(day);
              return new Read(parts.reports().negative(day, now.minus(RATING_STAYS)), fresh);
            },
            ANY_ORDER)
        .map(Objects::requireNonNull)
        .onSuccess(read -> {
          ratings = read.ratings;
          if (read.usual == null) return;
          usual = read.usual;
          usualOf = day;
        })
        .onComplete(done -> {
          // Tables that are down have a fault of their own; it is tried again all the same.
          Duration pause = done.succeeded() ? RATINGS_EVERY : Duration.ofMillis(LOOK_MS);
          ratingsAtNanos = parts.elapsedNanos().getAsLong() + pause.toNanos();
          reading = false;
        });
  }

  private record Read(List<NegativeRating> ratings, @Nullable Usual usual) {}

  private LocalDate day() {
    Hall hall = parts.hall().get();
    return hall.day().orElseGet(() -> hall.plan().dateOf(parts.clock().instant()));
  }

  /** How many alerts of a kind are open. From any thread. */
  int open(String kind) {
    return (int) alerts.open().values().stream().filter(a -> a.kind().equals(kind)).count();
  }

  Alerts alerts() {
    return alerts;
  }

  /** Moves for an alert, best first; null: they are still being looked for. */
  @Nullable List<Proposal> movesFor(String alert) {
    return found.moves.get(alert);
  }

  /** What others of the district could help with. From any thread. */
  Needs needs() {
    return needs;
  }

  /** What newcomers will wait in 20 minutes; empty: nothing can be foretold. */
  Map<ServiceCode, Wait> outlook() {
    return found.outlook;
  }

  /** What the present day is usually like; null: not read yet. */
  @Nullable Usual usual() {
    return usual;
  }

  /** Today, as the tables knew it two seconds ago at most; fails while they are down. */
  Future<Today> today() {
    return today.get();
  }

  /** The moves of today, newest first. */
  List<Made> made() {
    return made;
  }

  /** A manager agreed to a move and the hall has accepted it. */
  void agreed(Made move) {
    LOG.info("Alert {}: {} agreed to {}", move.alert(), move.by(), move.proposal());
    var all = new ArrayList<Made>(List.of(move));
    for (Made before : made)
      if (all.size() < MADE_MAX && before.at().plus(Duration.ofHours(24)).isAfter(move.at()))
        all.add(before);
    made = List.copyOf(all);
    keep(made);
    silence(move.alert(), move.at().plus(Alerts.QUIET));
  }

  /** A manager does not want to hear of it; {@code reason} stands in the log. */
  void declined(String alert, String by, String reason) {
    LOG.info("Alert {}: {} declined: {}", alert, by, reason);
    Hall hall = parts.hall().get();
    Alert open = alerts.open().get(alert);
    boolean once = open != null && open.of() instanceof Alert.BadRating;
    silence(alert, parts.hallTime(hall).plus(once ? RATING_STAYS : Alerts.QUIET));
  }

  /** The wait and the peak of one service are one trouble. */
  private void silence(String alert, Instant until) {
    alerts = alerts.silence(alert, until);
    if (alert.startsWith("wait-")) alerts = alerts.silence("peak-" + alert.substring(5), until);
    if (alert.startsWith("peak-")) alerts = alerts.silence("wait-" + alert.substring(5), until);
    var left = new TreeMap<>(found.moves);
    left.remove(alert);
    found = new Found(found.outlook, left);
  }
}
