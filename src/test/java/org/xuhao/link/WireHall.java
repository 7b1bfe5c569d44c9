package org.xuhao.link;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xuhao.Noon;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Ask;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Matter;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Plan.ServicePlan;
import org.xuhao.hall.Plan.WindowPlan;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Notice;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.web.district.LoadReport;

/**
 * A hall of sixty windows on the wire. Its decisions, entries, facts, messages, connection and
 * reading are the product's; its journal's disk is left out, for hundreds of them share one here,
 * and most of them do not decode what they read, for which each would have a machine of its own.
 * Every window serves somebody all the time: one visit in two leaves a case unfinished, and the
 * window's next one goes on with it and completes it.
 */
final class WireHall implements AutoCloseable {
  static final int WINDOWS = 60;
  private static final int SERVICES = 12;

  /** End the visit at a window, take a ticket, call it, start. */
  static final int STEPS = 4;

  private static final Notice LACKS =
      new Notice(List.of("租赁合同原件", "公章"), List.of("身份证", "申请表"), null, false);

  final String name;
  final Address address;
  private final WireFigures figures;
  private final String incarnation;
  private final Shelf shelf = new Shelf();
  private final Telling telling = new Telling(shelf);
  private final @Nullable CaseId[] left = new CaseId[WINDOWS];
  private final Neighbours neighbours;
  private final Server server;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final @Nullable Keeper keeper;
  private final boolean decodes;
  private @Nullable Inbox inbox;
  private Hall hall;
  private long seq = 1;
  private long asks;
  private int step;

  /**
   * One with somebody at every window, that has told nobody of it yet.
   *
   * @param keeper puts what is heard on this disk too; null: it is read and let go
   * @param decodes whether what is read is decoded as well
   */
  WireHall(
      String name, String server, WireFigures figures, @Nullable Keeper keeper, boolean decodes) {
    this.decodes = decodes;
    this.name = name;
    this.figures = figures;
    this.keeper = keeper;
    address = new Address("bench", name, List.of(server), Optional.empty(), null);
    incarnation = String.format(Locale.ROOT, "%016x", name.hashCode() & 0xffffffffL);
    hall = Hall.empty(plan(name));
    for (int at = 0; at < WINDOWS; at++) fill(at);
    neighbours = new Neighbours(address, System::nanoTime);
    this.server = new Server(address, up -> reached.countDown(), neighbours::listen);
  }

  private static Plan plan(String hall) {
    var services = new TreeMap<ServiceCode, ServicePlan>();
    for (int i = 0; i < SERVICES; i++)
      services.put(
          service(i),
          new ServicePlan(
              service(i),
              String.valueOf((char) ('A' + i)),
              "业务" + i,
              "",
              "市场监管局",
              null,
              null,
              NoShowRule.DELAY_N));
    var windows = new TreeMap<WindowId, WindowPlan>();
    for (int at = 0; at < WINDOWS; at++) {
      var id = new WindowId(at + 1);
      var serves = List.of(service(at % SERVICES));
      windows.put(id, new WindowPlan(id, "综合窗口", serves, false, false, false, null));
    }
    return new Plan(hall, Noon.zone(), null, services, windows, Plan.Rules.DEFAULT, false);
  }

  private static ServiceCode service(int number) {
    return new ServiceCode("S" + number);
  }

  /** At every other window a case goes on, as if it had been open for hours. */
  private void fill(int at) {
    ask(LinkedHall.CLERK, new Command.OpenWindow(window(at)));
    begin(at);
    if (at % 2 == 0) return;
    end(at);
    begin(at);
  }

  private void begin(int at) {
    take(at);
    ask(LinkedHall.CLERK, new Command.CallNext(window(at)));
    ask(LinkedHall.CLERK, new Command.StartVisit(window(at)));
  }

  private static WindowId window(int at) {
    return new WindowId(at + 1);
  }

  private List<Entry> take(int at) {
    CaseId file = left[at];
    Matter matter =
        file == null
            ? null
            : new Matter(
                List.of(), Matter.Order.IN_ORDER, file, Matter.Offer.RESUME, null, List.of());
    return ask(LinkedHall.DISPENSER, new Command.TakeTicket(service(at % SERVICES), null, matter));
  }

  private List<Entry> end(int at) {
    boolean done = left[at] != null;
    var end =
        done
            ? new Command.EndVisit(window(at), Outcome.COMPLETED)
            : new Command.EndVisit(window(at), Outcome.AWAITING_MATERIALS, LACKS, List.of());
    List<Entry> entries = ask(LinkedHall.CLERK, end);
    left[at] = null;
    if (!done)
      for (var event : entries.getLast().events())
        if (event instanceof CaseEvent.NoticeGiven e) left[at] = e.file();
    return entries;
  }

  /** The next thing that happens in the hall, sent to the district. */
  void next() throws IOException {
    int at = step / STEPS % WINDOWS;
    List<Entry> entries =
        switch (step++ % STEPS) {
          case 0 -> end(at);
          case 1 -> take(at);
          case 2 -> ask(LinkedHall.CLERK, new Command.CallNext(window(at)));
          default -> ask(LinkedHall.CLERK, new Command.StartVisit(window(at)));
        };
    for (Entry entry : entries) send(entry);
  }

