package org.xuhao.app.district;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.loan.Seats;
import org.xuhao.app.settings.Settings;
import org.xuhao.board.Board;
import org.xuhao.board.Statement;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.forecast.Forecast;
import org.xuhao.forecast.Pace;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Command;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.loop.HallClock;
import org.xuhao.web.district.LoadReport;
import org.xuhao.web.district.LoadReport.ServiceLoad;

/**
 * Tells the district how this hall is: every 5 seconds where something changed, else every 15. Has
 * a thread of its own, since a forecast takes some tenths of a second in a crowded hall.
 */
final class LoadTeller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadTeller.class);

  /** Source of both: the district's design, section 6. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private static final Duration TELL_EVERY = Duration.ofSeconds(15);

  /** Forecasts rest so many times as long as they took: a twentieth of one core at most. */
  private static final int SHARE = 20;

  private static final String SUBJECT = "district";

  /** Who is asked about: somebody who would take a number at the dispenser. */
  private static final By VISITOR = new By(By.Role.DISPENSER, "dispenser", "dispenser");

  /**
   * What is told of.
   *
   * @param release of this appliance
   * @param incarnation of its journal
   * @param seats who works elsewhere is no staff of this hall
   */
  record Observed(
      Settings.Card card,
      String release,
      String incarnation,
      Supplier<Hall> hall,
      Supplier<Board> board,
      Supplier<Pace> pace,
      Seats seats,
      OpenFaults faults,
      HallClock clock) {}

  private final Observed of;
  private final Consumer<LoadReport> send;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("district-load").factory());
  private volatile @Nullable LoadReport latest;

  /** On the timer's thread alone, as all that follow. */
  private @Nullable LoadReport sent;

  private long sentNanos;
  private long forecastNanos;
  private Map<ServiceCode, Wait> waits = Map.of();

  /** Begins at once; {@code send} is called on the timer's thread. */
  LoadTeller(Observed of, Consumer<LoadReport> send) {
    this.of = of;
    this.send = send;
    forecastNanos = of.clock.elapsedNanos();
    long every = LOOK_EVERY.toMillis();
    var unused = timer.scheduleWithFixedDelay(this::look, 0, every, TimeUnit.MILLISECONDS);
  }

  /** Empty: nothing was seen yet. */
  Optional<LoadReport> latest() {
    return Optional.ofNullable(latest);
  }

  private void look() {
    try {
      LoadReport now = report();
      latest = now;
      long nanos = of.clock.elapsedNanos();
      boolean due = sent == null || nanos - sentNanos >= TELL_EVERY.toNanos();
      if (due || !isAs(sent, now)) {
        send.accept(now);
        sent = now;
        sentNanos = nanos;
      }
      of.faults.clear(FaultCode.DISTRICT_UNTOLD, SUBJECT);
    } catch (RuntimeException ours) {
      // The executor would keep an error of ours to itself and never look again.
      LOG.error("The hall could not be told of: an error of ours", ours);
      var wall = of.clock.wall();
      of.faults.raise(new Fault(FaultCode.DISTRICT_UNTOLD, SUBJECT, ours.toString(), wall));
    }
  }

  /** Whether nobody would see a difference: minutes count, seconds do not. */
  private static boolean isAs(@Nullable LoadReport before, LoadReport now) {
    return before != null && coarse(before).equals(coarse(now));
  }

  private static LoadReport coarse(LoadReport fine) {
    return new LoadReport(
        fine.hall(),
        fine.name(),
        fine.nameEn(),
        fine.release(),
        fine.incarnation(),
        fine.open(),
        fine.services().stream().map(LoadTeller::coarse).toList(),
        fine.windows(),
        fine.staff(),
        fine.faults(),
        fine.faultCodes(),
        fine.staffed(),
        null,
        Instant.EPOCH);
  }

  private static ServiceLoad coarse(ServiceLoad fine) {
    Wait range = fine.range();
    return new ServiceLoad(
        fine.code(),
        fine.name(),
        fine.nameEn(),
        fine.taking(),
        fine.waiting(),
        null,
        fine.windows(),
        range == null ? null : new Wait(minutes(range.likely()), minutes(range.atMost())),
        fine.until(),
        fine.at());
  }

  private static Duration minutes(Duration fine) {
    return Duration.ofMinutes(fine.toMinutes());
  }

  private LoadReport report() {
    Hall hall = of.hall.get();
    Board board = of.board.get();
    Instant wall = of.clock.wall();
    Instant by = wall.minusMillis(hall.skewMs());
    Instant now = by.isBefore(hall.at()) ? hall.at() : by;
    forecast(hall, now);
    List<ServiceLoad> services =
        board.services().stream().map(row -> service(row, board, hall, now)).toList();
    var faults = of.faults.all();
    return new LoadReport(
        of.card.id(),
        of.card.name(),
        of.card.nameEn(),
        of.release,
        of.incarnation,
        services.stream().anyMatch(ServiceLoad::taking),
        services,
        windows(board, hall),
        (int) board.windows().stream().filter(this::isStaffed).count(),
        faults.size(),
        faults.stream().map(f -> f.code().code()).distinct().limit(LoadReport.CODES_MAX).toList(),
        staffed(board, hall),
        hall.at(),
        wall);
  }

  private boolean isStaffed(Board.WindowRow row) {
    return row.clerk() != null && !of.seats.isElsewhere(row.window(), row.clerk());
  }

  private ServiceLoad service(Board.ServiceRow row, Board board, Hall hall, Instant now) {
    Instant since = row.oldestSince();
    long windows =
        board.windows().stream()
            .filter(window -> isOpen(hall, window.window()))
            .filter(window -> window.services().contains(row.code()))
            .count();
    return new ServiceLoad(
        row.code().code(),
        row.name(),
        row.nameEn(),
        row.taking(),
        row.waiting(),
        since == null ? null : Duration.between(since, now),
        (int) windows,
        row.taking() ? waits.get(row.code()) : null,
        hall.takingUntil(row.code()).orElse(null),
        at(row.code(), board, hall));
  }

  /** A bundle is served where its parts are. */
  private static List<Integer> at(ServiceCode code, Board board, Hall hall) {
    Plan.ServicePlan plan = hall.plan().services().get(code);
    List<ServiceCode> parts =
        plan == null || plan.bundle().isEmpty() ? List.of(code) : plan.bundle();
    return board.windows().stream()
        .filter(window -> window.services().stream().anyMatch(parts::contains))
        .map(window -> window.window().number())
        .toList();
  }

  /** Where somebody sits who may be called to: open, and not paused. */
  private static List<Integer> staffed(Board board, Hall hall) {
    return board.windows().stream()
        .filter(row -> isOpen(hall, row.window()))
        .filter(row -> row.face() != Statement.Face.PAUSED)
        .map(row -> row.window().number())
        .toList();
  }

  private static boolean isOpen(Hall hall, WindowId window) {
    return hall.window(window).open();
  }

  private static LoadReport.Windows windows(Board board, Hall hall) {
    int open = 0;
    int serving = 0;
    for (Board.WindowRow row : board.windows()) {
      if (isOpen(hall, row.window())) open++;
      if (row.ticket() != null) serving++;
    }
    return new LoadReport.Windows(board.windows().size(), open, serving);
  }

  private void forecast(Hall hall, Instant now) {
    long from = of.clock.elapsedNanos();
    if (from - forecastNanos < 0) return;
    var found = new TreeMap<ServiceCode, Wait>();
    for (ServiceCode service : hall.plan().services().keySet()) {
      var take = new Command.TakeTicket(service);
      if (Forecast.ifTaken(hall, of.pace.get(), take, VISITOR, now)
              instanceof Forecast.IfTaken.Taken taken
          && taken.range() != null) found.put(service, taken.range());
    }
    waits = found;
    long done = of.clock.elapsedNanos();
    forecastNanos = done + SHARE * (done - from);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
