package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xuhao.Noon;
import org.xuhao.hall.Ask;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Command;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
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
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.loop.Answer;
import org.xuhao.loop.HallClock;
import org.xuhao.loop.HallLoop;
import org.xuhao.loop.LoopWatch;
import org.xuhao.loop.Published;

/** A real hall in a district: journal and shelf on a real disk, loop, link. */
final class LinkedHall {

  /**
   * Servers of a cluster that lost one choose anew; beside other tests that took over 20 s once.
   */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  static final ServiceCode BUSINESS = new ServiceCode("SC");
  static final WindowId FIRST = new WindowId(1);

  static final By DISPENSER = new By(By.Role.DISPENSER, "d1", "dispenser 1");
  static final By CLERK = new By(By.Role.CLERK, "c1", "window 1");
  private static final AtomicLong IDS = new AtomicLong();

  final String name;
  final List<Entry> journalled = new CopyOnWriteArrayList<>();

  /** The clock on this hall's wall goes wrong by so many seconds. */
  final AtomicLong wrongSeconds = new AtomicLong();

  /** What the link's next ask meets instead of the hall, where one is set. */
  final AtomicReference<@Nullable Function<Ask, CompletionStage<Answer>>> instead =
      new AtomicReference<>();

  private final Path folder;
  private final String district;
  private final List<String> servers;
  private final int copies;

  /** Looked at whenever the hall opens. */
  private final Supplier<Plan> plan;

  /** What the link said last. */
  volatile boolean reached;

  /** Halls that sent what cannot be, in order, with whom they spoke for where it is another. */
  final List<String> foreign = new CopyOnWriteArrayList<>();

  /** Names under which the link met two things. */
  final List<Key> twice = new CopyOnWriteArrayList<>();

  private @Nullable HallLoop loop;
  private @Nullable Link link;
  private @Nullable Journal journal;

  LinkedHall(String name, Path folder, String district, String server) throws Exception {
    this(name, folder, district, server, () -> plan(name));
  }

  LinkedHall(String name, Path folder, String district, String server, Supplier<Plan> plan)
      throws Exception {
    this(name, folder, district, List.of(server), 1, plan);
  }

  /** One that knows several servers; its office has streams kept on {@code copies} of them. */
  LinkedHall(
      String name,
      Path folder,
      String district,
      List<String> servers,
      int copies,
      Supplier<Plan> plan)
      throws Exception {
    this.plan = plan;
    this.name = name;
    this.folder = folder;
    this.district = district;
    this.servers = servers;
    this.copies = copies;
    open();
  }

  static Plan plan(String hall) {
    var service =
        new ServicePlan(BUSINESS, "A", "企业登记", "Business", "市场监管局", null, null, NoShowRule.DELAY_N);
    var services = new TreeMap<ServiceCode, ServicePlan>();
    services.put(BUSINESS, service);
    var windows = new TreeMap<WindowId, WindowPlan>();
    windows.put(FIRST, new WindowPlan(FIRST, "企业登记", List.of(BUSINESS), false, false, false, null));
    return new Plan(hall, Noon.zone(), null, services, windows, Plan.Rules.DEFAULT, false);
  }

  void open() throws Exception {
    byte[] bits = new byte[8];
    new SecureRandom().nextBytes(bits);
    var disk = new FileDisk(folder.resolve("journal"));
    var opened = Journal.open(disk, plan.get(), HexFormat.of().formatHex(bits), "test");
    var running =
        new HallLoop(
            opened.hall(),
            opened.journal(),
            clock(),
            new Event.Started("", "test", "test"),
            LoopWatch.QUIET,
            (thread, why) -> {});
    loop = running;
    journal = opened.journal();
    running.subscribe(news -> journalled.addAll(news.entries()));
    var open = new Address(district, name, servers, Optional.empty(), null);
    var address = new Address(district, name, servers, open.proof(), copies);
    var joined =
        new Link(
            address,
            opened.journal(),
            new FileDisk(folder.resolve("district")),
            this::fromLink,
            System::nanoTime,
            new Seen());
    link = joined;
    running.subscribe(joined::published);
    running.start();
    await(() -> hall().day().isPresent(), "the day");
    boolean guides = hall().plan().windows().isEmpty();
    if (!guides && !hall().window(FIRST).open()) ask(CLERK, new Command.OpenWindow(FIRST));
  }

