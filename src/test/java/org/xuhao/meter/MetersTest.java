package org.xuhao.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.hall.Ask;
import org.xuhao.hall.BookingEvent.Settled;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.store.PlayedTalks;

/** A real hall's morning, as the meters tell it. */
@NullMarked
class MetersTest {
  private static final ServiceCode RS = new ServiceCode("RS");
  private static final WindowId ONE = new WindowId(1);
  private static final By DESK = new By(By.Role.CLERK, "test", "window 1");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicLong nanos = new AtomicLong();
  private Instant now = Instant.parse("2026-11-02T01:00:00Z");
  private Hall hall = Hall.empty(plan());
  private HallMeters meters = new HallMeters(registry, hall, nanos::get);
  private long seq = 1;

  private static Plan plan() {
    var services = new TreeMap<ServiceCode, Plan.ServicePlan>();
    services.put(RS, new Plan.ServicePlan(RS, "A", "社保", "", "局", null, null, NoShowRule.DELAY_N));
    var windows = new TreeMap<WindowId, Plan.WindowPlan>();
    windows.put(ONE, new Plan.WindowPlan(ONE, "一", List.of(RS), false, false, false, null));
    ZoneId zone = ZoneId.of("Asia/Shanghai");
    return new Plan("h", zone, null, services, windows, Plan.Rules.DEFAULT, true);
  }

  private void ask(By by, Command command) {
    var ask = new Ask("r" + seq, by, command);
    Decision decision = hall.decide(ask, now);
    if (!(decision instanceof Decision.Accepted(var events))) {
      throw new AssertionError(command + " gave " + decision);
    }
    if (events.isEmpty()) return;
    Entry entry = hall.entry(ask, now, events, "0123456789abcdef", seq);
    seq = entry.lastSeq() + 1;
    hall = hall.apply(entry);
    meters.fold(List.of(entry), hall);
  }

  private void pass(Duration time) {
    now = now.plus(time);
    nanos.addAndGet(time.toNanos());
    ask(By.CLOCK, new Command.TimePassed(now));
  }

  private void morning() {
    pass(Duration.ZERO);
    for (int i = 0; i < 3; i++)
      ask(new By(By.Role.DISPENSER, "d", "d"), new Command.TakeTicket(RS));
    pass(Duration.ofMinutes(7));
    ask(DESK, new Command.CallNext(ONE));
    pass(Duration.ofSeconds(30));
    ask(DESK, new Command.Recall(ONE));
    ask(DESK, new Command.StartVisit(ONE));
    pass(Duration.ofMinutes(4));
    ask(DESK, new Command.EndVisit(ONE, Outcome.COMPLETED));
    VisitId visit = hall.ratingOpenAt(ONE).orElseThrow();
    By visitor = new By(By.Role.VISITOR, "v", "window 1");
    ask(visitor, new Command.Rate(visit, 5, List.of(), Command.Channel.TABLET));
    pass(Duration.ofMinutes(1));
    ask(DESK, new Command.CallNext(ONE));
    ask(DESK, new Command.MarkNoShow(ONE));
    ask(DESK, new Command.Pause(ONE, "lunch"));
    pass(Duration.ofMinutes(2));
  }

  /** One goes to another hall, and one of three is come for who were expected of another. */
  private void elsewhere() {
    By link = new By(By.Role.LINK, "licun", "district");
    BookingId own = BookingId.reserved("h", 1);
    ask(new By(By.Role.DISPENSER, "d", "d"), new Command.AskReservation(own, "licun", RS, null));
    ask(link, new Command.SettleReservation(own, Settled.SILENT, null, null));
    for (int i = 1; i <= 3; i++)
      ask(link, new Command.Reserve(BookingId.reserved("licun", i), RS, null, null, 20));
    ask(link, new Command.GiveBack(BookingId.reserved("licun", 1)));
    ask(
        new By(By.Role.DISPENSER, "d", "d"),
        new Command.CheckIn(BookingId.reserved("licun", 2), null));
    pass(Duration.ofMinutes(51));
  }

  @Test
  void talksAreCountedByStage() {
    for (Entry entry : PlayedTalks.of("h")) meters.fold(List.of(entry), hall);
    assertEquals(5, value("xuhao_talks_total{stage=\"booking\"}"));
    assertEquals(2, value("xuhao_talks_total{stage=\"guidance\"}"));
    assertEquals(1, value("xuhao_talks_total{stage=\"correction\"}"));
    assertEquals(2, value("xuhao_talks_total{stage=\"acceptance\"}"));
    assertEquals(1, value("xuhao_talks_total{stage=\"rating\"}"));
  }

  @Test
  void numbersElsewhereAreCountedByWhatCameOfThem() {
    pass(Duration.ZERO);
    elsewhere();
    assertEquals(1, value("xuhao_elsewhere_total{outcome=\"asked\"}"));
    assertEquals(1, value("xuhao_elsewhere_total{outcome=\"silent\"}"));
    assertEquals(3, value("xuhao_reservations_total{outcome=\"kept\"}"));
    assertEquals(1, value("xuhao_reservations_total{outcome=\"given-back\"}"));
    assertEquals(1, value("xuhao_reservations_total{outcome=\"arrived\"}"));
    assertEquals(1, value("xuhao_reservations_total{outcome=\"lapsed\"}"));
  }

  private double value(String series) {
    String text = registry.scrape();
    return text.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow(() -> new AssertionError(series + " is not in\n" + text));
  }

