package org.xuhao.soak.district;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.xuhao.app.HallProcess;

/**
 * Four halls and their server as processes, each in a network namespace of its own, on lines that
 * are cut and slow, with machines that die, lose their disks and have wrong clocks. In the end all
 * of them must agree, with everything that anybody was told.
 */
public final class DistrictSoak {
  private static final List<String> HALLS = List.of("licang", "licun", "shiyuan", "cangkou");

  private DistrictSoak() {}

  /**
   * {@code --district MINUTES [--seed S] [--cut MINUTES] [--old FOLDER] [--troubles server]}: in
   * the story one hall is cut off for so long; with an earlier build of ours in FOLDER the last
   * hall runs that one; the troubles may be the server's alone. Ends with the violations; none is
   * 0.
   */
  public static void main(String[] args) throws Exception {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var options = new TreeMap<String, String>();
    for (int i = 0; i + 1 < args.length; i += 2) options.put(args[i], args[i + 1]);
    if (!HallMachine.hasClocks()) out.println("No faketime here: clocks stay right.");
    List<String> violations =
        run(
            minutes(options.getOrDefault("--district", "3")),
            minutes(options.getOrDefault("--cut", "0")),
            Long.parseLong(options.getOrDefault("--seed", "1")),
            Optional.ofNullable(options.get("--old")).map(Path::of),
            Troubles.Pace.valueOf(
                options.getOrDefault("--troubles", "all").toUpperCase(Locale.ROOT)),
            out);
    violations.forEach(out::println);
    out.println(violations.size() + " violations");
    System.exit(violations.isEmpty() ? 0 : 1);
  }

  private static Duration minutes(String told) {
    return Duration.ofSeconds(Math.round(60 * Double.parseDouble(told)));
  }

  private static List<String> run(
      Duration length,
      Duration cut,
      long seed,
      Optional<Path> old,
      Troubles.Pace pace,
      PrintStream out)
      throws Exception {
    HallProcess.build();
    Path folder = Files.createTempDirectory("xuhao-district");
    Files.writeString(folder.resolve("key"), "0123456789abcdef".repeat(4));
    var halls = new ArrayList<HallMachine>();
    var nats = new NatsMachine(Files.createDirectories(folder.resolve("nats")));
    try (nats) {
      nats.start();
      for (String name : HALLS) {
        boolean last = name.equals(HALLS.getLast());
        Path build = last ? old.orElse(Path.of("")) : Path.of("");
        halls.add(new HallMachine(name, halls.size() + 1, folder, build, seed));
      }
      for (HallMachine hall : halls) hall.start(0);
      var ledger = new DistrictLedger();
      var visits = new Visits(halls, ledger, seed);
      var troubles = new Troubles(halls, nats, ledger, pace, seed, out);
      visits.story(cut);
      long until = System.nanoTime() + length.toNanos();
      while (System.nanoTime() < until) {
        troubles.turn();
        visits.turn();
      }
      troubles.end();
      var verdict = new Verdict(halls, nats, ledger);
      List<String> violations = verdict.violations();
      out.println(ledger + ", " + troubles);
      if (!violations.isEmpty()) out.println("Everything lies in " + folder);
      return violations;
    } finally {
      for (HallMachine hall : halls) hall.close();
    }
  }

  /** Figures by name, for the last line. */
  static String told(Map<String, Integer> counts) {
    var parts = new ArrayList<String>();
    counts.forEach((what, count) -> parts.add(count + " " + what));
    return String.join(", ", parts);
  }
}
