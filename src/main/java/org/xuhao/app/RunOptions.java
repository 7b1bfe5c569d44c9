package org.xuhao.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.Settings;
import picocli.CommandLine.Option;

/** The options of {@code run}. */
final class RunOptions {

  /** A day of nine hours in 32 s: faster than that the simulated lines cannot carry it. */
  static final double SPEED_MAX = 1_000;

  @Option(
      names = "--config",
      paramLabel = "<hall.yaml>",
      description = "The hall's file. Without it: a simulated hall on this machine. 配置文件")
  private @Nullable Path config;

  @Option(names = "--port", paramLabel = "<n>", description = "Serve the pages on this port. 端口")
  private @Nullable Integer port;

  @Option(
      names = "--data",
      paramLabel = "<folder>",
      description = "Keep journal and tables here. 数据目录")
  private @Nullable Path data;

  @Option(
      names = "--speed",
      paramLabel = "<times>",
      defaultValue = "1",
      description = "Simulated hall only: this much faster than the clock. 仿真速度")
  private double speed = 1;

  @Option(
      names = "--seed",
      paramLabel = "<n>",
      defaultValue = "1",
      description = "Simulated hall only: draws the visitors. 仿真种子")
  private long seed = 1;

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  /** What is wrong with the options and what to write. */
  Optional<String> wrong() {
    if (!(speed > 0 && speed <= SPEED_MAX))
      return Optional.of(
          "--speed is %s: write more than 0 and at most %s".formatted(speed, SPEED_MAX));
    if (port != null && (port < 0 || port > 65_535))
      return Optional.of("--port is " + port + ": write 0 to 65535; 0 takes any free one");
    return Optional.empty();
  }

  Appliance.Start start(Optional<Settings> settings) {
    return new Appliance.Start(
        settings,
        port == null ? OptionalInt.empty() : OptionalInt.of(port),
        Optional.ofNullable(data),
        speed,
        seed);
  }
}
