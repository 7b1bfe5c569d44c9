package org.xuhao.soak.district;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The district's server on a machine of its own. */
final class NatsMachine implements AutoCloseable {
  static final String CABLE = "xhn";
  static final String NETWORK = "10.66.0";
  static final int PORT = 4222;

  private final Path disk;
  private final Namespace machine = new Namespace();
  private @Nullable Process process;

  NatsMachine(Path disk) throws IOException {
    this.disk = disk;
    machine.cable(CABLE, NETWORK);
  }

  void start() throws IOException {
    Path root = Path.of("/usr/sbin/nats-server");
    String program = Files.isExecutable(root) ? root.toString() : "nats-server";
    var command = new ArrayList<>(machine.enter());
    command.addAll(List.of(program, "-a", NETWORK + ".2", "-p", Integer.toString(PORT), "-js"));
    command.addAll(List.of("-sd", disk.toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(disk.resolveSibling("nats.log").toFile()));
    process = builder.start();
  }

  /** Kill -9, and it is gone. */
  void kill() {
    Objects.requireNonNull(process).destroyForcibly().onExit().join();
  }

  /** Everything it had is gone. */
  void loseDisk() throws IOException {
    remove(disk);
  }

  /** All that lies on its disk. */
  List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(disk)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** A folder with everything in it. */
  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = new ArrayList<>(walk.toList());
    }
    for (Path path : all.reversed()) Files.delete(path);
  }

  @Override
  public void close() {
    if (process != null) kill();
    machine.close();
  }
}
