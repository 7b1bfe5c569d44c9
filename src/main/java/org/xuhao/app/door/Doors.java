package org.xuhao.app.door;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.keys.AccountFile;
import org.xuhao.app.keys.Damage;
import org.xuhao.app.keys.PairedFile;
import org.xuhao.app.openid.NimbusProvider;
import org.xuhao.app.settings.Checked;
import org.xuhao.app.settings.PeopleFile;
import org.xuhao.app.settings.Settings;
import org.xuhao.fault.OpenFaults;
import org.xuhao.loop.HallClock;
import org.xuhao.web.account.AccountStore;
import org.xuhao.web.account.Door;
import org.xuhao.web.account.Entrance;
import org.xuhao.web.account.Networks;
import org.xuhao.web.account.Passwords;
import org.xuhao.web.paired.PairedDevices;

/** Opens the door of a hall. Nothing slow: no password is hashed at a start. */
public final class Doors {
  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

  private Doors() {}

  /**
   * The entrance of the hall whose data lie in {@code data}; {@code demo}: of the demonstration.
   *
   * @throws IOException when its accounts cannot be read
   */
  public static Entrance open(
      Path data,
      Settings settings,
      boolean demo,
      HallClock clock,
      OpenFaults faults,
      Door.Figures figures)
      throws IOException {
    var damage = new Damage(faults, clock::wall, "accounts");
    AccountStore store =
        demo
            ? new DemoAccounts(clock.wall(), clerks(settings))
            : new AccountFile(data.resolve("keys"), damage);
    var chance = new SecureRandom();
    var door =
        new Door(
            new Door.Surroundings(
                store,
                new TrailFolder(data, clock::wall),
                new Passwords(Passwords.ROUNDS, chance),
                chance,
                clock::wall,
                clock::elapsedNanos,
                figures));
    door.firstCode()
        .ifPresent(code ->
            LOG.warn("There is no administrator yet; make one at /sign-in with the code {}", code));
    return new Entrance(
        door,
        new Networks(settings.http().dispensers()),
        new Networks(settings.http().watchers()),
        demo ? DemoAccounts.shown() : List.of(),
        settings.http().openId().map(NimbusProvider::new));
  }

  /** The district's clerks, where the demonstration is its office. */
  private static List<String> clerks(Settings settings) {
    Optional<Path> file = settings.district().flatMap(Settings.District::people);
    return file.map(PeopleFile::of).orElse(null) instanceof Checked.Good<PeopleFile>(var people)
        ? people.people().stream().map(PeopleFile.Person::id).toList()
        : List.of();
  }

  /**
   * The browsers that were paired with the hall in {@code data}.
   *
   * @throws IOException when their list cannot be read
   */
  public static PairedDevices paired(
      Path data, HallClock clock, OpenFaults faults, PairedDevices.Figures figures)
      throws IOException {
    var damage = new Damage(faults, clock::wall, "paired");
    return new PairedDevices(
        new PairedFile(data.resolve("keys"), damage),
        faults,
        clock::wall,
        clock::elapsedNanos,
        new SecureRandom(),
        figures);
  }
}