  @Test
  void aMorningIsCountedAsItWas() {
    morning();
    assertEquals(3, value("xuhao_tickets_issued_total{service=\"RS\"}"));
    assertEquals(hall.waiting(RS), value("xuhao_tickets_waiting{service=\"RS\"}"));
    assertEquals(2, value("xuhao_tickets_called_total{service=\"RS\",window=\"1\"}"));
    assertEquals(1, value("xuhao_tickets_recalled_total{window=\"1\"}"));
    assertEquals(1, value("xuhao_tickets_no_show_total{window=\"1\"}"));
    assertEquals(1, value("xuhao_ratings_total{level=\"5\",window=\"1\"}"));
    assertEquals(2, value("xuhao_wait_seconds_count{service=\"RS\"}"));
    assertEquals(7 * 60 + 12.5 * 60, value("xuhao_wait_seconds_sum{service=\"RS\"}"));
    assertEquals(1, value("xuhao_visit_seconds_count{service=\"RS\",window=\"1\"}"));
    assertEquals(270, value("xuhao_visit_seconds_sum{service=\"RS\",window=\"1\"}"));
  }

  @Test
  void theTimeOfAWindowIsSplitAmongItsStates() {
    morning();
    String state = "xuhao_window_state_seconds_total{state=\"%s\",window=\"1\"}";
    assertEquals(7 * 60, value(state.formatted("closed")));
    assertEquals(270, value(state.formatted("busy")));
    assertEquals(60, value(state.formatted("free")));
    assertEquals(120, value(state.formatted("paused")));
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    assertEquals(125, value(state.formatted("paused")));
  }

  @Test
  void aRestartCountsNoWaitTwice() {
    morning();
    var later = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    meters = new HallMeters(later, hall, nanos::get);
    ask(DESK, new Command.Reopen(ONE));
    ask(DESK, new Command.CallNext(ONE));
    assertTrue(later.scrape().contains("xuhao_wait_seconds_count{service=\"RS\"} 1"));
  }

  private void everyPart(OpenFaults faults) {
    var parts = new PartMeters(registry);
    parts.faults(faults);
    parts.device("pads/5", "frames-in", 3);
    parts.roundTrip("pads/5", Duration.ofMillis(12));
    parts.line("pads", () -> true, () -> 10, () -> 20, () -> 0, () -> 1);
    parts.journal(8, Duration.ofMillis(3));
    parts.queue(() -> 4);
    parts.visitorMonths(() -> 7);
    parts.alerts("wait", () -> 2);
    parts.edition("people", () -> 7);
    parts.announced("hall", "spoken");
    parts.signInTried("in");
    parts.paper("printer", 9);
    parts.paper("printer", 8);
    parts.lag(Duration.ofMillis(1));
    parts.jvm();
  }

  @Test
  void thePartsAreToldByTheirNames() {
    var faults = new OpenFaults();
    everyPart(faults);
    faults.raise(new Fault(FaultCode.PAPER_OUT, "device printer", "", now));
    assertEquals(1, value("xuhao_faults_open{code=\"PAPER-OUT\"}"));
    faults.clear(FaultCode.PAPER_OUT, "device printer");
    assertEquals(0, value("xuhao_faults_open{code=\"PAPER-OUT\"}"));
    assertEquals(1, value("xuhao_faults_opened_total{code=\"PAPER-OUT\"}"));
    assertEquals(3, value("xuhao_device_figures_total{device=\"pads/5\",figure=\"frames-in\"}"));
    assertEquals(1, value("xuhao_line_up{line=\"pads\"}"));
    assertEquals(20, value("xuhao_line_sent_bytes_total{line=\"pads\"}"));
    assertEquals(8, value("xuhao_journal_batch_entries_sum"));
    assertEquals(4, value("xuhao_journal_queue"));
    assertEquals(7, value("xuhao_visitors_months"));
    assertEquals(2, value("xuhao_alerts_open{kind=\"wait\"}"));
  }

  @Test
  void namesWithoutEndBecomeOneSeries() {
    var parts = new PartMeters(registry);
    for (int i = 0; i < 3 * PartMeters.DEVICES_MAX; i++) parts.device("d" + i, "retries", 1);
    long series =
        registry.scrape().lines().filter(l -> l.startsWith("xuhao_device_figures_total{")).count();
    assertEquals(PartMeters.DEVICES_MAX + 1, series);
  }

  @Test
  void theManualListsExactlyTheMetersThereAre() throws IOException {
    morning();
    elsewhere();
    everyPart(new OpenFaults());
    List<String> text = new ArrayList<>(registry.scrape().lines().toList());
    var real =
        text.stream()
            .filter(line -> line.startsWith("# TYPE xuhao_"))
            .map(line -> line.split(" ", -1)[2])
            .filter(name -> !name.endsWith("_max"))
            .collect(Collectors.toCollection(TreeSet::new));
    var written =
        Files.readAllLines(Path.of("docs/metrics.md")).stream()
            .filter(line -> line.startsWith("| `xuhao_"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .collect(Collectors.toCollection(TreeSet::new));
    // What needs a lapsed rating, a hold, a lost ticket or a talk is not in that morning.
    written.removeAll(
        List.of(
            "xuhao_tickets_called_back_total",
            "xuhao_tickets_abandoned_total",
            "xuhao_talks_total"));
    assertEquals(real, written);
  }
}
