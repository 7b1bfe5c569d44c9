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
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.hall.Ask;
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

/** A hall's place in its district: the link, and the faults it has. */
public final class Joined implements AutoCloseable {
  /** The folder of the shelf, in the data folder. */
  private static final String FOLDER = "district";

  /** That of the district's tables, at the hall that keeps them. */
  private static final String TABLES = "district-tables";

  private final Link link;
  private final CaseShelf cases;
  private final Optional<OfficeTables> tables;
  private final Optional<Office> office;

  private Joined(
      Link link, CaseShelf cases, Optional<OfficeTables> tables, Optional<Office> office) {
    this.link = link;
    this.cases = cases;
    this.tables = tables;
    this.office = office;
  }

  /**
   * Joins; whether the district is reached shows later.
   *
   * @param hall this one
   * @param clock for the times of faults, and for how long ago something was
   */
  public static Joined open(
      Settings.District district,
      Settings.Card hall,
      Path data,
      Journal journal,
      Function<Ask, ? extends CompletionStage<Answer>> ask,
      OpenFaults faults,
      HallClock clock)
      throws IOException {
    boolean secret = district.nats().stream().anyMatch(server -> server.startsWith("tls:"));
    @Nullable SSLContext tls = secret ? Pem.context(district.trust(), district.pair()) : null;
    var address = new Address(district.id(), hall.id(), district.nats(), login(district), tls);
    var disk = new FileDisk(data.resolve(FOLDER));
    var link =
        new Link(address, journal, disk, ask, clock::elapsedNanos, new Watch(faults, clock::wall));
    var cases = new LinkedCases(link, new HallNames(hall, district.halls()));
    if (!district.office()) return new Joined(link, cases, Optional.empty(), Optional.empty());
    var tables = OfficeTables.open(district, data.resolve(TABLES), faults, clock::wall);
    return new Joined(link, cases, Optional.of(tables), Optional.of(link.office(tables)));
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

  /** On the loop's thread. */
  public void published(Published news) {
    link.published(news);
  }

  @Override
  public void close() {
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
