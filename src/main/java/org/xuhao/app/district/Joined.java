package org.xuhao.app.district;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.keys.Damage;
import org.xuhao.app.keys.DistrictKey;
import org.xuhao.app.keys.DistrictSeal;
import org.xuhao.app.keys.LoanFile;
import org.xuhao.app.loan.LoanOffice;
import org.xuhao.app.loan.Seats;
import org.xuhao.app.loan.StaffWork;
import org.xuhao.app.reference.Base;
import org.xuhao.app.reference.Reference;
import org.xuhao.app.reference.ReferenceOffice;
import org.xuhao.app.settings.Settings;
import org.xuhao.board.Board;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.forecast.Pace;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Hall;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.link.Address;
import org.xuhao.link.Editions;
import org.xuhao.link.Link;
import org.xuhao.link.Office;
import org.xuhao.loop.Answer;
import org.xuhao.loop.HallClock;
import org.xuhao.loop.Published;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.Door;
import org.xuhao.web.district.CaseShelf;
import org.xuhao.web.district.DistrictHooks;
import org.xuhao.web.district.LoadReport;

/** A hall's place in its district: the link, and the faults it has. */
public final class Joined implements AutoCloseable {
  /** The folder of the shelf, in the data folder. */
  static final String FOLDER = "district";

  /** That of the district's tables, at the hall that keeps them. */
  public static final String TABLES = "district-tables";

  private static final String CLOCK = "clock";

  /** That of the editions. */
  private static final String EDITIONS = "district-editions";

  private static final Logger LOG = LoggerFactory.getLogger(Joined.class);

  private final Settings settings;
  private final Path data;
  private final Link link;
  private final LinkFaults watch;
  private final String incarnation;
  private final OpenFaults faults;
  private final HallClock clock;
  private final Neighbourhood hooks;
  private final CaseShelf cases;
  private final Optional<OfficeTables> tables;
  private final Optional<Office> office;
  private final Editions editions;
  private final Reference reference;
  private final Optional<ReferenceOffice> publishing;

  /** Set once, while the hall starts. */
  private volatile @Nullable LoadTeller teller;

  private volatile @Nullable StaffWork answering;

  private volatile @Nullable Seats seats;

  /**
   * What the link follows.
   *
   * @param settings of a hall that belongs to a district
   */
  public record Own(
      Settings settings,
      Path data,
      Journal journal,
      Function<Ask, ? extends CompletionStage<Answer>> ask) {}

  private Joined(
      Own own,
      Settings.District district,
      Link link,
      LinkFaults watch,
      Optional<OfficeTables> tables,
      Reference reference,
      Optional<ReferenceOffice.Sources> sources,
      OpenFaults faults,
      HallClock clock) {
    settings = own.settings();
    data = own.data();
    this.reference = reference;
    this.link = link;
    this.watch = watch;
    incarnation = own.journal().incarnation();
    this.faults = faults;
    this.clock = clock;
    this.tables = tables;
    hooks = new Neighbourhood(settings.hall(), district, link, clock, this::own, reference::cards);
    cases = new LinkedCases(link, new HallNames(settings.hall(), district.halls()));
    office = tables.map(link::office);
    tables.ifPresent(hooks::keep);
    editions = link.editions(reference);
    publishing = sources.map(of -> new ReferenceOffice(of, reference, editions, faults, clock));
  }

  /**
   * What the district said last, before the hall opens: its first decision rests on it.
   *
   * @param settings of a hall that belongs to a district
   */
  public static Reference reference(
      Settings settings, Path data, OpenFaults faults, HallClock clock) throws IOException {
    var base = new Base(settings.plan(), settings.guide());
    return Reference.open(base, data.resolve(EDITIONS), seal(settings), faults, clock);
  }

  private static Optional<DistrictSeal> seal(Settings settings) throws IOException {
    Optional<Path> key = settings.district().flatMap(Settings.District::visitorKey);
    return key.isEmpty() ? Optional.empty() : Optional.of(DistrictKey.read(key.get()).seal());
  }

  /** What the office publishes from; empty: this hall is none, or keeps nothing for others. */
  private static Optional<ReferenceOffice.Sources> sources(Settings settings, Door door)
      throws IOException {
    Settings.District district = settings.district().orElseThrow();
    if (district.people().isEmpty() && district.services().isEmpty()) return Optional.empty();
    return Optional.of(
        new ReferenceOffice.Sources(
            district.people(),
            district.services(),
            seal(settings),
            kept(door),
            settings.hall().timeZone()));
  }

  private static ReferenceOffice.Kept kept(Door door) {
    return new ReferenceOffice.Kept() {
      @Override
      public List<Account> accounts() {
        return door.accounts();
      }

      @Override
      public void takeBack(List<Account> lost) throws IOException {
        door.takeBack(lost);
      }
    };
  }