  private void send(Entry entry) throws IOException {
    EntryBatch batch = EntryBatch.of(List.of(entry));
    byte[] all = Message.entries(batch);
    figures.fact(entry.events().size(), all.length);
    figures.await(server.send(address.factSubject(), batch.id(), all));
    List<CaseFact> facts = factsOf(entry);
    if (facts.isEmpty()) return;
    byte[] told = Message.facts(facts);
    String id = Message.id(facts);
    figures.sending(id, facts.size(), told.length);
    figures.await(server.send(address.caseSubject(), id, told));
  }

  private List<CaseFact> factsOf(Entry entry) {
    var facts = new ArrayList<CaseFact>();
    for (int i = 0; i < entry.events().size(); i++) {
      var key = new Key(name, incarnation, entry.seq() + i);
      if (entry.events().get(i) instanceof CaseEvent e)
        shelf.fact(e.file(), key).ifPresent(facts::add);
      else if (Shelf.isOfVisit(entry.events().get(i))) shelf.ofVisit(key).ifPresent(facts::add);
    }
    return facts;
  }

  /** What the clock had due, and the command; decided, applied and told as the loop does. */
  private List<Entry> ask(By by, Command command) {
    var entries = new ArrayList<Entry>();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Instant at = now.isBefore(hall.at()) ? hall.at() : now;
    boolean due = hall.nextDeadline().filter(deadline -> !deadline.isAfter(at)).isPresent();
    if (due || hall.day().isEmpty()) decide(By.CLOCK, new Command.TimePassed(at), at, entries);
    decide(by, command, at, entries);
    return entries;
  }

  private void decide(By by, Command command, Instant at, List<Entry> into) {
    var ask = new Ask(name + "-" + asks++, by, command);
    Decision decision = hall.decide(ask, at);
    if (!(decision instanceof Decision.Accepted(var events)))
      throw new IllegalStateException(name + ": " + command + " " + decision);
    if (events.isEmpty()) return;
    Entry entry = hall.entry(ask, at, events, incarnation, seq);
    hall = hall.apply(entry);
    seq = entry.lastSeq() + 1;
    telling.tell(entry);
    into.add(entry);
  }

  /** Waits until its line is there, and begins to read what all halls say of cases. */
  void join() throws IOException, InterruptedException {
    reached.await();
    server.prepare();
    inbox =
        new Inbox(
            server,
            address.caseStream(),
            null,
            new Reading(),
            System::nanoTime,
            new LinkWatch() {
              @Override
              public void unkept(String why) {
                figures.failed(new AssertionError(why));
              }
            });
  }

  private final class Reading implements Inbox.Taker {
    private final WireFigures.Reader lags = figures.reader();

    @Override
    public void take(List<io.nats.client.Message> batch, Inbox.Cursor cursor) throws IOException {
      var facts = new ArrayList<CaseFact>();
      for (var message : batch) {
        if (decodes) facts.addAll(CaseFact.said(address, message, LinkWatch.QUIET));
        lags.read(id(message));
      }
      if (keeper == null) return;
      keeper.keep(facts, cursor, LinkWatch.QUIET);
      for (var message : batch) figures.kept(id(message));
    }

    private static String id(io.nats.client.Message message) {
      return Objects.requireNonNull(message.getHeaders().getFirst(Server.ID));
    }

    @Override
    public void lost() {
      figures.failed(new IllegalStateException("the stream of cases is another one"));
    }
  }

  /** Tells all halls how it is, as every hall does when something changed. */
  void report() {
    var services =
        IntStream.range(0, SERVICES)
            .mapToObj(i ->
                new LoadReport.ServiceLoad(
                    "S" + i,
                    "业务" + i,
                    "",
                    true,
                    7,
                    Duration.ofMinutes(9),
                    WINDOWS / SERVICES,
                    new Wait(Duration.ofMinutes(8), Duration.ofMinutes(15))))
            .toList();
    var staffed = IntStream.rangeClosed(1, WINDOWS).boxed().toList();
    var report =
        new LoadReport(
                name,
                name + " 街道便民服务中心",
                "",
                "1.0",
                incarnation,
                true,
                services,
                new LoadReport.Windows(WINDOWS, WINDOWS, WINDOWS),
                WINDOWS,
                0,
                List.of(),
                staffed,
                hall.at(),
                Instant.now())
            .json();
    figures.report(report.toBuffer().length());
    neighbours.report(report);
  }

  /** What this hall knows of cases of its own that are open now. */
  List<CaseFact> ofOneOpenCase() {
    for (int at = 0; at < WINDOWS; at += 2) {
      CaseId file = left[at];
      if (file != null) return shelf.facts(file);
    }
    return List.of();
  }

  @Override
  public void close() {
    Inbox reading = inbox;
    if (reading != null) reading.close();
    neighbours.close();
    server.close();
  }
}
