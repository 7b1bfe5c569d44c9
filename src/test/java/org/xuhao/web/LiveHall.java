package org.xuhao.web;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.door.TrailFolder;
import org.xuhao.app.keys.AccountFile;
import org.xuhao.app.keys.Damage;
import org.xuhao.app.keys.MadeFile;
import org.xuhao.app.keys.PairedFile;
import org.xuhao.board.Board;
import org.xuhao.fault.OpenFaults;
import org.xuhao.forecast.Pace;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event.Started;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.Words;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.loop.Answer;
import org.xuhao.loop.HallClock;
import org.xuhao.loop.HallLoop;
import org.xuhao.loop.LoopWatch;
import org.xuhao.loop.Published;
import org.xuhao.report.Reports;
import org.xuhao.store.Store;
import org.xuhao.store.StoreWatch;
import org.xuhao.web.account.Door;
import org.xuhao.web.account.Entrance;
import org.xuhao.web.account.Networks;
import org.xuhao.web.account.Passwords;
import org.xuhao.web.district.CaseShelf;
import org.xuhao.web.district.DistrictHooks;
import org.xuhao.web.guide.Guide;
import org.xuhao.web.paired.PairedDevices;
import org.xuhao.web.steer.Limits;

/** A real hall for tests of the pages: real journal on a real disk, real loop, real server. */
final class LiveHall implements AutoCloseable {
  static final Words NAME = new Words("海西州政务服务中心", "Haixi Prefecture Government Service Hall");

  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Pages that may stay open. */
  static final int PAGES = 64;

  /** Rounds of a password's hash, far too few for a real one. */
  static final int QUICK_ROUNDS = 1_000;

  private static final long PAIRING_SEED = 20261122;
  private static final String INCARNATION = "00000000000000a1";

  private final TicketLinks links =
      TicketLinks.keyed(
          "a key of test halls".getBytes(StandardCharsets.UTF_8),
          "http://hall.test",
          Optional.of("https://video.test/{talk}"));
  final OpenFaults faults = new OpenFaults();
  final AtomicReference<Optional<SimHooks>> sim = new AtomicReference<>(Optional.empty());
  final AtomicReference<DistrictHooks> district = new AtomicReference<>(DistrictHooks.NONE);

  /** What the district knows of cases and what services ask for, from the next serve on. */
  final AtomicReference<CaseShelf> shelf = new AtomicReference<>(CaseShelf.NONE);

  final AtomicReference<Guide> guide = new AtomicReference<>(Guide.NONE);
  final AtomicReference<List<DeviceView>> devices = new AtomicReference<>(List.of());
  final AtomicReference<List<LineView>> lines = new AtomicReference<>(List.of());

  /** The encrypted way in, from the next {@link #serve} on. */
  final AtomicReference<Optional<WebServer.Tls>> tls = new AtomicReference<>(Optional.empty());

  /** Talks that visitors at one address may book a day, from the next {@link #serve} on. */
  final AtomicInteger bookings = new AtomicInteger();

  /** Answers in the loop's place where a test wants an answer that the loop would not give. */
  final AtomicReference<@Nullable CompletionStage<Answer>> instead = new AtomicReference<>();

  /** It is so many nanoseconds later in the hall than on the wall: a wait without a sleep. */
  final AtomicLong later;

  /** Paired browsers count this many nanoseconds as gone by without a sleep. */
  final AtomicLong slept = new AtomicLong();

  /** Names of paired browsers that gave a sign of life, and of those that told a round trip. */
  final Set<String> signs = ConcurrentHashMap.newKeySet();

  /** All that was written, in order. */
  final List<Entry> journalled = new CopyOnWriteArrayList<>();

