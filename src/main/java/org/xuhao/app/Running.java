package org.xuhao.app;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.district.Joined;
import org.xuhao.app.district.SlipHalls;
import org.xuhao.app.door.Doors;
import org.xuhao.app.keys.Damage;
import org.xuhao.app.keys.MadeFile;
import org.xuhao.app.keys.SecretFile;
import org.xuhao.app.loan.StaffWork;
import org.xuhao.app.reference.Reference;
import org.xuhao.app.settings.Settings;
import org.xuhao.app.sound.Speakers;
import org.xuhao.app.tls.TlsPages;
import org.xuhao.board.Board;
import org.xuhao.board.Slips;
import org.xuhao.board.Statement;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.DeviceType.Trait;
import org.xuhao.driver.Drivers;
import org.xuhao.driver.IdCard;
import org.xuhao.driver.escpos.PrinterConfig;
import org.xuhao.driver.sdtidcard.ReaderConfig;
import org.xuhao.forecast.Forecast;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.Words;
import org.xuhao.line.Line;
import org.xuhao.line.LineUri;
import org.xuhao.line.Lines;
import org.xuhao.line.Recorder;
import org.xuhao.loop.HallLoop;
import org.xuhao.loop.Published;
import org.xuhao.meter.HallMeters;
import org.xuhao.web.CardNews;
import org.xuhao.web.TicketLinks;
import org.xuhao.web.VoiceHooks;
import org.xuhao.web.WebParts;
import org.xuhao.web.WebServer;
import org.xuhao.web.account.Entrance;
import org.xuhao.web.district.CaseShelf;
import org.xuhao.web.district.DistrictHooks;

/** One hall that runs: all parts bound together, from the journal to the port. */
final class Running {
  private static final Logger LOG = LoggerFactory.getLogger(Running.class);

  /** How long displays may take to show that the hall is closed: a card's spacing and a retry. */
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  /** Size of one capture of a recorded line; twice this is kept. */
  private static final long CAPTURE_BYTES = 16L << 20;

  private final Settings settings;
  private final Path data;
  private final Care care;
  private final Memory memory;
  private final Vertx vertx;
  private final List<DeviceLine> lines = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final WebServer web;
  private final Publisher publisher;
  private final Printing printing;
  private final Optional<Speakers> speakers;
  private final PaceKeeper pace = new PaceKeeper();
  private final VisitorKeeper visitors;
  private final Optional<Demo> demo;
  private final Entrance entrance;
  private final Optional<TlsPages> tls;
  private final Optional<Reference> reference;
  private final Optional<Joined> joined;
  private final int port;

  /**
   * Opens everything, in the order in which each needs the other. The port opens last but one: who
   * reaches it finds a hall that answers.
   */
  Running(Ahead ahead, Appliance.Start start, Settings settings, Path data, PrintWriter out)
      throws NotStarted {
    this.settings = settings;
    this.data = data;
    care = new Care(data);
    reference = reference();
    memory = Memory.open(settings, reference, data, care, out);
    vertx = ahead.vertx();
    printing = new Printing(settings, data, care, vertx);
    try {
      visitors = VisitorKeeper.open(data, settings, care);
      demo = Demo.of(vertx, settings, start.speed(), start.seed());
      Map<String, String> simulated = demo.isEmpty() ? Map.of() : demo.get().plugIn();
      for (var line : settings.lines()) lines.add(line(line, simulated));
      int wanted = start.port().orElse(settings.http().port());
      tls = Waiting.file(() -> tls(start.tls()));
      TicketLinks links = links(wanted);
      entrance = Waiting.file(() -> entrance(start.settings().isEmpty()));
      Context telling = vertx.getOrCreateContext();
      publisher = publisher(telling, links);
      speakers =
          settings
              .voice()
              .map(voice -> new Speakers(vertx, telling, care, voice, data, this::showSpoken));
      joined = join();
      web = new WebServer(vertx, ahead.pages(), parts(links, start), address(wanted));
      memory.loop().subscribe(this::published);
      memory.loop().start();
      openLines();
      publisher.stateAll();
      port = Waiting.on(web.start(), "port " + wanted);
      follow();
      if (demo.isPresent()) demo.get().open(port);
    } catch (NotStarted e) {
      memory.abandon();
      throw e;
    }
    int shown = tls.isPresent() ? web.tlsPort() : port;
    Greeting.print(out, settings, demo.isPresent(), shown, tls, data, entrance);
    care.ready(port);
  }

  private Optional<TlsPages> tls(boolean asked) throws IOException {
    return TlsPages.of(settings, asked, data, care.faults(), care.time()::wall);
  }

