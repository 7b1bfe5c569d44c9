package org.xuhao.app;

import static org.xuhao.app.verb.Verb.option;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.xuhao.app.door.AccountVerbs;
import org.xuhao.app.mount.DeviceVerbs;
import org.xuhao.app.settings.Checked;
import org.xuhao.app.settings.ConfigError;
import org.xuhao.app.settings.PeopleFile;
import org.xuhao.app.settings.Reading;
import org.xuhao.app.settings.ServicesFile;
import org.xuhao.app.settings.Settings;
import org.xuhao.app.verb.Exit;
import org.xuhao.app.verb.Given;
import org.xuhao.app.verb.Verb;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.value.TicketNumber;

/** What can be said to {@code xuhao}, verb by verb. */
final class Verbs {

  /** A day of nine hours in 32 s: faster than that the simulated lines cannot carry it. */
  private static final double SPEED_MAX = 1_000;

  private static final int PORT_MAX = 65_535;

  private final Appliance appliance;
  private final PrintWriter out;
  private final PrintWriter err;

  Verbs(Appliance appliance, PrintWriter out, PrintWriter err) {
    this.appliance = appliance;
    this.out = out;
    this.err = err;
  }

  /** In the order of the help; the hidden ones are for {@code bin/build}. */
  List<Verb> shown() {
    return List.of(
        run(),
        checkConfig(),
        faults(),
        replay(),
        rebuild(),
        verify(),
        backup(),
        restore(),
        accounts(),
        new DeviceVerbs(out).devices(),
        replayCapture());
  }

  Optional<Verb> named(String name) {
    if (name.equals("run")) return Optional.of(run());
    if (name.equals("train")) return Optional.of(train());
    return shown().stream().filter(verb -> verb.name().equals(name)).findFirst();
  }

  /** The simulated halls: one alone, and the four of the district. */
  private static final List<String> DEMOS =
      List.of(Appliance.Start.DEMO, "licang", "licun", "shiyuan", "cangkou");

  Verb run() {
    var options =
        new Options()
            .addOption(
                option(
                    "config",
                    "hall.yaml",
                    "The hall's file. Without it: a simulated hall on this machine. 配置文件"))
            .addOption(option("demo", "name", "Simulated hall: which one. 仿真大厅"))
            .addOption(option("port", "n", "Serve the pages on this port. 端口"))
            .addOption(option("data", "folder", "Keep journal and tables here. 数据目录"))
            .addOption(null, "tls", false, "Encrypt the pages though the file does not say so. 加密")
            .addOption(
                option("speed", "times", "Simulated hall: this much faster than the clock. 仿真速度"))
            .addOption(option("seed", "n", "Simulated hall: draws the visitors. 仿真种子"));
    return new Verb("run", "", "Run the hall; the same as no verb. 运行", options, this::run);
  }

