package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.wire.Bytes;

/** The appliance and a display with keys made with libmodbus, on one serial line. */
@NullMarked
class ModbusBoxTest {
  private static final int COMPILED_WITHIN_S = 120;
  private static final int CALL = 1;

  @TempDir Path folder = Path.of("");

  @Test
  void aPressCallsOnceAndTheDisplayShowsTheTicketAgainAfterPowerLoss() throws Exception {
    Path port = folder.resolve("box");
    try (var box = Box.plug(compile(), port, 5);
        var hall = HallProcess.open(hallFile(port))) {
      String number = hall.http().take("RS", "a").is(201).number();
      hall.http().take("RS", "b").is(201);
      await("two wait", hall, () -> box.text(0x14).equals("   2"), box);
      box.hand("press " + CALL);
      await("the ticket", hall, () -> box.text(0x10).equals(padded(number)), box);
      await("it blinks", hall, () -> box.value(0x16) == 1, box);
      await("one waits", hall, () -> box.text(0x14).equals("   1"), box);
      box.hand("dark");
      await("written again", hall, () -> box.text(0x10).equals(padded(number)), box);
      box.hand("off");
      var silent = List.of("DEVICE-SILENT device box/5");
      await("silent", hall, () -> hall.http().faults().equals(silent), box);
      box.hand("dark");
      box.hand("on");
      await("well", hall, () -> hall.http().faults().isEmpty(), box);
      await("there again", hall, () -> box.text(0x10).equals(padded(number)), box);
      assertEquals("   1", box.text(0x14), "nobody else was called");
    }
  }

  private static String padded(String number) {
    return " ".repeat(4 - number.length()) + number;
  }

  private static void await(String what, HallProcess hall, Await.Condition condition, Box box)
      throws Exception {
    Await.until(what, condition, () -> box.registers + "\n" + hall.said());
  }

  private Path hallFile(Path port) throws IOException {
    return HallFile.write(
        folder,
        3,
        """
        lines:
          box: {uri: "serial:%s?baud=9600"}
        devices:
          - type: modbus-rtu
            line: box
            address: 5
            window: 3
            registers: {ticket: 0x10, waiting: 0x14, blink: 0x16, events: 0, key: 1}
            format: ascii
            keys: {1: call, 2: start-end}
        """
            .formatted(port));
  }

  private Path compile() throws Exception {
    Path program = folder.resolve("modbus_box");
    Process gcc =
        new ProcessBuilder(
                "gcc",
                "-std=c11",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-o",
                program.toString(),
                "src/test/c/modbus_box.c",
                "-lmodbus")
            .redirectErrorStream(true)
            .start();
    String complaints = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!gcc.waitFor(COMPILED_WITHIN_S, TimeUnit.SECONDS) || gcc.exitValue() != 0)
      throw new AssertionError("gcc: " + complaints);
    return program;
  }

  /** The program on one end of a pair of pseudo-terminals. */
  private record Box(Process cable, Process program, Map<Integer, Integer> registers)
      implements AutoCloseable {

    static Box plug(Path compiled, Path port, int unit) throws Exception {
      Path other = port.resolveSibling(port.getFileName() + ".device");
      Process cable =
          new ProcessBuilder("socat", "PTY,raw,echo=0,link=" + port, "PTY,raw,echo=0,link=" + other)
              .inheritIO()
              .start();
      Await.until(
          "a pair of ports",
          () -> Files.exists(port) && Files.exists(other, LinkOption.NOFOLLOW_LINKS),
          () -> "none");
      Process program =
          new ProcessBuilder(compiled.toString(), other.toString(), Integer.toString(unit))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var box = new Box(cable, program, new ConcurrentHashMap<>());
      Thread.ofPlatform()
          .name("box")
          .daemon()
          .start(() -> program.inputReader(StandardCharsets.US_ASCII).lines().forEach(box::heard));
      return box;
    }

    private void heard(String line) {
      int space = line.indexOf(' ');
      registers.put(
          Integer.parseInt(line.substring(0, space)),
          Integer.parseInt(line.substring(space + 1), 16));
    }

    int value(int register) {
      return registers.getOrDefault(register, 0);
    }

    /** The letters of two registers. */
    String text(int first) {
      int high = value(first);
      int low = value(first + 1);
      Bytes letters = Bytes.of(high >> 8, high, low >> 8, low);
      return new String(letters.toArray(), StandardCharsets.US_ASCII);
    }

    void hand(String what) throws IOException {
      OutputStream in = program.getOutputStream();
      in.write((what + "\n").getBytes(StandardCharsets.US_ASCII));
      in.flush();
    }

    @Override
    public void close() {
      program.destroyForcibly().onExit().join();
      cable.destroyForcibly().onExit().join();
    }
  }
}
