package org.xuhao.app;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.xuhao.app.settings.Settings;
import org.xuhao.board.Statement;
import org.xuhao.board.Trial;
import org.xuhao.driver.DeviceType.Trait;
import org.xuhao.web.DeviceHooks;

/** What an installer has the devices on the lines do. From any thread. */
final class Installing implements DeviceHooks {
  private final Settings settings;
  private final List<DeviceLine> lines;
  private final HallTime time;
  private final AtomicInteger trials = new AtomicInteger();

  Installing(Settings settings, List<DeviceLine> lines, HallTime time) {
    this.settings = settings;
    this.lines = lines;
    this.time = time;
  }

  @Override
  public boolean tryOut(String device) {
    Optional<Settings.DeviceSettings> declared =
        settings.devices().stream().filter(known -> known.name().equals(device)).findFirst();
    if (declared.isEmpty()) return false;
    List<Statement> trial =
        declared.get().type().has(Trait.PRINTS)
            ? List.of(printed())
            : Trial.of(declared.get().config().window());
    return lines.stream().anyMatch(line -> line.tryOut(device, trial));
  }

  private Statement printed() {
    return Trial.print(
        settings.hall().name(), trials.getAndIncrement(), time.wall(), settings.hall().timeZone());
  }

  @Override
  public Future<Renumbered> renumber(String device, int from) {
    for (DeviceLine line : lines)
      if (line.devices().stream().anyMatch(known -> known.name().equals(device)))
        return line.renumber(device, from);
    return Future.succeededFuture(Renumbered.NO_SUCH_PAD);
  }

  @Override
  public boolean giveKey(String device) {
    return lines.stream().anyMatch(line -> line.admit(device));
  }
}