  private final class Seen implements LinkWatch {
    @Override
    public void reached(boolean now) {
      reached = now;
    }

    @Override
    public void foreign(String hall, Key key) {
      foreign.add(hall + " for " + key.hall());
    }

    @Override
    public void unread(String hall, String why) {
      foreign.add(hall);
    }

    @Override
    public void twice(Key key) {
      twice.add(key);
    }
  }

  HallClock clock() {
    return new HallClock() {
      @Override
      public long elapsedNanos() {
        return System.nanoTime();
      }

      @Override
      public Instant wall() {
        return Instant.now().plusSeconds(wrongSeconds.get());
      }
    };
  }

  Link link() {
    return Objects.requireNonNull(link);
  }

  Journal journal() {
    return Objects.requireNonNull(journal);
  }

  Hall hall() {
    return Objects.requireNonNull(loop).hall();
  }

  private CompletionStage<Answer> fromLink(Ask ask) {
    var other = instead.getAndSet(null);
    return other == null ? send(ask) : other.apply(ask);
  }

  /** Until it is closed. */
  void subscribe(Consumer<Published> listener) {
    Objects.requireNonNull(loop).subscribe(listener);
  }

  CompletionStage<Answer> send(Ask ask) {
    return Objects.requireNonNull(loop).ask(ask);
  }

  Answer answer(By by, Command command) throws Exception {
    var ask = new Ask("t" + IDS.incrementAndGet(), by, command);
    return send(ask).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  Entry ask(By by, Command command) throws Exception {
    return assertInstanceOf(Answer.Accepted.class, answer(by, command)).entry();
  }

  /** A visitor comes, goes on with {@code file} where it is given, is called, and is there. */
  TicketNumber serve(@Nullable CaseId file) throws Exception {
    TicketNumber called = call(file);
    ask(CLERK, new Command.StartVisit(FIRST));
    return called;
  }

  /** The same, but nobody comes to the window yet. */
  TicketNumber call(@Nullable CaseId file) throws Exception {
    Matter matter =
        file == null
            ? null
            : new Matter(
                List.of(), Matter.Order.IN_ORDER, file, Matter.Offer.RESUME, null, List.of());
    ask(DISPENSER, new Command.TakeTicket(BUSINESS, null, matter));
    Entry called = ask(CLERK, new Command.CallNext(FIRST));
    return called.events().stream()
        .filter(Event.TicketCalled.class::isInstance)
        .map(e -> ((Event.TicketCalled) e).ticket())
        .findFirst()
        .orElseThrow();
  }

  /** A visitor's matter lacks a material; the case it opened or went on with. */
  CaseId lacks(String material, String... checked) throws Exception {
    var notice = new Notice(List.of(material), List.of(checked), null, false);
    Entry ended =
        ask(CLERK, new Command.EndVisit(FIRST, Outcome.AWAITING_MATERIALS, notice, List.of()));
    return ended.events().stream()
        .filter(CaseEvent.NoticeGiven.class::isInstance)
        .map(e -> ((CaseEvent.NoticeGiven) e).file())
        .findFirst()
        .orElseThrow();
  }

  void finish() throws Exception {
    ask(CLERK, new Command.EndVisit(FIRST, Outcome.COMPLETED));
  }

  /** The hall knows what the district knows. */
  void learn(CaseId id) throws Exception {
    await(() -> link().view(id).isPresent(), name + " heard of " + id);
    link().learn(id).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    await(() -> hall().cases().file(id).isPresent(), name + " knows " + id);
  }

  CaseFile file(CaseId id) {
    return hall().cases().file(id).orElseThrow();
  }

  static void await(BooleanSupplier condition, String what) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) throw new AssertionError("not in time: " + what);
      LockSupport.parkNanos(2_000_000);
    }
  }

  void close() throws Exception {
    link().close();
    Objects.requireNonNull(loop)
        .stop()
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** All names of events it journalled, to see that none came twice. */
  List<String> keys() {
    var keys = new ArrayList<String>();
    for (Entry entry : journalled)
      for (int i = 0; i < entry.events().size(); i++)
        keys.add(entry.hall() + "/" + entry.incarnation() + "/" + (entry.seq() + i));
    return keys;
  }

  /** Throws where the folder cannot be made. */
  static Path under(Path folder, String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }
}
