package org.xuhao.app;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.Settings;
import org.xuhao.hall.TicketNumber;
import picocli.CommandLine.Option;

/** The options of {@code replay}. */
final class ReplayOptions {

  @Option(
      names = {"--config", "--data"},
      required = true,
      paramLabel = "<path>",
      description = "The hall's file, or its data folder. 配置文件或数据目录")
  private Path where = Path.of("");

  @Option(
      names = "--day",
      required = true,
      paramLabel = "<yyyy-mm-dd>",
      description = "The business day. 日期")
  private LocalDate day = LocalDate.EPOCH;

  @Option(
      names = "--why",
      split = ",",
      paramLabel = "<ticket>",
      description = "Two tickets, B012,A044: why the one was called before the other. 两个票号")
  private @Nullable List<String> why;

  Path where() {
    return where;
  }

  boolean isFile() {
    return Main.isFile(where);
  }

  /** What is wrong with the options and what to write. */
  Optional<String> wrong() {
    if (why == null) return Optional.empty();
    List<TicketNumber> tickets = tickets();
    if (why.size() == 2 && tickets.size() == 2 && new HashSet<>(tickets).size() == 2)
      return Optional.empty();
    return Optional.of("--why is " + String.join(",", why) + ": write two tickets, as B012,A044");
  }

  /** Without settings times are told in this machine's zone. */
  DayReplay.Asked asked(Optional<Settings> settings) {
    return new DayReplay.Asked(
        settings.map(Settings::data).orElse(where),
        day,
        settings.map(there -> there.plan().zone()).orElseGet(ZoneId::systemDefault),
        tickets());
  }

  private List<TicketNumber> tickets() {
    if (why == null) return List.of();
    return why.stream().map(TicketNumber::parse).flatMap(Optional::stream).toList();
  }
}
