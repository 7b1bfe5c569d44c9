package org.xuhao.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.door.DemoAccounts;
import org.xuhao.app.door.TrailFolder;
import org.xuhao.app.keys.AccountFile;
import org.xuhao.app.keys.DistrictKey;
import org.xuhao.app.reference.Base;
import org.xuhao.app.reference.Reference;
import org.xuhao.app.reference.ReferenceOffice;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.loop.HallClock;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.AccountRole;
import org.xuhao.web.account.Door;
import org.xuhao.web.account.Outcome;
import org.xuhao.web.account.Passwords;
import org.xuhao.web.guide.Guide;

/** A hall in a district that takes editions, with a door of its own. */
final class EditionHall {
  private static final Account ADMINISTRATOR =
      new Account(
          "administrator",
          Set.of(AccountRole.ADMINISTRATOR),
          null,
          false,
          false,
          DemoAccounts.KEPT,
          Instant.EPOCH,
          null);

  private final String name;
  private final Path folder;
  private final Path key;
  private final String server;
  private final OpenFaults faults = new OpenFaults();
  private final AtomicLong later = new AtomicLong();
  private @Nullable Parts parts;
  private @Nullable ReferenceOffice office;

  private record Parts(LinkedHall hall, Reference reference, Editions editions, Door door) {}

  EditionHall(String name, Path district, String server) throws Exception {
    this.name = name;
    this.server = server;
    folder = LinkedHall.under(district, name);
    key = district.resolve("visitor.key");
    open();
  }

  void open() throws Exception {
    Reference reference =
        Reference.open(
            new Base(LinkedHall.plan(name), Guide.NONE),
            folder.resolve("editions"),
            Optional.of(DistrictKey.read(key).seal()),
            faults,
            clock());
    var hall = new LinkedHall(name, folder, "test", server, reference::plan);
    var door = newDoor();
    door.alsoLetIn(reference::account);
    reference.follow(
        hall::send,
        Long.toHexString(System.nanoTime()),
        changed -> {
          try {
            door.changedElsewhere(changed);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    parts = new Parts(hall, reference, hall.link().editions(reference), door);
  }

  private Door newDoor() throws IOException {
    var chance = new SecureRandom();
    return new Door(
        new Door.Surroundings(
            new AccountFile(folder.resolve("keys")),
            new TrailFolder(folder, InstantSource.system()),
            new Passwords(Passwords.ROUNDS, chance),
            chance,
            InstantSource.system(),
            System::nanoTime,
            result -> {}));
  }

  /**
   * Becomes the district's office, which keeps the files of {@code kinds}.
   *
   * @param accounts beside an administrator's
   */
  void publish(Path district, Supplier<List<Account>> accounts, String... kinds)
      throws IOException {
    var kept =
        new ReferenceOffice.Kept() {
          @Override
          public List<Account> accounts() {
            return Stream.concat(Stream.of(ADMINISTRATOR), accounts.get().stream()).toList();
          }

          @Override
          public void takeBack(List<Account> lost) {
            throw new AssertionError("nothing was lost");
          }
        };
    publish(district, kept, kinds);
  }

  /** Becomes the office with the accounts of its own door. */
  void publishOwn(Path district, String... kinds) throws IOException {
    Door door = door();
    var kept =
        new ReferenceOffice.Kept() {
          @Override
          public List<Account> accounts() {
            return door.accounts();
          }

          @Override
          public void takeBack(List<Account> lost) throws IOException {
            door.takeBack(lost);
          }
        };
    publish(district, kept, kinds);
  }

  private void publish(Path district, ReferenceOffice.Kept accounts, String... kinds)
      throws IOException {
    Parts now = parts();
    var files = List.of(kinds);
    var sources =
        new ReferenceOffice.Sources(
            Optional.of(district.resolve("people.yaml")).filter(p -> files.contains("people")),
            Optional.of(district.resolve("services.yaml")).filter(p -> files.contains("services")),
            Optional.of(DistrictKey.read(key).seal()),
            accounts,
            ZoneOffset.UTC);
    office = new ReferenceOffice(sources, now.reference(), now.editions(), faults, clock());
  }

  Guide guide() {
    return parts().reference().guide();
  }

  private HallClock clock() {
    return new HallClock() {
      @Override
      public long elapsedNanos() {
        return System.nanoTime();
      }

      @Override
      public Instant wall() {
        return Instant.now().plusSeconds(later.get());
      }
    };
  }

  private Parts parts() {
    return Objects.requireNonNull(parts);
  }

  /** So many seconds go by on its wall. */
  void later(long seconds) {
    later.addAndGet(seconds);
  }

  String name() {
    return name;
  }

  LinkedHall hall() {
    return parts().hall();
  }

  Door door() {
    return parts().door();
  }

  Outcome comesIn(String account) throws IOException {
    return parts().door().signIn(account, DemoAccounts.PASSWORD, "127.0.0.1", "");
  }

  Map<String, Long> counting() {
    return parts().reference().counting();
  }

  /** The number of the edition of a kind that counts; 0: none. */
  long counts(String kind) {
    return counting().getOrDefault(kind, 0L);
  }

  /** What its pages show of the editions of a kind. */
  List<String> cards(String kind) {
    return parts().reference().cards().stream()
        .filter(card -> card.kind().equals(kind))
        .map(card -> card.number() + " " + card.state())
        .toList();
  }

  boolean holds(String file) {
    return Files.exists(folder.resolve("editions").resolve(file));
  }

  boolean has(FaultCode code) {
    return faults.all().stream().anyMatch(fault -> fault.code() == code);
  }

  String detail(FaultCode code) {
    return faults.all().stream()
        .filter(fault -> fault.code() == code)
        .map(Fault::detail)
        .findFirst()
        .orElse("");
  }

  void close() throws Exception {
    if (office != null) office.close();
    Parts now = parts();
    now.editions().close();
    now.reference().close();
    now.hall().close();
  }
}
