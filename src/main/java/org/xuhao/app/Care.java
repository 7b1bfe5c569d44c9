package org.xuhao.app;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.keys.VisitorKeys;
import org.xuhao.app.reference.Reference;
import org.xuhao.app.sound.Speakers;
import org.xuhao.driver.Output.Figure;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.journal.Found;
import org.xuhao.loop.LoopWatch;
import org.xuhao.loop.Published;
import org.xuhao.loop.Turn;
import org.xuhao.meter.HallMeters;
import org.xuhao.meter.PartMeters;
import org.xuhao.store.StoreWatch;
import org.xuhao.voice.Announcer;
import org.xuhao.web.Health;
import org.xuhao.web.steer.Alert;

/**
 * Looks after the running hall: faults and their log lines, meters, the watchdog, and the checks
 * that nobody else makes (disk space, event loops, clock).
 */
final class Care implements LoopWatch, StoreWatch, DeviceFigures.Meters, Speakers.Surroundings {
  private static final Logger LOG = LoggerFactory.getLogger(Care.class);

  /** The loop comes round every second; after this it is stuck. */
  private static final Duration STUCK = Duration.ofSeconds(5);

  /** Below this the disk counts as nearly full: two weeks of a large hall's journal. */
  private static final long DISK_LOW_BYTES = 200L << 20;

  /** What is over when it is seen (a torn tail, a clock step) stays on the page this long. */
  private static final Duration NEWS = Duration.ofMinutes(10);

  private static final Duration DISK_EVERY = Duration.ofSeconds(30);
  private static final Duration LAG_EVERY = Duration.ofMillis(100);
  private static final Duration STEP_EVERY = Duration.ofMillis(500);

  /** An event loop this late has been blocked by something of ours. */
  private static final Duration LAG_MAX = Duration.ofSeconds(1);

  private final HallTime time = new HallTime();
  private final OpenFaults faults = new OpenFaults();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final PartMeters meters = new PartMeters(registry);
  private final DeviceFigures figures = new DeviceFigures(this);
  private final Notify notify = Notify.of(System.getenv());
  private final Path data;
  private final AtomicLong aliveNanos = new AtomicLong();
  private volatile boolean writable = true;
  private volatile String tables = "opening";
  private volatile boolean cut;
  private volatile boolean stepped;
  private long notifiedNanos;

  Care(Path data) {
    this.data = data;
    faults.listen(
        new OpenFaults.Listener() {
          @Override
          public void opened(Fault fault) {
            LOG.warn("{} {}: {}", fault.code().code(), fault.subject(), fault.detail());
          }

          @Override
          public void cleared(Fault fault) {
            LOG.info("{} {}: over", fault.code().code(), fault.subject());
          }
        });
  }

  /** Registers what every part counts, once all of them stand. */
  HallMeters measure(Memory memory, List<DeviceLine> lines) {
    meters.faults(faults);
    meters.jvm();
    meters.queue(memory.loop()::queued);
    for (DeviceLine line : lines) {
      var port = line.line();
      meters.line(
          line.name(),
          line::isUp,
          () -> port.figures().bytesIn(),
          () -> port.figures().bytesOut(),
          () -> port.figures().drops(),
          () -> port.figures().openings());
    }
    return new HallMeters(registry, memory.hall(), time::elapsedNanos);
  }

  /** {@code open}: how many alerts of a kind are open for the manager. */
  void measureAlerts(ToIntFunction<String> open) {
    for (String kind : Alert.KINDS) meters.alerts(kind, () -> open.applyAsInt(kind));
  }

  /** {@code counting}: number by kind of edition. */
  void measureEditions(Supplier<Map<String, Long>> counting) {
    for (String kind : Reference.KINDS)
      meters.edition(kind, () -> counting.get().getOrDefault(kind, 0L));
  }

  void measure(VisitorKeys keys) {
    meters.visitorMonths(keys::months);
  }

  HallTime time() {
    return time;
  }

  OpenFaults faults() {
    return faults;
  }

  DeviceFigures figures() {
    return figures;
  }

  /** What the journal held when it was opened. */
  void journalFound(Found found) {
    for (String why : found.passedOver())
      LOG.warn("Snapshot {} is passed over; the start takes longer, nothing is lost", why);
    LOG.info(
        "Journal: {} entries, {} events read, from {}; last {}",
        found.entries(),
        found.events(),
        found.snapshot().map(at -> "the snapshot at " + at).orElse("the beginning"),
        found.last().map(Object::toString).orElse("none"));
    cut = found.cutBytes() > 0;
    if (cut) raise(FaultCode.JOURNAL_TAIL_CUT, "journal", found.cutBytes() + " bytes were cut off");
  }

  /** Starts the checks, once the event loops run. */
  void watch(Vertx vertx, Memory memory) {
    vertx.setPeriodic(0, DISK_EVERY.toMillis(), id -> checkDisk(vertx));
    if (cut) later(vertx, FaultCode.JOURNAL_TAIL_CUT, "journal");
    vertx.setPeriodic(
        STEP_EVERY.toMillis(),
        id -> {
          if (!stepped) return;
          stepped = false;
          later(vertx, FaultCode.CLOCK_STEPPED, "clock");
        });
    LOG.debug("Watching over {} windows", memory.hall().plan().windows().size());
  }

  /** To be called on the event loop that is looked at: that of the pages, which does the most. */
  void watchLoop(Vertx vertx) {
    vertx.setPeriodic(LAG_EVERY.toMillis(), new LagCheck());
  }

