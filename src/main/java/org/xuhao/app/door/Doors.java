package org.xuhao.app.door;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.keys.AccountFile;
import org.xuhao.app.keys.Damage;
import org.xuhao.app.settings.Settings;
import org.xuhao.fault.OpenFaults;
import org.xuhao.loop.HallClock;
import org.xuhao.web.account.AccountStore;
import org.xuhao.web.account.Door;
import org.xuhao.web.account.Entrance;
import org.xuhao.web.account.Networks;
import org.xuhao.web.account.Passwords;

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
      Settings.Http http,
      boolean demo,
      HallClock clock,
      OpenFaults faults,
      Door.Figures figures)
      throws IOException {
    var damage = new Damage(faults, clock::wall, "accounts");
    AccountStore store =
        demo ? new DemoAccounts(clock.wall()) : new AccountFile(data.resolve("keys"), damage);
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
        new Networks(http.dispensers()),
        new Networks(http.watchers()),
        demo ? DemoAccounts.shown() : java.util.List.of());
  }
}
