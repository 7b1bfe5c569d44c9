package org.xuhao.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.district.Joined;
import org.xuhao.app.settings.Reading;
import org.xuhao.app.settings.Settings;
import org.xuhao.app.verb.Exit;
import org.xuhao.driver.DeviceType;
import org.xuhao.driver.Drivers;
import org.xuhao.driver.ReplayCapture;

/** What the verbs of the command line do. */
final class Wiring implements Appliance {

  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  private final Supplier<Ahead> begun;

  Wiring() {
    begun = Ahead::new;
  }

  /** For a hall that is going to run: {@code ahead} is under way. */
  Wiring(Ahead ahead) {
    begun = () -> ahead;
  }

  /** Where the simulated hall keeps its data unless told otherwise. */
  private static final Path DEMO_DATA = Path.of("data");

  @Override
  public int run(Start start, PrintWriter out) {
    Running running;
    try {
      running = open(start, out);
    } catch (NotStarted e) {
      out.println("xuhao: not started. 未能启动。");
      out.println("  " + e.getMessage());
      out.flush();
      return Exit.REFUSED;
    }
    var stop = new Thread(running::stop, "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      running.awaitClosed();
    } catch (InterruptedException e) {
      running.stop();
    }
    return Exit.DONE;
  }

  private Running open(Start start, PrintWriter out) throws NotStarted {
    LOG.info("Starting release {} on Java {}", Release.text(), Runtime.version().feature());
    Ahead ahead = begun.get();
    try {
      Path demo = start.data().orElse(DEMO_DATA);
      boolean own = start.settings().isPresent();
      Settings settings = own ? start.settings().get() : demoSettings(start.demo(), demo);
      Path data = start.data().orElse(own ? settings.data() : demo);
      return new Running(ahead, start, settings, data.toAbsolutePath().normalize(), out);
    } catch (NotStarted e) {
      ahead.vertx().close();
      throw e;
    }
  }

  /**
   * The packaged hall, written into its data folder so that a person can read and change a copy.
   */
  private static Settings demoSettings(String name, Path data) throws NotStarted {
    Path file = data.resolve("demo-" + name + ".yaml");
    Waiting.file(() -> {
      Files.createDirectories(data);
      try (InputStream packaged = Wiring.class.getResourceAsStream("/demo/" + name + ".yaml")) {
        if (packaged == null) throw new IOException("this build carries no demo hall");
        return Files.copy(packaged, file, StandardCopyOption.REPLACE_EXISTING);
      }
    });
    return switch (Reading.of(file)) {
      case Reading.Good(var settings) -> settings;
      case Reading.Bad(var errors) ->
          throw new NotStarted("the demo hall is wrong: " + errors.getFirst(), null);
    };
  }

  @Override
  public int rebuild(Path data, PrintWriter out) {
    return Upkeep.rebuild(data, out);
  }

  @Override
  public int rebuildDistrict(Path data, Optional<String> server, PrintWriter out) {
    return Upkeep.rebuildDistrict(data.resolve(Joined.TABLES), server, out);
  }

  @Override
  public int verify(Path data, Optional<Path> key, PrintWriter out) {
    return Proof.tell(data, key, out);
  }

  @Override
  public int backup(Path data, Path to, PrintWriter out) {
    return Backup.tell(data, to, out);
  }

  @Override
  public int restore(Path from, Path data, PrintWriter out) {
    return Restore.tell(from, data, out);
  }

  @Override
  public int replayDay(DayReplay.Asked asked, PrintWriter out) {
    return DayReplay.tell(asked, out);
  }

  @Override
  public int replay(Path capture, boolean write, PrintWriter out) {
    try {
      List<String> lines = Files.readAllLines(capture, StandardCharsets.UTF_8);
      Optional<DeviceType> type = typeOf(capture, lines);
      if (type.isEmpty()) {
        out.println(
            capture
                + ": which device type is this? Write '# type' and one of "
                + Drivers.names()
                + " as its first line. 请在首行写明设备类型。");
        return Exit.USAGE;
      }
      List<String> answers = ReplayCapture.answers(type.get(), lines);
      answers.forEach(out::println);
      if (write) Files.write(beside(capture), answers, StandardCharsets.UTF_8);
      return Exit.DONE;
    } catch (IOException | IllegalArgumentException e) {
      out.println(capture + " cannot be played: " + e.getMessage());
      return Exit.REFUSED;
    }
  }

  /** As its head says, or the folder of the protocol it lies in. */
  private static Optional<DeviceType> typeOf(Path capture, List<String> lines) {
    for (String line : lines)
      if (line.startsWith("# type ")) return Drivers.type(line.substring(7).strip());
    for (Path part : capture.toAbsolutePath()) {
      Optional<DeviceType> type = Drivers.type(part.toString());
      if (type.isPresent()) return type;
    }
    return Optional.empty();
  }

  private static Path beside(Path capture) {
    return Path.of(capture.toString().replaceFirst("\\.cap$", "") + ".chk");
  }

  @Override
  public int train(PrintWriter out) {
    try {
      Path folder = Files.createTempDirectory("xuhao-train");
      var start =
          new Start(
              Optional.empty(),
              Start.DEMO,
              OptionalInt.of(0),
              Optional.of(folder),
              TRAINING_SPEED,
              1,
              false);
      Running running = open(start, out);
      Training.useOnce(running.port());
      running.stop();
      Training.tellDay(folder);
      Training.remove(folder);
      return Exit.DONE;
    } catch (NotStarted | IOException e) {
      out.println("training: " + e.getMessage());
      return Exit.REFUSED;
    }
  }

  /** Fast enough that visitors and clerks appear within the training's moment. */
  private static final double TRAINING_SPEED = 60;
}
