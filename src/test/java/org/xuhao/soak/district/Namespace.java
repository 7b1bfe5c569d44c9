package org.xuhao.soak.district;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A machine of its own as far as its network goes: a namespace, held by a process that does nothing
 * else, joined to ours by cables that can be pulled. Needs the right to make namespaces.
 */
final class Namespace implements AutoCloseable {
  private static final long COMMAND_S = 10;

  private final Process holder;

  Namespace() throws IOException {
    // It says so when it is inside: a cable put in earlier would end here.
    holder = new ProcessBuilder("unshare", "-n", "sh", "-c", "echo in; exec cat").start();
    byte[] in = holder.getInputStream().readNBytes(3);
    if (in.length < 3) throw new IOException("no namespace: " + error(holder));
    inside("ip", "link", "set", "lo", "up");
  }

  /**
   * Puts in a cable.
   *
   * @param ours name of its end on our side
   * @param address first three numbers of its addresses: we are .1, the other side .2
   */
  void cable(String ours, String address) throws IOException {
    String theirs = ours + "x";
    run("ip", "link", "add", ours, "type", "veth", "peer", "name", theirs);
    run("ip", "link", "set", theirs, "netns", Long.toString(holder.pid()));
    run("ip", "addr", "add", address + ".1/24", "dev", ours);
    run("ip", "link", "set", ours, "up");
    inside("ip", "addr", "add", address + ".2/24", "dev", theirs);
    inside("ip", "link", "set", theirs, "up");
  }

  /** What a command must begin with to run inside. */
  List<String> enter() {
    return List.of("nsenter", "-t", Long.toString(holder.pid()), "-n", "--");
  }

  private void inside(String... command) throws IOException {
    var all = new ArrayList<>(enter());
    all.addAll(List.of(command));
    run(all.toArray(String[]::new));
  }

  /** Pulls the cable that is called {@code ours}, or puts it in again: nobody is told. */
  static void plug(String ours, boolean in) throws IOException {
    run("ip", "link", "set", ours, in ? "up" : "down");
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(COMMAND_S, TimeUnit.SECONDS) || process.exitValue() != 0)
        throw new IOException(String.join(" ", command) + ": " + said.strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String error(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  @Override
  public void close() {
    holder.destroyForcibly();
  }
}
