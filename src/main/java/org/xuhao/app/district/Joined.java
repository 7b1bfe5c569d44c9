package org.xuhao.app.district;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.Settings;
import org.xuhao.board.Board;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.forecast.Pace;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.link.Address;
import org.xuhao.link.Key;
import org.xuhao.link.Link;
import org.xuhao.link.LinkWatch;
import org.xuhao.link.Office;
import org.xuhao.loop.Answer;
import org.xuhao.loop.HallClock;
import org.xuhao.loop.Published;
import org.xuhao.web.district.CaseShelf;
import org.xuhao.web.district.DistrictHooks;
import org.xuhao.web.district.LoadReport;

/** A hall's place in its district: the link, and the faults it has. */
public final class Joined implements AutoCloseable {
  /** The folder of the shelf, in the data folder. */
  private static final String FOLDER = "district";

  /** That of the district's tables, at the hall that keeps them. */
  private static final String TABLES = "district-tables";

  private final Settings settings;
  private final Link link;
  private final String incarnation;
  private final OpenFaults faults;
  private final HallClock clock;
  private final Neighbourhood hooks;
  private final CaseShelf cases;
  private final Optional<OfficeTables> tables;
  private final Optional<Office> office;

  /** Set once, while the hall starts. */
  private volatile @Nullable LoadTeller teller;

  private Joined(
      Settings settings,
      Settings.District district,
      Link link,
      String incarnation,
      Optional<OfficeTables> tables,
      OpenFaults faults,
      HallClock clock) {
    this.settings = settings;
    this.link = link;
    this.incarnation = incarnation;
    this.faults = faults;
    this.clock = clock;
    this.tables = tables;
    hooks = new Neighbourhood(settings.hall(), district, link, clock, this::own);
    cases = new LinkedCases(link, new HallNames(settings.hall(), district.halls()));
    office = tables.map(link::office);
  }

  /**
   * Joins; whether the district is reached shows later.
   *
   * @param settings of a hall that belongs to a district
   * @param clock for the times of faults, and for how long ago something was
   */
  public static Joined open(
      Settings settings,
      Path data,
      Journal journal,
      Function<Ask, ? extends CompletionStage<Answer>> ask,
      OpenFaults faults,
      HallClock clock)
      throws IOException {
    Settings.District district = settings.district().orElseThrow();
    boolean secret = district.nats().stream().anyMatch(server -> server.startsWith("tls:"));
    @Nullable SSLContext tls =
        secret ? DistrictTls.context(district.trust(), district.pair()) : null;
    var address =
        new Address(district.id(), settings.hall().id(), district.nats(), login(district), tls);
    var disk = new FileDisk(data.resolve(FOLDER));
    var link =
        new Link(address, journal, disk, ask, clock::elapsedNanos, new Watch(faults, clock::wall));
    Optional<OfficeTables> tables =
        district.office()
            ? Optional.of(OfficeTables.open(district, data.resolve(TABLES), faults, clock::wall))
            : Optional.empty();
    return new Joined(settings, district, link, journal.incarnation(), tables, faults, clock);
  }

  private static Optional<Address.Login> login(Settings.District district) throws IOException {
    if (district.login().isEmpty()) return Optional.empty();
    Settings.Login login = district.login().get();
    String password = Files.readString(login.password(), StandardCharsets.UTF_8).strip();
    return Optional.of(new Address.Login(login.user(), password));
  }

  /** What the district knows of cases. */
  public CaseShelf cases() {
    return cases;
  }

  /** The link itself. */
  public Link link() {
    return link;
  }

  /** What the pages know of the district. */
  public DistrictHooks hooks() {
    return hooks;
  }

  /** Begins to tell the other halls how this one is. Called once. */
  public void tell(
      Supplier<Hall> hall, Supplier<Board> board, Supplier<Pace> pace, String release) {
    var observed =
        new LoadTeller.Observed(
            settings.hall(), release, incarnation, hall, board, pace, faults, clock);
    teller = new LoadTeller(observed, report -> link.neighbours().report(report.json()));
  }

  private Optional<LoadReport> own() {
    LoadTeller telling = teller;
    return telling == null ? Optional.empty() : telling.latest();
  }

  /** On the loop's thread. */
  public void published(Published news) {
    link.published(news);
  }

  @Override
  public void close() {
    LoadTeller telling = teller;
    if (telling != null) telling.close();
    office.ifPresent(Office::close);
    link.close();
    tables.ifPresent(OfficeTables::close);
  }

  /** Turns what the link says into faults. */
  private static final class Watch implements LinkWatch {
    private static final String DISTRICT = "district";

    private final OpenFaults faults;
    private final Supplier<Instant> clock;

    Watch(OpenFaults faults, Supplier<Instant> clock) {
      this.faults = faults;
      this.clock = clock;
    }

    private void raise(FaultCode code, String subject, String detail) {
      faults.raise(new Fault(code, subject, detail, clock.get()));
    }

    @Override
    public void reached(boolean reached) {
      if (reached) faults.clear(FaultCode.DISTRICT_CUT, DISTRICT);
      else raise(FaultCode.DISTRICT_CUT, DISTRICT, "no answer from its server");
    }

    @Override
    public void unkept(String why) {
      raise(FaultCode.DISTRICT_UNKEPT, DISTRICT, why);
    }

    @Override
    public void kept() {
      faults.clear(FaultCode.DISTRICT_UNKEPT, DISTRICT);
    }

    @Override
    public void foreign(String hall, Key key) {
      raise(FaultCode.DISTRICT_FOREIGN, "hall " + hall, "it spoke for " + key.hall());
    }

    @Override
    public void unread(String hall) {
      raise(FaultCode.DISTRICT_FOREIGN, "hall " + hall, "it sent what cannot be read");
    }

    @Override
    public void twice(Key key) {
      raise(FaultCode.DISTRICT_TWICE, "hall " + key.hall(), "two contents of " + key);
    }

    @Override
    public void full(CaseId id) {
      raise(FaultCode.DISTRICT_FOREIGN, "case " + id, "it has more to it than is taken");
    }
  }
}