  private void later(Vertx vertx, FaultCode code, String subject) {
    vertx.setTimer(NEWS.toMillis(), id -> faults.clear(code, subject));
  }

  private final class LagCheck implements Handler<Long> {
    private long last = time.elapsedNanos();

    @Override
    public void handle(Long id) {
      long now = time.elapsedNanos();
      Duration late = Duration.ofNanos(now - last).minus(LAG_EVERY);
      last = now;
      meters.lag(late.isNegative() ? Duration.ZERO : late);
      if (late.compareTo(LAG_MAX) > 0)
        raise(FaultCode.LOOP_SLOW, "event loop", "late by " + late.toMillis() + " ms");
      else faults.clear(FaultCode.LOOP_SLOW, "event loop");
    }
  }

  private void checkDisk(Vertx vertx) {
    vertx
        .executeBlocking(() -> Files.getFileStore(data).getUsableSpace())
        .onSuccess(this::disk)
        .onFailure(why -> LOG.warn("The disk's free space cannot be read: {}", why.getMessage()));
  }

  private void disk(long free) {
    if (free < DISK_LOW_BYTES)
      raise(FaultCode.DISK_LOW, "disk", (free >> 20) + " MiB are free at " + data);
    else faults.clear(FaultCode.DISK_LOW, "disk");
  }

  void raise(FaultCode code, String subject, String detail) {
    faults.raise(new Fault(code, subject, detail, time.wall()));
  }

  /** On the loop's thread, after each batch. */
  void published(Published news) {
    for (Entry entry : news.entries())
      for (Event event : entry.events())
        if (event instanceof Event.ClockStepped step) {
          raise(
              FaultCode.CLOCK_STEPPED,
              "clock",
              "by %+d ms".formatted(step.afterMs() - step.beforeMs()));
          stepped = true;
        }
  }

  @Override
  public void alive() {
    long now = time.elapsedNanos();
    aliveNanos.set(now);
    boolean due =
        notify.watchdogEvery().map(every -> now - notifiedNanos >= every.toNanos()).orElse(false);
    if (!due) return;
    notifiedNanos = now;
    notify.alive();
  }

  @Override
  public void turned(Turn turn) {
    if (turn.entries() > 0) meters.journal(turn.entries(), Duration.ofNanos(turn.appendNanos()));
  }

  @Override
  public void journalRefused(String why) {
    writable = false;
    raise(FaultCode.JOURNAL_UNWRITABLE, "journal", why);
  }

  @Override
  public void journalWritable() {
    writable = true;
    faults.clear(FaultCode.JOURNAL_UNWRITABLE, "journal");
  }

  /** A closed day has no seal yet. From any thread. */
  void unsealed(String why) {
    raise(FaultCode.DAY_UNSEALED, "seals", why);
  }

  /** Every closed day has its seal. From any thread. */
  void sealed() {
    faults.clear(FaultCode.DAY_UNSEALED, "seals");
  }

  /** A visitors' key whose time is over could not be destroyed. From any thread. */
  void unforgotten(String why) {
    raise(FaultCode.VISITORS_KEPT, "keys", why);
  }

  /** No visitors' key is left whose time is over. From any thread. */
  void forgotten() {
    faults.clear(FaultCode.VISITORS_KEPT, "keys");
  }

  @Override
  public void rebuilding(String why) {
    tables = "rebuilding";
    raise(FaultCode.STORE_REBUILDING, "tables", why);
  }

  @Override
  public void down(String why) {
    tables = "down";
    raise(FaultCode.STORE_DOWN, "tables", why);
  }

  @Override
  public void current() {
    tables = "ok";
    faults.clear(FaultCode.STORE_REBUILDING, "tables");
    faults.clear(FaultCode.STORE_DOWN, "tables");
  }

  @Override
  public void count(String device, Figure figure, long count) {
    meters.device(device, figure.name().toLowerCase(Locale.ROOT).replace('_', '-'), count);
  }

  @Override
  public void roundTrip(String device, Duration took) {
    meters.roundTrip(device, took);
  }

  @Override
  public void paper(String device, long ticketsLeft) {
    meters.paper(device, ticketsLeft);
  }

  @Override
  public Announcer.Moment moment() {
    return new Announcer.Moment(time.steady(), time.wall());
  }

  @Override
  public void silent(String subject, String why) {
    raise(FaultCode.VOICE_SILENT, subject, why);
  }

  @Override
  public void heard(String subject) {
    faults.clear(FaultCode.VOICE_SILENT, subject);
  }

  @Override
  public void announced(String zone, Announcer.Result result) {
    meters.announced(zone, result.name().toLowerCase(Locale.ROOT));
  }

  /** Somebody tried to sign in. From any thread. */
  void signInTried(String result) {
    meters.signInTried(result);
  }

  /** The Prometheus text. */
  String metrics() {
    return registry.scrape();
  }

  /** Whether commands can be accepted now. */
  Health health(Memory memory) {
    boolean turning = time.elapsedNanos() - aliveNanos.get() < STUCK.toNanos();
    return Health.of(
        turning && writable,
        Map.of(
            "loop",
            turning ? "ok" : "stuck",
            "journal",
            writable ? "ok" : "unwritable",
            "tables",
            tables,
            "queue",
            Integer.toString(memory.loop().queued())));
  }

  void ready(int port) {
    notify.ready("Serving on port " + port);
  }

  void stopping() {
    notify.stopping();
  }

  void close() {
    notify.close();
  }
}
