package org.xuhao.web.steer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.board.Board.ServiceRow;
import org.xuhao.board.Board.WindowRow;
import org.xuhao.board.Statement.Face;
import org.xuhao.fault.Fault;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.WindowId;
import org.xuhao.report.NegativeRating;

/**
 * The alerts that are open, folded from one moment to the next. Immutable.
 *
 * @param open by id
 * @param quiet until when nothing is said of an id: a manager declined it, or a move is at work
 * @param idle since when a window is free while there is somebody whom it could call
 */
public record Alerts(
    SortedMap<String, Alert> open,
    SortedMap<String, Instant> quiet,
    SortedMap<WindowId, Instant> idle) {

  public static final Alerts NONE =
      new Alerts(
          Collections.emptySortedMap(), Collections.emptySortedMap(), Collections.emptySortedMap());

  /** How long a declined alert, or one with a move at work, keeps silent. Source: screens, 7. */
  public static final Duration QUIET = Duration.ofMinutes(20);

  /** A wait that was over the limit is well again once it is a tenth below: nothing flickers. */
  private static final double WELL_AGAIN = 0.9;

  public Alerts {
    open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
    quiet = Collections.unmodifiableSortedMap(new TreeMap<>(quiet));
    idle = Collections.unmodifiableSortedMap(new TreeMap<>(idle));
  }

  /** What is open at {@code now}; an alert that goes on keeps the time it was raised. */
  public Alerts next(Moment now, Limits limits) {
    var silent = new TreeMap<>(quiet);
    silent.values().removeIf(until -> !until.isAfter(now.now()));
    var found = new TreeMap<String, Alert>();
    SortedMap<WindowId, Instant> free = free(now);
    for (Alert.Of of : find(now, limits, free)) {
      if (silent.containsKey(of.id())) continue;
      Alert before = open.get(of.id());
      found.put(of.id(), new Alert(of, before == null ? now.now() : before.since()));
    }
    return new Alerts(found, silent, free);
  }

  private SortedMap<WindowId, Instant> free(Moment now) {
    var free = new TreeMap<WindowId, Instant>();
    for (WindowRow row : now.board().windows())
      if (row.face() == Face.IDLE && row.waiting() > 0)
        free.put(row.window(), idle.getOrDefault(row.window(), now.now()));
    return free;
  }

  /** Says nothing of {@code id} until then. */
  public Alerts silence(String id, Instant until) {
    var silent = new TreeMap<>(quiet);
    silent.put(id, until);
    var left = new TreeMap<>(open);
    left.remove(id);
    return new Alerts(left, silent, idle);
  }

  /** The worst first. */
  public List<Alert> worstFirst() {
    return open.values().stream()
        .sorted(
            Comparator.comparingInt((Alert alert) -> alert.of().rank())
                .thenComparingLong(alert -> -alert.of().weight())
                .thenComparing(Alert::id))
        .toList();
  }

  private List<Alert.Of> find(Moment now, Limits limits, SortedMap<WindowId, Instant> free) {
    var found = new ArrayList<Alert.Of>();
    for (ServiceRow row : now.board().services()) ofService(row, now, limits).ifPresent(found::add);
    for (WindowRow row : now.board().windows()) {
      Instant since = free.get(row.window());
      if (since == null) longVisit(row, now, limits).ifPresent(found::add);
      else if (Duration.between(since, now.now()).compareTo(limits.idle()) > 0)
        found.add(new Alert.Idle(row.window(), Duration.between(since, now.now()), row.waiting()));
    }
    for (Fault fault : now.faults()) found.add(new Alert.Ill(fault));
    found.addAll(now.cases());
    for (NegativeRating rating : now.ratings()) found.add(new Alert.BadRating(rating));
    return found;
  }

  private Optional<Alert.Of> ofService(ServiceRow row, Moment now, Limits limits) {
    Instant oldest = row.oldestSince();
    Duration longest = oldest == null ? Duration.ZERO : Duration.between(oldest, now.now());
    if (isOver("wait-" + row.code(), longest, limits.longest()))
      return Optional.of(new Alert.WaitOver(row.code(), longest, row.waiting()));
    Wait then = now.outlook().get(row.code());
    boolean comes = row.waiting() > 0 || now.pace().cameFor(row.code()) > 0;
    if (then != null && comes && isOver("peak-" + row.code(), then.likely(), limits.longest()))
      return Optional.of(new Alert.Peak(row.code(), then));
    return Optional.empty();
  }

  private boolean isOver(String id, Duration lasts, Duration limit) {
    double from = open.containsKey(id) ? WELL_AGAIN * limit.toMillis() : limit.toMillis();
    return lasts.toMillis() > from;
  }

  private static Optional<Alert.Of> longVisit(WindowRow row, Moment now, Limits limits) {
    if (row.ticket() == null || row.visit() == null) return Optional.empty();
    Duration lasts = Duration.between(row.since(), now.now());
    Wait usual =
        now.hall()
            .ticket(row.ticket())
            .map(Ticket::service)
            .flatMap(service -> now.pace().usual(service))
            .orElse(null);
    if (usual == null) return Optional.empty();
    boolean isLong = lasts.compareTo(usual.atMost().multipliedBy(limits.visitTimes())) > 0;
    return isLong
        ? Optional.of(new Alert.LongVisit(row.window(), row.visit(), lasts, usual))
        : Optional.empty();
  }
}
