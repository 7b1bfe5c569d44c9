package org.xuhao.app.reference;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.keys.DistrictSeal;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.link.Edition;
import org.xuhao.link.Editions;
import org.xuhao.loop.HallClock;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.AccountRole;

/**
 * Writes the district's editions, at its office alone: looks at its files and at the accounts, and
 * where one says another thing than the newest edition, there is a next one. It lies on this disk
 * before it is sent, and is sent again where the district lost it.
 */
public final class ReferenceOffice implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReferenceOffice.class);

  /** A file that is being written is seen once more before anybody waits for it. */
  private static final long LOOK_EVERY_MS = 3_000;

  private final Optional<OfficeSource> people;
  private final Optional<OfficeSource> services;
  private final Sources sources;
  private final Reference reference;
  private final Editions editions;
  private final OpenFaults faults;
  private final HallClock clock;

  /** On the timer's thread alone: this start found no accounts here, and some in the district. */
  private boolean lost;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("district-office").factory());

  /**
   * What is published.
   *
   * @param people the district's clerks
   * @param services its services
   * @param seal closes sign-ins; empty: none are published
   * @param accounts of this hall, from which sign-ins are published
   * @param zone in which the files say from when they count
   */
  public record Sources(
      Optional<Path> people,
      Optional<Path> services,
      Optional<DistrictSeal> seal,
      Kept accounts,
      ZoneId zone) {}

  /** The office's own accounts. */
  public interface Kept {
    /** All of them. */
    List<Account> accounts();

    /** Adds those whose names are not known, after the list was lost. */
    void takeBack(List<Account> lost) throws IOException;
  }

  /**
   * Begins to look.
   *
   * @param reference holds what was published
   */
  public ReferenceOffice(
      Sources sources, Reference reference, Editions editions, OpenFaults faults, HallClock clock) {
    this.sources = sources;
    people = sources.people().map(OfficeSource::ofPeople);
    services = sources.services().map(OfficeSource::ofServices);
    this.reference = reference;
    this.editions = editions;
    this.faults = faults;
    this.clock = clock;
    var unused = timer.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      // Before all was read that the district has, nobody knows what the next number is.
      if (editions.isCurrent()) publishAll();
    } catch (IOException e) {
      LOG.info("Editions are published later: {}", e.getMessage());
    } catch (RuntimeException ours) {
      // The executor would keep an error of ours to itself and never look again.
      LOG.error("Editions are not published: an error of ours", ours);
    }
  }

  private void publishAll() throws IOException {
    if (people.isPresent()) publish(Kind.PEOPLE, people.get());
    if (people.isPresent() && sources.seal().isPresent()) publishSignIns(sources.seal().get());
    if (services.isPresent()) publish(Kind.SERVICES, services.get());
    for (Kind kind : Kind.values()) {
      tellReplaced(kind);
      sendAgain(kind);
    }
  }

  private void publish(Kind kind, OfficeSource source) throws IOException {
    Optional<OfficeSource.Said> said =
        source.read(
            () -> faults.clear(FaultCode.EDITION_SOURCE, kind.word()),
            error -> wrong(kind, error.toString()));
    if (said.isEmpty()) return;
    String body = said.get().body();
    Optional<Edition> newest = reference.newest(kind);
    Optional<Instant> from =
        said.get().from().map(local -> local.atZone(sources.zone()).toInstant());
    boolean known =
        newest.isPresent()
            && newest.get().body().equals(body)
            && from.map(newest.get().from()::equals).orElseGet(() -> isInForce(kind, newest.get()));
    if (!known) publish(kind, from.orElseGet(clock::wall), number -> body);
  }

  /** What a file without a date asks for: that it counts, not that it waits for a former date. */
  private boolean isInForce(Kind kind, Edition edition) {
    return reference.counts(kind, edition) || !edition.from().isAfter(clock.wall());
  }

  private void wrong(Kind kind, String what) {
    faults.raise(new Fault(FaultCode.EDITION_SOURCE, kind.word(), what, clock.wall()));
  }

  /**
   * A password or a lock counts at once, whatever waits for its time. Whom the next list leaves out
   * works until then, and whom it adds has a password on the first day.
   */
  private void publishSignIns(DistrictSeal seal) throws IOException {
    List<Edition> people = reference.ahead(Kind.PEOPLE);
    if (people.isEmpty()) return;
    Set<String> ids =
        people.stream()
            .flatMap(edition -> PeopleText.parse(edition.body()).keySet().stream())
            .map(ClerkId::id)
            .collect(Collectors.toSet());
    if (isListLost(seal)) return;
    String plain = SignIns.plain(sources.accounts().accounts(), ids);
    boolean known =
        reference
            .newest(Kind.CREDENTIALS)
            .filter(last -> SignIns.open(last, seal).equals(plain))
            .isPresent();
    if (!known)
      publish(Kind.CREDENTIALS, clock.wall(), number -> SignIns.sealed(plain, seal, number));
  }

  /**
   * A disk that is new, or whose list was put aside, knows nobody: what it says of the district's
   * clerks would sign them all out. It waits for an administrator, and then takes back whom the
   * district knows.
   */
  private boolean isListLost(DistrictSeal seal) throws IOException {
    Optional<Edition> last = reference.newest(Kind.CREDENTIALS);
    List<Account> known =
        last.map(edition -> List.copyOf(SignIns.parse(SignIns.open(edition, seal)).values()))
            .orElse(List.of());
    boolean none =
        sources.accounts().accounts().stream().noneMatch(one -> one.is(AccountRole.ADMINISTRATOR));
    if (none) {
      if (!known.isEmpty()) lost(last.orElseThrow(), known.size());
      return true;
    }
    if (lost) {
      sources.accounts().takeBack(known);
      LOG.info("Took the accounts of {} clerks back from the district", known.size());
      faults.clear(FaultCode.EDITION_ACCOUNTS, Kind.CREDENTIALS.word());
      lost = false;
    }
    return false;
  }

  private void lost(Edition last, int clerks) {
    lost = true;
    String what = "edition %d with %d accounts counts on".formatted(last.number(), clerks);
    faults.raise(
        new Fault(FaultCode.EDITION_ACCOUNTS, Kind.CREDENTIALS.word(), what, clock.wall()));
  }

  /** What a file says last is what is meant; but nobody shall miss a rotation on its day. */
  private void tellReplaced(Kind kind) {
    List<Edition> replaced = reference.replaced(kind);
    if (replaced.isEmpty()) {
      faults.clear(FaultCode.EDITION_REPLACED, kind.word());
      return;
    }
    Edition first = replaced.getFirst();
    String from = first.from().atZone(sources.zone()).toLocalDateTime().toString();
    String what = "edition %d does not count from %s any more".formatted(first.number(), from);
    faults.raise(new Fault(FaultCode.EDITION_REPLACED, kind.word(), what, clock.wall()));
  }

  private interface Body {
    String of(long number);
  }

  private void publish(Kind kind, Instant from, Body body) throws IOException {
    // What the district has under a number is never another edition, also where it was refused
    // here.
    long there = editions.newest(kind.word()).map(Edition::number).orElse(0L);
    long number = Math.max(there, reference.newest(kind).map(Edition::number).orElse(0L)) + 1;
    Edition edition = Edition.of(kind.word(), number, from, body.of(number));
    if (edition.bytes().length > Edition.BYTES_MAX) {
      wrong(kind, "it is larger than " + Edition.BYTES_MAX + " bytes");
      return;
    }
    try {
      reference.take(edition);
      LOG.info("Published edition {} of {}, from {}", number, kind.word(), from);
    } catch (IOException e) {
      wrong(kind, String.valueOf(e.getMessage()));
    }
  }

  /** What lies here and not in the district goes there: new, or lost with the server's disk. */
  private void sendAgain(Kind kind) throws IOException {
    long there = editions.newest(kind.word()).map(Edition::number).orElse(0L);
    for (Edition edition : reference.after(kind, there)) editions.publish(edition);
  }

  @Override
  public void close() {
    List<Runnable> left = timer.shutdownNow();
    LOG.debug("{} looks are left", left.size());
  }
}