  private int run(Given given) throws ParseException {
    var start =
        new Appliance.Start(
            Optional.empty(),
            given.value("demo", String.join(", ", DEMOS), Verbs::demo).orElse(Appliance.Start.DEMO),
            given
                .value("port", "0 to 65535; 0 takes any free one", Verbs::port)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty()),
            given.path("data", "a folder"),
            given.value("speed", "more than 0 and at most 1000", Verbs::speed).orElse(1.0),
            given.value("seed", "a whole number", Long::valueOf).orElse(1L),
            given.has("tls"));
    Optional<Path> config = given.path("config", "the hall's file");
    if (config.isEmpty()) return appliance.run(start, out);
    return withSettings(config.get(), settings -> appliance.run(start.with(settings), out));
  }

  private static String demo(String text) {
    if (!DEMOS.contains(text)) throw new IllegalArgumentException(text);
    return text;
  }

  private static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 0 || port > PORT_MAX) throw new IllegalArgumentException(text);
    return port;
  }

  private static double speed(String text) {
    double speed = Double.parseDouble(text);
    if (!(speed > 0 && speed <= SPEED_MAX)) throw new IllegalArgumentException(text);
    return speed;
  }

  private Verb train() {
    return new Verb(
        "train",
        "",
        "Load what a hall needs, for bin/build.",
        new Options(),
        given -> appliance.train(out));
  }

  private Verb checkConfig() {
    return new Verb(
        "check-config",
        "<hall.yaml>",
        "Say what is wrong with a hall's file. 检查配置文件",
        new Options(),
        given -> {
          Path file = Path.of(given.operand());
          return withSettings(file, settings -> praise(file, settings));
        });
  }

  private int praise(Path file, Settings settings) {
    out.printf(
        "%s: good. %d services, %d windows, %d lines, %d devices. 配置正确。%n",
        file,
        settings.plan().services().size(),
        settings.plan().windows().size(),
        settings.lines().size(),
        settings.devices().size());
    var district = settings.district();
    var errors = new ArrayList<ConfigError>();
    if (district.flatMap(Settings.District::people).map(PeopleFile::of).orElse(null)
        instanceof Checked.Bad<PeopleFile>(var wrong)) errors.addAll(wrong);
    if (district.flatMap(Settings.District::services).map(ServicesFile::of).orElse(null)
        instanceof Checked.Bad<ServicesFile>(var wrong)) errors.addAll(wrong);
    return errors.isEmpty() ? Exit.DONE : toMend(errors);
  }

  private Verb faults() {
    return new Verb(
        "faults",
        "",
        "Print the fault book: every code, what happened, what to do. 故障手册",
        new Options(),
        given -> {
          for (FaultCode code : FaultCode.values()) {
            out.println(code.code());
            out.println("    " + code.happenedZh() + " " + code.doThisZh());
            out.println("    " + code.happenedEn() + " " + code.doThisEn());
          }
          return Exit.DONE;
        });
  }

  private Verb rebuild() {
    return new Verb(
        "rebuild",
        "",
        "Fold the history tables anew from the journal. 重建报表数据",
        new Options()
            .addOptionGroup(Verb.where())
            .addOption(
                Option.builder()
                    .longOpt("district")
                    .desc("The district's instead, at its office, from what came. 区级报表")
                    .get()),
        given ->
            given.has("district")
                ? rebuildDistrict(given.where())
                : withData(given.where(), folder -> appliance.rebuild(folder, out)));
  }

  private int rebuildDistrict(Path where) {
    if (!isFile(where)) return appliance.rebuildDistrict(where, Optional.empty(), out);
    return withSettings(
        where,
        settings -> {
          var server = settings.district().flatMap(Settings.District::store);
          return appliance.rebuildDistrict(settings.data(), server, out);
        });
  }

  private Verb verify() {
    return new Verb(
        "verify",
        "",
        "Check that nobody edited journal and trail: their chains, the seals of days. 校验日志",
        new Options()
            .addOptionGroup(Verb.where())
            .addOption(
                option(
                    "key",
                    "seal.pub",
                    "Believe this public key, copied earlier, not the one on the machine. 公钥")),
        given -> {
          Optional<Path> key = given.path("key", "the file of a public key");
          return withData(given.where(), folder -> appliance.verify(folder, key, out));
        });
  }

  private Verb backup() {
    Option to = option("to", "folder", "Where the backup lies; only what is new is copied. 备份目录");
    to.setRequired(true);
    return new Verb(
        "backup",
        "",
        "Copy journal, seals and keys while the hall runs. 在线备份",
        new Options().addOptionGroup(Verb.where()).addOption(to),
        given -> {
          Path folder = given.path("to", "a folder").orElseThrow();
          return withData(given.where(), data -> appliance.backup(data, folder, out));
        });
  }

  private Verb restore() {
    Option from = option("from", "folder", "A backup. 备份目录");
    Option data = option("data", "folder", "A new data folder; it must be empty. 新数据目录");
    from.setRequired(true);
    data.setRequired(true);
    return new Verb(
        "restore",
        "",
        "Check a backup and make a data folder of it. 从备份恢复",
        new Options().addOption(from).addOption(data),
        given ->
            appliance.restore(
                given.path("from", "a folder").orElseThrow(),
                given.path("data", "a folder").orElseThrow(),
                out));
  }

  private Verb accounts() {
    return new Verb(
        "accounts",
        "<list|code>",
        "List the accounts; make a code for an administrator who forgot. 列出帐号、重置管理员",
        new Options().addOptionGroup(Verb.where()),
        given -> {
          String what = given.operand();
          if (!what.equals("list") && !what.equals("code"))
            throw new ParseException("say list or code, not " + what);
          return withData(given.where(), folder -> AccountVerbs.tell(what, folder, out));
        });
  }

  private Verb replay() {
    Option day = option("day", "yyyy-mm-dd", "The business day. 日期");
    day.setRequired(true);
    var options =
        new Options()
            .addOptionGroup(Verb.where())
            .addOption(day)
            .addOption(
                option(
                    "why",
                    "B012,A044",
                    "Two tickets: why the one was called before the other. 两个票号"));
    return new Verb(
        "replay",
        "",
        "Tell a day's calls and why, from the journal. 回放一天的叫号",
        options,
        this::replay);
  }

  private int replay(Given given) throws ParseException {
    Path where = given.where();
    LocalDate day = given.value("day", "a date, as 2026-11-20", LocalDate::parse).orElseThrow();
    List<TicketNumber> why =
        given.value("why", "two tickets, as B012,A044", Verbs::twoTickets).orElse(List.of());
    // Without the hall's file times are told in this machine's zone.
    if (!isFile(where))
      return appliance.replayDay(new DayReplay.Asked(where, day, ZoneId.systemDefault(), why), out);
    return withSettings(
        where,
        settings ->
            appliance.replayDay(
                new DayReplay.Asked(settings.data(), day, settings.plan().zone(), why), out));
  }

  private static List<TicketNumber> twoTickets(String text) {
    List<TicketNumber> tickets =
        List.of(text.split(",", -1)).stream()
            .map(number -> TicketNumber.parse(number).orElseThrow(IllegalArgumentException::new))
            .toList();
    if (tickets.size() != 2 || tickets.getFirst().equals(tickets.getLast()))
      throw new IllegalArgumentException(text);
    return tickets;
  }

  private Verb replayCapture() {
    var options =
        new Options()
            .addOption(
                Option.builder()
                    .longOpt("write")
                    .desc("Write the answers to the .chk beside it. 写入答案")
                    .get());
    return new Verb(
        "replay-capture",
        "<file.cap>",
        "Play a capture through its driver and print the answers. 回放抓包",
        options,
        given -> appliance.replay(Path.of(given.operand()), given.has("write"), out));
  }

  private int withData(Path where, Function<Path, Integer> then) {
    return isFile(where)
        ? withSettings(where, settings -> then.apply(settings.data()))
        : then.apply(where);
  }

  /** A hall's file, not its data folder. */
  private static boolean isFile(Path where) {
    return where.toString().endsWith(".yaml") || where.toString().endsWith(".yml");
  }

  private int withSettings(Path file, Function<Settings, Integer> then) {
    return switch (Reading.of(file)) {
      case Reading.Good(var settings) -> then.apply(settings);
      case Reading.Bad(var errors) -> toMend(errors);
    };
  }

  private int toMend(List<ConfigError> errors) {
    for (ConfigError error : errors) err.println(error);
    err.printf("%d to mend; see docs/configuration.md. 共 %d 处错误。%n", errors.size(), errors.size());
    return Exit.CONFIG;
  }
}
