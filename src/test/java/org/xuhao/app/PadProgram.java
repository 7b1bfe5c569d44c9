package org.xuhao.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/** The pad side in portable C, compiled by gcc, on one end of a pair of pseudo-terminals. */
@NullMarked
final class PadProgram implements AutoCloseable {
  private static final Path SOURCES = Path.of("firmware-protocols/osdp-pad");
  private static final int COMPILED_WITHIN_S = 120;

  private final Process cable;
  private final Process pads;
  private final List<String> said = new CopyOnWriteArrayList<>();

  private PadProgram(Process cable, Process pads) {
    this.cable = cable;
    this.pads = pads;
    Thread.ofPlatform()
        .name("pads")
        .daemon()
        .start(() -> pads.inputReader(StandardCharsets.US_ASCII).lines().forEach(said::add));
  }

  /** Compiles it as strictly as a maker would; {@code more} are further options of gcc. */
  static Path compile(Path folder, String... more) throws Exception {
    Path program = folder.resolve("pad_tty");
    var command = new ArrayList<>(List.of("gcc", "-std=c99", "-Wall", "-Wextra", "-Werror"));
    command.addAll(List.of("-pedantic", "-O1", "-I" + SOURCES, "-o", program.toString()));
    command.addAll(List.of(more));
    command.addAll(List.of("src/test/c/pad_tty.c", SOURCES.resolve("osdp_pad.c").toString()));
    Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
    String complaints = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!gcc.waitFor(COMPILED_WITHIN_S, TimeUnit.SECONDS) || gcc.exitValue() != 0)
      throw new AssertionError("gcc: " + complaints);
    return program;
  }

  /** Plugs pads in behind a port at {@code port}; each is address, jumper and key. */
  static PadProgram plug(Path program, Path port, String... mounted) throws Exception {
    Path other = port.resolveSibling(port.getFileName() + ".pads");
    Process cable =
        new ProcessBuilder("socat", "PTY,raw,echo=0,link=" + port, "PTY,raw,echo=0,link=" + other)
            .inheritIO()
            .start();
    Await.until(
        "a pair of ports",
        () -> Files.exists(port) && Files.exists(other, LinkOption.NOFOLLOW_LINKS),
        () -> "none");
    var command = new ArrayList<>(List.of(program.toString(), other.toString()));
    command.addAll(List.of(mounted));
    Process pads =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new PadProgram(cable, pads);
  }

  /** {@code 5 key A}, {@code 6 rate 4}, {@code 5 off}, {@code 5 on}. */
  void hand(String what) throws IOException {
    OutputStream in = pads.getOutputStream();
    in.write((what + "\n").getBytes(StandardCharsets.US_ASCII));
    in.flush();
  }

  /** All that the pads did, in order. */
  List<String> said() {
    return List.copyOf(said);
  }

  /** The latest of what begins so; empty: nothing does. */
  String latest(String begins) {
    String found = "";
    for (String line : said) if (line.startsWith(begins)) found = line.substring(begins.length());
    return found.strip();
  }

  @Override
  public void close() {
    pads.destroyForcibly().onExit().join();
    cable.destroyForcibly().onExit().join();
  }
}