  private WebServer.Address address(int wanted) {
    var http = settings.http();
    return new WebServer.Address(http.host(), wanted, http.pages(), tls.map(TlsPages::now));
  }

  private Optional<Reference> reference() throws NotStarted {
    if (settings.district().isEmpty()) return Optional.empty();
    return Optional.of(
        Waiting.file(() -> Joined.reference(settings, data, care.faults(), care.time())));
  }

  private Optional<Joined> join() throws NotStarted {
    if (reference.isEmpty()) return Optional.empty();
    var own = new Joined.Own(settings, data, memory.journal(), memory.loop()::ask);
    var door = entrance.door();
    return Optional.of(
        Waiting.file(() -> Joined.open(own, reference.get(), door, care.faults(), care.time())));
  }

  private Entrance entrance(boolean packaged) throws IOException {
    return Doors.open(data, settings, packaged, care.time(), care.faults(), care::signInTried);
  }

  private Publisher publisher(Context telling, TicketLinks links) {
    return new Publisher(
        telling, board(), slips(links), this::waits, lines, printers(), figures(), this::showPages);
  }

  private void openLines() throws NotStarted {
    List<Future<String>> opening = lines.stream().map(vertx::deployVerticle).toList();
    for (int i = 0; i < lines.size(); i++)
      Waiting.on(opening.get(i), "line " + lines.get(i).name());
  }

  private Slips slips(TicketLinks links) {
    return new Slips(
        settings.hall().name(),
        (day, number) -> links.address(number, day),
        settings.tickets().ways(),
        SlipHalls.of(settings.district()));
  }

  private Consumer<Published> figures() {
    HallMeters meters = care.measure(memory, lines);
    return news -> {
      pace.published(news);
      meters.fold(news.entries(), news.hall());
    };
  }

  private Board board() {
    var name = new Words(settings.hall().name(), settings.hall().nameEn());
    Board quiet = Board.of(name, memory.hall());
    return quiet.next(memory.hall(), memory.recent());
  }

  int port() {
    return port;
  }

  private DeviceLine line(Settings.LineSettings line, Map<String, String> simulated)
      throws NotStarted {
    var secrets = new PadSecrets(data);
    var devices = new ArrayList<DeviceConfig>();
    for (Settings.DeviceSettings device : settings.devices())
      if (device.line().equals(line.name()))
        devices.add(printing.with(knowing(secrets.with(device.config()))));
    String uri = simulated.getOrDefault(line.name(), line.uri());
    try {
      boolean printer = devices.stream().anyMatch(d -> d instanceof PrinterConfig);
      Line port = printer ? Lines.forPictures(vertx, uri) : Lines.of(vertx, uri);
      if (line.record())
        port =
            new Recorder(
                port,
                line.name(),
                data.resolve("captures"),
                CAPTURE_BYTES,
                DeviceLine.mayBeKept(devices));
      var bus = Drivers.bus(line.name(), devices);
      return new DeviceLine(
          line.name(),
          port,
          bus,
          care.time(),
          care.faults(),
          memory.loop()::ask,
          care.figures(),
          this::card);
    } catch (LineUri.Wrong | IllegalArgumentException e) {
      throw new NotStarted("line " + line.name() + ": " + e.getMessage(), e);
    }
  }

  /** A card's number becomes its hashes in the driver, with the keys of typed numbers. */
  private DeviceConfig knowing(DeviceConfig device) {
    return device instanceof ReaderConfig reader ? reader.knowing(visitors::hashes) : device;
  }

  /** On the line's thread, and only once the pages are there: no line opens before. */
  private void card(String dispenser, IdCard card) {
    web.card(
        dispenser,
        switch (card) {
          case IdCard.Reading reading -> CardNews.of(CardNews.What.READING);
          case IdCard.Read(var visitor) -> CardNews.read(visitor);
          case IdCard.Again again -> CardNews.of(CardNews.What.AGAIN);
          case IdCard.Unknown unknown -> CardNews.of(CardNews.What.UNKNOWN);
          case IdCard.Lifted lifted -> CardNews.of(CardNews.What.LIFTED);
        });
  }

  private List<DeviceLine> printers() {
    return lines.stream()
        .filter(line ->
            settings.devices().stream()
                .anyMatch(d -> d.line().equals(line.name()) && d.type().has(Trait.PRINTS)))
        .toList();
  }

  private boolean tellLine(String name, Statement statement) {
    for (DeviceLine line : lines)
      if (line.name().equals(name)) {
        line.state(List.of(statement));
        return true;
      }
    return false;
  }

  /** How long tickets may wait that are about to be printed; found on a worker thread. */
  private Future<Map<TicketNumber, Wait>> waits(Hall hall, List<TicketNumber> tickets) {
    return vertx
        .executeBlocking(() -> Forecast.of(hall, pace.pace(), tickets, hall.at()))
        .map(Objects::requireNonNull);
  }

