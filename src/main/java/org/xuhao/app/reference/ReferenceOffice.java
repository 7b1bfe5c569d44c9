package org.xuhao.app.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.keys.DistrictSeal;
import org.xuhao.app.settings.PeopleFile;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.link.Edition;
import org.xuhao.link.Editions;
import org.xuhao.loop.HallClock;
import org.xuhao.web.account.Account;

/**
 * Writes the district's editions, at its office alone: looks at the file of people and at the
 * accounts, and where one says another thing than the newest edition, there is a next one. It lies
 * on this disk before it is sent, and is sent again where the district lost it.
 */
public final class ReferenceOffice implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReferenceOffice.class);

  /** A file that is being written is seen once more before anybody waits for it. */
  private static final long LOOK_EVERY_MS = 3_000;

  private final Path file;
  private final ZoneId zone;
  private final DistrictSeal seal;
  private final Supplier<List<Account>> accounts;
  private final Reference reference;
  private final Editions editions;
  private final OpenFaults faults;
  private final HallClock clock;

  /** What the file said last, and when it was changed; on the timer's thread alone. */
  private Optional<PeopleFile> people = Optional.empty();

  private @Nullable FileTime readAt;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("district-office").factory());

  /**
   * Begins to look.
   *
   * @param file the district's people
   * @param zone in which the file says from when it counts
   * @param accounts of this hall
   * @param reference holds what was published
   */
  public ReferenceOffice(
      Path file,
      ZoneId zone,
      DistrictSeal seal,
      Supplier<List<Account>> accounts,
      Reference reference,
      Editions editions,
      OpenFaults faults,
      HallClock clock) {
    this.file = file;
    this.zone = zone;
    this.seal = seal;
    this.accounts = accounts;
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
    FileTime changed = Files.exists(file) ? Files.getLastModifiedTime(file) : null;
    if (changed == null || !changed.equals(readAt)) people = read();
    readAt = changed;
    people.ifPresent(this::publishPeople);
    publishSignIns();
    for (Kind kind : Kind.values()) sendAgain(kind);
  }

  private Optional<PeopleFile> read() {
    switch (PeopleFile.of(file)) {
      case PeopleFile.Good(var people) -> {
        faults.clear(FaultCode.EDITION_SOURCE, Kind.PEOPLE.word());
        return Optional.of(people);
      }
      case PeopleFile.Bad(var errors) -> {
        String first = errors.getFirst().toString();
        faults.raise(new Fault(FaultCode.EDITION_SOURCE, Kind.PEOPLE.word(), first, clock.wall()));
        return Optional.empty();
      }
    }
  }

  private void publishPeople(PeopleFile people) {
    String body = PeopleText.of(people.people());
    Optional<Edition> newest = reference.newest(Kind.PEOPLE);
    Optional<Instant> from = people.from().map(local -> local.atZone(zone).toInstant());
    boolean known =
        newest.isPresent()
            && newest.get().body().equals(body)
            && from.map(newest.get().from()::equals).orElse(true);
    if (!known) publish(Kind.PEOPLE, from.orElseGet(clock::wall), number -> body);
  }

  /** A password or a lock counts at once, whatever waits for its time. */
  private void publishSignIns() {
    Optional<Edition> people = reference.newest(Kind.PEOPLE);
    if (people.isEmpty()) return;
    Set<String> ids =
        PeopleText.parse(people.get().body()).keySet().stream()
            .map(clerk -> clerk.id())
            .collect(Collectors.toSet());
    String plain = SignIns.plain(accounts.get(), ids);
    boolean known =
        reference
            .newest(Kind.CREDENTIALS)
            .filter(last -> SignIns.open(last, seal).equals(plain))
            .isPresent();
    if (!known)
      publish(Kind.CREDENTIALS, clock.wall(), number -> SignIns.sealed(plain, seal, number));
  }

  private interface Body {
    String of(long number);
  }

  private void publish(Kind kind, Instant from, Body body) {
    long number = reference.newest(kind).map(Edition::number).orElse(0L) + 1;
    Edition edition = Edition.of(kind.word(), number, from, body.of(number));
    if (edition.bytes().length > Edition.BYTES_MAX) {
      String what = "it is larger than " + Edition.BYTES_MAX + " bytes";
      faults.raise(new Fault(FaultCode.EDITION_SOURCE, kind.word(), what, clock.wall()));
      return;
    }
    try {
      reference.take(edition);
      LOG.info("Published edition {} of {}, from {}", number, kind.word(), from);
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      faults.raise(new Fault(FaultCode.EDITION_SOURCE, kind.word(), why, clock.wall()));
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
