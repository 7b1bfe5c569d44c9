package org.xuhao.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;

/**
 * Meters of the appliance itself: devices, lines, journal, event loops, faults, JVM. Any thread.
 */
public final class PartMeters {

  /** More devices than a hall has: further names are counted together as {@code other}. */
  static final int DEVICES_MAX = 1_000;

  /** Round trips and forces: 1 ms is a good disk, 2 s a card's slowest answer. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2)
  };

  private final MeterRegistry registry;
  private final Set<String> devices = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<String, AtomicLong> papers = new ConcurrentHashMap<>();
  private final Timer force;
  private final DistributionSummary batch;
  private final Timer lag;

  /** Registers what is always there. */
  public PartMeters(MeterRegistry registry) {
    this.registry = registry;
    force = timer("xuhao.journal.force", "Write and force of one batch");
    batch =
        DistributionSummary.builder("xuhao.journal.batch.entries")
            .description("Entries in one batch")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
            .register(registry);
    lag = timer("xuhao.eventloop.lag", "How late an event loop came to its work");
  }

  /** Open faults by code, and how often each opened. */
  public void faults(OpenFaults faults) {
    for (FaultCode code : FaultCode.values()) {
      Gauge.builder("xuhao.faults.open", faults, all -> open(all, code))
          .description("Faults open now")
          .tag("code", code.code())
          .register(registry);
      opened(code);
    }
    faults.listen(
        new OpenFaults.Listener() {
          @Override
          public void opened(Fault fault) {
            PartMeters.this.opened(fault.code()).increment();
          }

          @Override
          public void cleared(Fault fault) {}
        });
  }

  private static double open(OpenFaults faults, FaultCode code) {
    return faults.all().stream().filter(fault -> fault.code() == code).count();
  }

  private Counter opened(FaultCode code) {
    return Counter.builder("xuhao.faults.opened")
        .description("Faults that opened")
        .tag("code", code.code())
        .register(registry);
  }

  /** Adds to a figure of a device, such as {@code frames-in} or {@code retries}. */
  public void device(String device, String figure, long count) {
    Counter.builder("xuhao.device.figures")
        .description("Frames, noise bytes, bad frames, retries and time-outs of a device")
        .tags("device", known(device), "figure", figure)
        .register(registry)
        .increment((double) count);
  }

  /** How long a device took to answer. */
  public void roundTrip(String device, Duration took) {
    Timer.builder("xuhao.device.roundtrip")
        .description("Time from a frame to its answer")
        .tag("device", known(device))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(took);
  }

  /** What came of an announcement: {@code spoken}, {@code quiet}, {@code failed}, … */
  public void announced(String zone, String result) {
    Counter.builder("xuhao.announcements")
        .description("Announcements by what came of them")
        .tags("zone", zone, "result", result)
        .register(registry)
        .increment();
  }

  /** What came of a try to sign in: {@code in}, {@code wrong}, {@code slowed}, {@code locked}. */
  public void signInTried(String result) {
    Counter.builder("xuhao.sign.ins")
        .description("Tries to sign in by what came of them")
        .tag("result", result)
        .register(registry)
        .increment();
  }

  /** For how many tickets a printer's paper is good, as counted. */
  public void paper(String device, long ticketsLeft) {
    AtomicLong left = papers.get(device);
    if (left == null) {
      if (papers.size() >= DEVICES_MAX) return;
      left = new AtomicLong();
      papers.put(device, left);
      Gauge.builder("xuhao.printer.tickets.left", left, AtomicLong::get)
          .description("Tickets that the roll is still good for, as counted")
          .tag("device", device)
          .strongReference(true)
          .register(registry);
    }
    left.set(ticketsLeft);
  }

  private String known(String device) {
    if (devices.contains(device)) return device;
    return devices.size() < DEVICES_MAX && devices.add(device) ? device : "other";
  }

  /** What a line counts by itself; read whenever the meters are. */
  public void line(
      String line,
      BooleanSupplier up,
      LongSupplier bytesIn,
      LongSupplier bytesOut,
      LongSupplier drops,
      LongSupplier openings) {
    Gauge.builder("xuhao.line.up", up, state -> state.getAsBoolean() ? 1 : 0)
        .description("1: the line is open")
        .tag("line", line)
        .strongReference(true)
        .register(registry);
    lineCounter("xuhao.line.received", "bytes", line, bytesIn, "Bytes that came in");
    lineCounter("xuhao.line.sent", "bytes", line, bytesOut, "Bytes that went out");
    lineCounter("xuhao.line.drops", "", line, drops, "Frames not sent: the line was down or full");
    lineCounter("xuhao.line.openings", "", line, openings, "How often it came up");
  }

  private void lineCounter(
      String name, String unit, String line, LongSupplier value, String description) {
    var keptByTheFunction = value;
    FunctionCounter.builder(name, registry, r -> keptByTheFunction.getAsLong())
        .description(description)
        .baseUnit(unit.isEmpty() ? null : unit)
        .tag("line", line)
        .register(registry);
  }

  /** One batch went to disk. */
  public void journal(int entries, Duration forced) {
    batch.record(entries);
    force.record(forced);
  }

  /** For how many months visitors are still known by their identity numbers. */
  public void visitorMonths(IntSupplier months) {
    Gauge.builder("xuhao.visitors.months", months, IntSupplier::getAsInt)
        .description("Months whose visitors are still known by their identity numbers")
        .strongReference(true)
        .register(registry);
  }

  /** How many alerts of one kind are open for the manager. */
  public void alerts(String kind, IntSupplier open) {
    Gauge.builder("xuhao.alerts.open", open, IntSupplier::getAsInt)
        .description("Alerts open for the manager")
        .tag("kind", kind)
        .strongReference(true)
        .register(registry);
  }

  /** The edition of one kind that the hall decides by; 0: none. */
  public void edition(String kind, LongSupplier number) {
    Gauge.builder("xuhao.edition", number, LongSupplier::getAsLong)
        .description("Edition of what the district keeps for all halls that counts here")
        .tag("kind", kind)
        .strongReference(true)
        .register(registry);
  }

  /** How many asks wait for the hall's writer. */
  public void queue(IntSupplier queued) {
    Gauge.builder("xuhao.journal.queue", queued, IntSupplier::getAsInt)
        .description("Asks that wait for the hall's writer")
        .strongReference(true)
        .register(registry);
  }

  /** How late an event loop came. */
  public void lag(Duration late) {
    lag.record(late);
  }

  /** Memory, threads and processor of the JVM; cheap ones only. */
  public void jvm() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