  private final Path keys;
  private final PairedDevices.Figures figures =
      new PairedDevices.Figures() {
        @Override
        public void heard(String device) {
          signs.add(device);
        }

        @Override
        public void roundTrip(String device, Duration took) {
          signs.add(device + " took");
        }
      };

  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<@Nullable Door> doors = new AtomicReference<>();
  private final AtomicReference<@Nullable String> cookie = new AtomicReference<>();
  private final AtomicLong ids = new AtomicLong();
  private final HallLoop loop;
  private final AtomicReference<Board> board;
  private final AtomicReference<@Nullable WebServer> server = new AtomicReference<>();
  final AtomicReference<Pace> pace = new AtomicReference<>(Pace.UNKNOWN);
  private int port;

  /** From where on the manager is told; a test may want less patience. */
  final AtomicReference<Limits> limits = new AtomicReference<>(Limits.USUAL);

  private final Store store;

  private LiveHall(Path folder, HallLoop loop, Journal journal, Board first, AtomicLong later) {
    this.later = later;
    keys = folder.resolve("keys");
    this.loop = loop;
    store =
        Store.follow(
            folder.resolve("tables"), loop.hall().plan().hall(), journal, StoreWatch.QUIET);
    this.board = new AtomicReference<>(first);
  }

  static LiveHall open(Path folder) throws IOException, JournalTrouble {
    return open(folder, TestPlan.plan(true));
  }

  /** One where nobody has an account yet. */
  static LiveHall openBare(Path folder) throws IOException, JournalTrouble {
    return open(folder, TestPlan.plan(true), false);
  }

  static LiveHall open(Path folder, Plan plan) throws IOException, JournalTrouble {
    return open(folder, plan, true);
  }

  private static LiveHall open(Path folder, Plan plan, boolean staffed)
      throws IOException, JournalTrouble {
    Hall hall = Hall.empty(plan);
    Journal journal = Journal.open(new FileDisk(folder), plan.hall(), INCARNATION, entry -> {});
    var later = new AtomicLong();
    var loop =
        new HallLoop(
            hall,
            journal,
            clock(later),
            new Started("", "test", "test"),
            LoopWatch.QUIET,
            (thread, error) -> {});
    var live = new LiveHall(folder, loop, journal, Board.of(NAME, hall), later);
    if (staffed) Staff.moveIn(live.keys);
    loop.subscribe(live::published);
    loop.start();
    live.serve(0);
    return live;
  }

  private static HallClock clock(AtomicLong later) {
    return new HallClock() {
      @Override
      public long elapsedNanos() {
        return System.nanoTime() + later.get();
      }

      @Override
      public Instant wall() {
        return Instant.now().plusNanos(later.get());
      }
    };
  }

  /** Loudspeakers of two zones that say what a test wants. */
  final TestVoice voice = new TestVoice(this::tellScreens);

  private void tellScreens() {
    WebServer open = server.get();
    if (open != null) open.publish(board.get());
  }

  private void published(Published news) {
    journalled.addAll(news.entries());
    board.set(board.get().next(news.hall(), news.entries()));
    pace.set(pace.get().next(news.hall(), news.entries()));
    store.wake();
    WebServer open = server.get();
    if (open != null) open.publish(board.get());
  }

  /** Opens the server; {@code wanted} 0: on any port. */
  void serve(int wanted) {
    var parts =
        new WebParts(
            this::ask,
            loop::hall,
            board::get,
            pace::get,
            faults,
            devices::get,
            lines::get,
            () -> "# HELP xuhao_test a figure\nxuhao_test 1\n",
            () -> Health.of(true, Map.of("journal", "ok")),
            links,
            bookings.get(),
            identity ->
                List.of(identity.startsWith("browser ") ? identity : "v" + identity.length()),
            new TestPrinters(),
            new TestDevices(),
            voice,
            paired(),
            shelf.get(),
            guide::get,
            limits.get(),
            new MadeFile(
                keys.resolveSibling("data"), new Damage(faults, InstantSource.system(), "moves")),
            new Reports(() -> Optional.of(store), loop.hall().plan().zone()),
            entrance(),
            district.get(),
            TestSetup.desk(keys.resolveSibling("hall.yaml")),
            sim.get(),
            () -> Instant.now().plusNanos(later.get()),
            () -> System.nanoTime() + later.get(),
            () -> "fresh-" + ids.incrementAndGet());
    var opened =
        new WebServer(vertx, parts, new WebServer.Address("127.0.0.1", wanted, PAGES, tls.get()));
    port = done(opened.start().toCompletionStage());
    server.set(opened);
  }

