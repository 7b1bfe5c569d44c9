package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xuhao.app.verb.Exit;
import org.xuhao.fault.FaultCode;

/** The command line asks the appliance for the right thing, and says what is wrong. */
@NullMarked
class MainTest {
  private static final String HALL =
      """
      hall: {id: h, name: 厅, tier: STREET, timeZone: Asia/Shanghai}
      services: [{code: A, prefix: A, name: 业务, department: 局}]
      windows: [{number: 1, name: 窗口, services: [A]}]
      data: kept
      """;

  @TempDir Path folder = Path.of("");

  /** Writes down what it is asked. */
  private static final class Asked implements Appliance {
    final List<String> asked = new ArrayList<>();

    private int note(String text) {
      asked.add(text);
      return Exit.DONE;
    }

    @Override
    public int run(Start start, PrintWriter out) {
      return note(
          "run %s %s %s %s %d"
              .formatted(
                  start.settings().map(s -> s.plan().hall()).orElse("simulated"),
                  start.port().isPresent() ? start.port().getAsInt() : "-",
                  start.data().map(Path::toString).orElse("-"),
                  start.speed(),
                  start.seed()));
    }

    @Override
    public int rebuild(Path data, PrintWriter out) {
      return note("rebuild " + data.getFileName());
    }

    @Override
    public int rebuildDistrict(Path data, Optional<String> server, PrintWriter out) {
      return note(
          "rebuild district in " + data.getFileName() + server.map(" at "::concat).orElse(""));
    }

    @Override
    public int verify(Path data, Optional<Path> key, PrintWriter out) {
      return note("verify " + data.getFileName() + key.map(k -> " by " + k).orElse(""));
    }

    @Override
    public int backup(Path data, Path to, PrintWriter out) {
      return note("backup " + data.getFileName() + " to " + to);
    }

    @Override
    public int restore(Path from, Path data, PrintWriter out) {
      return note("restore " + from + " to " + data);
    }

    @Override
    public int replayDay(DayReplay.Asked asked, PrintWriter out) {
      return note("day %s of %s for %s".formatted(asked.day(), asked.data(), asked.why()));
    }

    @Override
    public int replay(Path capture, boolean write, PrintWriter out) {
      return note("replay " + capture + " " + write);
    }

    @Override
    public int train(PrintWriter out) {
      return note("train");
    }
  }

  private record Said(int exit, List<String> asked, String out, String err) {}

  private static Said say(String... arguments) {
    var appliance = new Asked();
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        Main.execute(appliance, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Said(exit, appliance.asked, out.toString(), err.toString());
  }

  @Test
  void runIsWhatItDoesWithoutAVerb() throws IOException {
    String file = Files.writeString(folder.resolve("hall.yaml"), HALL).toString();
    assertEquals(List.of("run simulated - - 1.0 1"), say().asked());
    assertEquals(
        List.of("run simulated 0 d 60.0 7"),
        say("run", "--port", "0", "--data", "d", "--speed", "60", "--seed=7").asked());
    assertEquals(List.of("run h 81 - 1.0 1"), say("--config", file, "--port=81").asked());
    assertEquals(List.of("run h - - 1.0 1"), say("run", "--config", file).asked());
  }

  @Test
  void otherVerbsFindTheDataFolder() throws IOException {
    String file = Files.writeString(folder.resolve("hall.yaml"), HALL).toString();
    assertEquals(List.of("rebuild kept"), say("rebuild", "--config", file).asked());
    assertEquals(
        List.of("rebuild district in d"), say("rebuild", "--district", "--data", "d").asked());
    assertEquals(List.of("verify d"), say("verify", "--data", "d").asked());
    assertEquals(List.of("verify d by k.pub"), say("verify", "--data=d", "--key=k.pub").asked());
    assertEquals(List.of("backup kept to b"), say("backup", "--config", file, "--to=b").asked());
    assertEquals(List.of("restore b to d"), say("restore", "--from=b", "--data=d").asked());
    assertEquals(
        List.of("day 2026-11-20 of d for [B012, A044]"),
        say("replay", "--data=d", "--day=2026-11-20", "--why=B012,A044").asked());
    assertEquals(1, say("replay", "--config", file, "--day", "2026-11-20").asked().size());
    for (String why : List.of("B012", "B012,B012", "B012,x", "A001,A002,A003"))
      assertEquals(
          Exit.USAGE, say("replay", "--data=d", "--day=2026-11-20", "--why=" + why).exit(), why);
    assertEquals(List.of("replay a.cap false"), say("replay-capture", "a.cap").asked());
    assertEquals(List.of("replay a.cap true"), say("replay-capture", "--write", "a.cap").asked());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--speed=0",
        "--speed=NaN",
        "--speed=-1",
        "--speed=2000",
        "--port=65536",
        "--port=-1",
        "--port=x",
        "--what",
        "walk",
        "verify",
        "replay-capture",
        "backup --data=d",
        "restore --from=b",
        "verify --data=d --config=h.yaml",
        "verify --data=d more",
        "run --seed=1 --seed=2",
        "replay --data=d --day=tomorrow"
      })
  void aWrongCommandLineIsRefusedBeforeAnythingStarts(String argument) {
    Said said = say(argument.split(" "));
    assertEquals(Exit.USAGE, said.exit());
    assertEquals(List.of(), said.asked());
    assertTrue(!said.err().isBlank());
  }

  @Test
  void aWrongFileIsSaidLineByLineAndNothingStarts() throws IOException {
    Path file = Files.writeString(folder.resolve("hall.yaml"), HALL.replace("tier", "teir"));
    for (String verb : List.of("run", "rebuild", "verify")) {
      Said said = say(verb, "--config", file.toString());
      assertEquals(Exit.CONFIG, said.exit());
      assertEquals(List.of(), said.asked());
      assertTrue(said.err().contains(file + ":1:24: CONFIG-UNKNOWN-KEY"), said.err());
    }
    assertEquals(Exit.CONFIG, say("check-config", file.toString()).exit());
    Path good = Files.writeString(file, HALL);
    Said said = say("check-config", good.toString());
    assertEquals(Exit.DONE, said.exit());
    assertTrue(said.out().contains("1 services, 1 windows, 0 lines, 0 devices"), said.out());
  }

  @Test
  void theFaultBookHoldsEveryFaultInBothLanguages() {
    String book = say("faults").out();
    for (FaultCode code : FaultCode.values())
      for (String words :
          List.of(
              code.code(), code.happenedZh(), code.doThisZh(), code.happenedEn(), code.doThisEn()))
        assertTrue(book.contains(words), words);
  }

  @Test
  void helpNamesEveryVerbAndExitCode() {
    String help = say("--help").out();
    for (String verb :
        List.of(
            "run",
            "check-config",
            "faults",
            "rebuild",
            "verify",
            "backup",
            "restore",
            "replay-capture")) assertTrue(help.contains("\n  " + verb + " "), verb);
    assertTrue(help.contains("3 wrong hall.yaml"));
    assertEquals("xuhao unpackaged\n", say("--version").out());
    assertTrue(say("run", "--help").out().contains("--speed <times>"));
    Said replay = say("replay", "--help");
    assertEquals(Exit.DONE, replay.exit());
    assertTrue(replay.out().contains("--day <yyyy-mm-dd>"), replay.out());
  }
}