  /**
   * Joins; whether the district is reached shows later.
   *
   * @param reference with whose plan the hall opened
   * @param door lets the district's clerks in too; its accounts are those the office publishes
   * @param clock for the times of faults, and for how long ago something was
   */
  public static Joined open(
      Own own, Reference reference, Door door, OpenFaults faults, HallClock clock)
      throws IOException {
    Settings settings = own.settings();
    Settings.District district = settings.district().orElseThrow();
    Address address = address(settings, faults, clock::wall);
    var disk = new FileDisk(own.data().resolve(FOLDER));
    var watch = new LinkFaults(faults, clock);
    var link = new Link(address, own.journal(), disk, own.ask(), clock::elapsedNanos, watch);
    Path folder = own.data().resolve(TABLES);
    Optional<OfficeTables> tables =
        district.office()
            ? Optional.of(OfficeTables.open(district, folder, faults, clock::wall))
            : Optional.empty();
    door.alsoLetIn(reference::account);
    String incarnation = own.journal().incarnation();
    reference.follow(own.ask(), incarnation, name -> letInAnew(door, name));
    Optional<ReferenceOffice.Sources> sources = sources(settings, door);
    return new Joined(own, district, link, watch, tables, reference, sources, faults, clock);
  }

  private static void letInAnew(Door door, String name) {
    try {
      door.changedElsewhere(name);
    } catch (IOException e) {
      LOG.warn("Sessions of {} go on until they end by themselves", name, e);
    }
  }

  /** Where the district is met, by a hall that belongs to one. */
  static Address address(Settings settings, OpenFaults faults, Supplier<Instant> wall) {
    Settings.District district = settings.district().orElseThrow();
    var proof = new DistrictProof(district, faults, wall);
    return new Address(
        district.id(), settings.hall().id(), district.nats(), proof, district.copies());
  }

  /** What the district knows of cases. */
  public CaseShelf cases() {
    return cases;
  }

  /** The link itself. */
  public Link link() {
    return link;
  }

  /** What the district keeps once for all halls. */
  public Reference reference() {
    return reference;
  }

  /** What the pages know of the district. */
  public DistrictHooks hooks() {
    return hooks;
  }

  /** Begins to tell the other halls how this one is, and to answer them. Called once. */
  public void tell(Supplier<Board> board, StaffWork.Of work, String release) {
    Supplier<Hall> hall = work.hall();
    Supplier<Pace> pace = work.pace();
    var staff = new StaffWork(work);
    link.staff().answerBy(staff);
    answering = staff;
    if (tables.isPresent()) lend(staff);
    Seats sitting = new Seats(seated(work));
    seats = sitting;
    var observed =
        new LoadTeller.Observed(
            settings.hall(), release, incarnation, hall, board, pace, sitting, faults, clock);
    teller =
        new LoadTeller(
            observed,
            report -> {
              link.neighbours().report(report.json().put("clerks", sitting.told()));
              compareClocks();
            });
  }

  private void compareClocks() {
    Optional<Duration> apart = hooks.apart();
    if (apart.isEmpty()) faults.clear(FaultCode.CLOCK_APART, CLOCK);
    else {
      Duration by = apart.get();
      String what =
          "by %d min %s".formatted(by.abs().toMinutes(), by.isNegative() ? "fast" : "slow");
      faults.raise(new Fault(FaultCode.CLOCK_APART, CLOCK, what, clock.wall()));
    }
  }

  private Seats.Of seated(StaffWork.Of work) {
    return new Seats.Of(
        settings.hall().id(),
        incarnation,
        work.hall(),
        reference::names,
        link.neighbours()::reports,
        work.ask(),
        clock::elapsedNanos);
  }

  private void lend(StaffWork own) {
    try {
      hooks.lend(loans(own));
    } catch (IOException e) {
      LOG.warn("No clerks are proposed to other halls: {}", e.getMessage());
    }
  }

  private LoanOffice loans(StaffWork own) throws IOException {
    String here = settings.hall().id();
    var damage = new Damage(faults, clock::wall, "loans");
    return new LoanOffice(
        (hall, verb, asked) ->
            hall.equals(here)
                ? own.answer(here, verb, asked).toCompletableFuture()
                : link.staff().ask(hall, verb, asked),
        hooks::heardOf,
        new LoanFile(data, damage),
        clock,
        () -> incarnation + "-" + clock.elapsedNanos());
  }

  private Optional<LoadReport> own() {
    LoadTeller telling = teller;
    return telling == null ? Optional.empty() : telling.latest();
  }

  /** On the loop's thread. */
  public void published(Published news) {
    link.published(news);
    Seats sitting = seats;
    if (sitting != null) sitting.published(news);
  }

  @Override
  public void close() {
    LoadTeller telling = teller;
    if (telling != null) telling.close();
    Seats sitting = seats;
    if (sitting != null) sitting.close();
    hooks.close();
    StaffWork staff = answering;
    if (staff != null) staff.close();
    publishing.ifPresent(ReferenceOffice::close);
    editions.close();
    reference.close();
    office.ifPresent(Office::close);
    link.close();
    watch.close();
    tables.ifPresent(OfficeTables::close);
  }
}