  private TicketLinks links(int wanted) throws NotStarted {
    byte[] key = Waiting.file(() -> SecretFile.key(data.resolve("keys").resolve("links.key")));
    var http = settings.http();
    int shown = tls.map(t -> t.now().port()).orElse(wanted);
    String origin = http.url().orElseGet(() -> Greeting.origin(http.host(), shown, tls));
    return TicketLinks.keyed(key, origin, http.talk());
  }

  /** What nobody waits for at a start. */
  private void follow() {
    memory.follow();
    care.measureAlerts(web::openAlerts);
    reference.ifPresent(held -> care.measureEditions(held::counting));
    publisher.onItsLoop(() -> pace.begin(vertx, memory));
    visitors.begin();
    printing.begin(this::tellLine);
    speakers.ifPresent(all -> publisher.onItsLoop(() -> all.begin(publisher.board())));
    care.watch(vertx, memory);
    web.onItsLoop(() -> care.watchLoop(vertx));
    tls.ifPresent(pages -> pages.follow(vertx, web));
    HallLoop loop = memory.loop();
    var work =
        new StaffWork.Of(
            loop::hall, pace::pace, web::needs, loop::ask, memory.reports(), care.time());
    joined.ifPresent(district -> district.tell(publisher::board, work, Release.text()));
  }

  private WebParts parts(TicketLinks links, Appliance.Start start) throws NotStarted {
    HallLoop loop = memory.loop();
    return new WebParts(
        loop::ask,
        loop::hall,
        publisher::board,
        pace::pace,
        care.faults(),
        () -> DeviceViews.devices(lines, settings, care),
        () -> DeviceViews.lines(lines),
        care::metrics,
        () -> care.health(memory),
        links,
        settings.http().bookings(),
        visitors::hashes,
        printing,
        new Installing(settings, lines, care.time()),
        speakers.map(all -> (VoiceHooks) all).orElse(VoiceHooks.NONE),
        Waiting.file(() -> Doors.paired(data, care.time(), care.faults(), care.figures())),
        joined.map(Joined::cases).orElse(CaseShelf.NONE),
        () -> reference.map(Reference::guide).orElse(settings.guide()),
        settings.limits(),
        new MadeFile(data, new Damage(care.faults(), care.time()::wall, "moves")),
        memory.reports(),
        entrance,
        joined.map(Joined::hooks).orElse(DistrictHooks.NONE),
        printing.setup(start.settings().isEmpty()),
        demo.map(Demo::hooks),
        care.time()::wall,
        care.time()::elapsedNanos,
        () -> UUID.randomUUID().toString());
  }

  /** On the loop's thread. */
  private void published(Published news) {
    publisher.published(news);
    care.published(news);
    memory.published(news);
    visitors.published(news);
    joined.ifPresent(district -> district.published(news));
  }

  private void showPages(Board board) {
    speakers.ifPresent(all -> all.board(board));
    web.publish(board);
  }

  /** What is being said is another. */
  private void showSpoken() {
    web.publish(publisher.board());
  }

  /** Waits until {@link #stop} has closed everything. */
  void awaitClosed() throws InterruptedException {
    closed.await();
  }

  /**
   * Takes no more, shows on every display that the hall is closed, answers what was asked, and
   * closes lines and journal. Called once.
   */
  void stop() {
    LOG.info("Stopping: no more is taken, displays are put right, lines and journal are closed");
    care.stopping();
    Waiting.quietly(web.stop(), "pages");
    demo.ifPresent(Demo::sendHome);
    sayFarewell();
    for (DeviceLine line : lines) Waiting.quietly(undeploy(line), "line " + line.name());
    joined.ifPresent(Joined::close);
    visitors.close();
    printing.close();
    speakers.ifPresent(Speakers::close);
    memory.close();
    demo.ifPresent(Demo::unplug);
    Waiting.quietly(vertx.close(), "event loops");
    care.close();
    LOG.info("Stopped");
    closed.countDown();
  }

  private Future<Void> undeploy(DeviceLine line) {
    @Nullable String id = line.deploymentID();
    return id == null ? Future.succeededFuture() : vertx.undeploy(id);
  }

  /** No number may stand on a wall while nobody answers for it. */
  private void sayFarewell() {
    List<Statement> closing = Farewell.of(publisher.board());
    var settled = new ArrayList<Future<Void>>();
    for (DeviceLine line : lines) settled.add(line.farewell(closing, FAREWELL));
    Waiting.quietly(Future.all(settled).mapEmpty(), "displays");
  }
}
