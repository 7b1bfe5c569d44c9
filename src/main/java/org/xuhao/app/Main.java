package org.xuhao.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.ConfigError;
import org.xuhao.app.settings.Reading;
import org.xuhao.app.settings.Settings;
import org.xuhao.fault.FaultCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line: {@code run} and the other verbs. */
@Command(
    name = "xuhao",
    description = {"Runs the queue of a government service hall. 政务大厅排队叫号。", ""},
    footer = {
      "",
      "Without a verb it runs the hall: xuhao --config hall.yaml",
      "Exit codes: 0 done, 1 crash, 2 wrong command line, 3 wrong hall.yaml,",
      "            4 refused by port, folder or disk, 5 damage found."
    },
    versionProvider = Main.Release.class,
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Main implements Callable<Integer> {
  private final Appliance appliance;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final RunOptions options = new RunOptions();

  Main(Appliance appliance) {
    this.appliance = appliance;
  }

  /** Starts the appliance, or does what the verb says. */
  public static void main(String[] arguments) {
    var out =
        new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    var err =
        new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    // A command line that will run a hall is read beside the making of what every hall needs.
    Appliance appliance = runs(arguments) ? new Wiring(new Ahead()) : new Wiring();
    System.exit(execute(appliance, out, err, arguments));
  }

  private static boolean runs(String... arguments) {
    if (arguments.length == 0) return true;
    String first = arguments[0];
    return first.equals("run") || (first.startsWith("--") && !first.equals("--help"));
  }

  /** The exit code of one command line. */
  static int execute(Appliance appliance, PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Main(appliance))
        .setOut(out)
        .setErr(err)
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  @Override
  public Integer call() {
    return run(options);
  }

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Run the hall; the same as no verb. 运行")
  int run(@Mixin RunOptions given) {
    var wrong = given.wrong();
    if (wrong.isPresent()) {
      err().println(wrong.get());
      return Exit.USAGE;
    }
    return given
        .config()
        .map(file ->
            withSettings(
                file, settings -> appliance.run(given.start(Optional.of(settings)), out())))
        .orElseGet(() -> appliance.run(given.start(Optional.empty()), out()));
  }

  @Command(name = "train", hidden = true, description = "Load what a hall needs, for bin/build.")
  int train() {
    return appliance.train(out());
  }

  @Command(
      name = "check-config",
      mixinStandardHelpOptions = true,
      description = "Say what is wrong with a hall's file. 检查配置文件")
  int checkConfig(@Parameters(paramLabel = "<hall.yaml>") Path file) {
    return withSettings(
        file,
        settings -> {
          var plan = settings.plan();
          out()
              .printf(
                  "%s: good. %d services, %d windows, %d lines, %d devices. 配置正确。%n",
                  file,
                  plan.services().size(),
                  plan.windows().size(),
                  settings.lines().size(),
                  settings.devices().size());
          return Exit.DONE;
        });
  }

  @Command(
      name = "faults",
      mixinStandardHelpOptions = true,
      description = "Print the fault book: every code, what happened, what to do. 故障手册")
  int faults() {
    for (FaultCode code : FaultCode.values()) {
      out().println(code.code());
      out().println("    " + code.happenedZh() + " " + code.doThisZh());
      out().println("    " + code.happenedEn() + " " + code.doThisEn());
    }
    return Exit.DONE;
  }

  @Command(
      name = "rebuild",
      mixinStandardHelpOptions = true,
      description = "Fold the history tables anew from the journal. 重建报表数据")
  int rebuild(
      @Option(
              names = {"--config", "--data"},
              required = true,
              paramLabel = "<path>",
              description = "The hall's file, or its data folder. 配置文件或数据目录")
          Path where) {
    return withData(where, folder -> appliance.rebuild(folder, out()));
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Check that nobody edited the journal. 校验日志")
  int verify(
      @Option(
              names = {"--config", "--data"},
              required = true,
              paramLabel = "<path>",
              description = "The hall's file, or its data folder. 配置文件或数据目录")
          Path where) {
    return withData(where, folder -> appliance.verify(folder, out()));
  }

  @Command(
      name = "replay",
      mixinStandardHelpOptions = true,
      description = "Tell a day's calls and why, from the journal. 回放一天的叫号")
  int replay(@Mixin ReplayOptions given) {
    Optional<String> wrong = given.wrong();
    if (wrong.isPresent()) {
      err().println(wrong.get());
      return Exit.USAGE;
    }
    if (!given.isFile()) return appliance.replayDay(given.asked(Optional.empty()), out());
    return withSettings(
        given.where(), settings -> appliance.replayDay(given.asked(Optional.of(settings)), out()));
  }

  @Command(
      name = "replay-capture",
      mixinStandardHelpOptions = true,
      description = "Play a capture through its driver and print the answers. 回放抓包")
  int replayCapture(
      @Parameters(paramLabel = "<file.cap>") Path capture,
      @Option(names = "--write", description = "Write the answers to the .chk beside it.")
          boolean write) {
    return appliance.replay(capture, write, out());
  }

  private int withData(Path where, Function<Path, Integer> then) {
    return isFile(where)
        ? withSettings(where, settings -> then.apply(settings.data()))
        : then.apply(where);
  }

  /** A hall's file, not its data folder. */
  static boolean isFile(Path where) {
    return where.toString().endsWith(".yaml") || where.toString().endsWith(".yml");
  }

  private int withSettings(Path file, Function<Settings, Integer> then) {
    return switch (Reading.of(file)) {
      case Reading.Good(var settings) -> then.apply(settings);
      case Reading.Bad(var errors) -> {
        for (ConfigError error : errors) err().println(error);
        err()
            .printf(
                "%d to mend; see docs/configuration.md. 共 %d 处错误。%n", errors.size(), errors.size());
        yield Exit.CONFIG;
      }
    };
  }

  private PrintWriter out() {
    return line().getOut();
  }

  private PrintWriter err() {
    return line().getErr();
  }

  private CommandLine line() {
    if (spec == null) throw new IllegalStateException("picocli gave no spec");
    return spec.commandLine();
  }

  /** The release as the jar says it. */
  static final class Release implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"xuhao " + text()};
    }

    static String text() {
      @Nullable String version = Main.class.getPackage().getImplementationVersion();
      return version == null ? "unpackaged" : version;
    }
  }
}