  /** Those that were paired before; as at the start of an appliance. */
  private PairedDevices paired() {
    try {
      return new PairedDevices(
          new PairedFile(keys),
          faults,
          InstantSource.system(),
          () -> System.nanoTime() + slept.get(),
          new Random(PAIRING_SEED),
          figures);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As at the start of an appliance, with accounts and sessions that were kept before. */
  private Entrance entrance() {
    try {
      var chance = new SecureRandom();
      var door =
          new Door(
              new Door.Surroundings(
                  new AccountFile(keys),
                  new TrailFolder(keys.resolveSibling("data"), InstantSource.system()),
                  new Passwords(QUICK_ROUNDS, chance),
                  chance,
                  () -> Instant.now().plusNanos(slept.get()),
                  () -> System.nanoTime() + slept.get(),
                  tried -> signs.add("sign-in " + tried)));
      doors.set(door);
      return new Entrance(door, none(), none(), List.of(), Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Door door() {
    return Objects.requireNonNull(doors.get());
  }

  private static Networks none() {
    return new Networks(List.of());
  }

  /** The cookie of somebody who may do everything, signed in over the real route. */
  String everybodysCookie() {
    String known = cookie.get();
    if (known != null) return known;
    String fresh = Staff.cookie(this, Staff.EVERYBODY);
    cookie.set(fresh);
    return fresh;
  }

  /** Closes the port, as when the appliance loses its power. */
  void unplug() {
    WebServer open = server.getAndSet(null);
    if (open != null) done(open.stop().toCompletionStage());
  }

  CompletionStage<Answer> ask(Ask ask) {
    CompletionStage<Answer> other = instead.get();
    return other != null ? other : loop.ask(ask);
  }

  /** Asks as a pad of {@code window} would. */
  Answer press(int window, Command command) {
    var by = new By(By.Role.PAD, "pads/" + window, "window " + window);
    return done(loop.ask(new Ask("pad/" + ids.incrementAndGet(), by, command)));
  }

  void report(String number, Command.PrintResult result, @Nullable String fault) {
    var by = new By(By.Role.DRIVER, "printer", "dispenser");
    var ticket = TicketNumber.parse(number).orElseThrow();
    int copy = loop.hall().ticket(ticket).orElseThrow().print().copy();
    done(
        loop.ask(
            new Ask(
                "print/" + ids.incrementAndGet(),
                by,
                new Command.ReportPrint(ticket, copy, result, fault))));
  }

  /** As the driver of that dispenser's card reader says. */
  void card(String dispenser, CardNews news) {
    WebServer open = server.get();
    if (open != null) open.card(dispenser, news);
  }

  /** The address on the paper of a ticket of today. */
  String linkOf(String number) {
    return links.address(TicketNumber.parse(number).orElseThrow(), loop.hall().day().orElseThrow());
  }

  Hall hall() {
    return loop.hall();
  }

  int port() {
    return port;
  }

  WebServer server() {
    return Objects.requireNonNull(server.get());
  }

  int tlsPort() {
    return server().tlsPort();
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() {
    unplug();
    done(loop.stop());
    store.close();
    done(vertx.close().toCompletionStage());
  }

  /** Waits until the same key of the same window counts as pressed again: 800 ms, and some. */
  static void letAPressBeAnother() {
    long end = System.nanoTime() + Duration.ofMillis(900).toNanos();
    while (System.nanoTime() < end) LockSupport.parkNanos(end - System.nanoTime());
  }

  static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  static Command finish(int window) {
    return new Command.EndVisit(new WindowId(window), Outcome.COMPLETED);
  }
}
