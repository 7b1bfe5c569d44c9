package org.xuhao.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Assumptions;

/**
 * A real file system of some KiB, mounted for one test. That needs the rights of root; where they
 * are missing the test is given up and says so.
 */
public final class SmallDisk implements AutoCloseable {
  /** The kernel gives out whole pages. */
  private static final int PAGE_KIB = 4;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts {@code kib} of it at {@code folder}, which is empty. */
  public static SmallDisk mount(Path folder, int kib) throws IOException {
    String said = run("mount", "-t", "tmpfs", "-o", "size=" + kib + "k", "none", "" + folder);
    Assumptions.assumeTrue(said.isEmpty(), "no file system can be mounted here: " + said);
    return new SmallDisk(folder);
  }

  /** What a command says when it fails; empty: it did what it shall. */
  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.onExit().join().exitValue();
    return code == 0 ? "" : code + " " + said.strip();
  }

  /** Fills it with a file until {@code kib} are left; what was so filled goes first. */
  public void leave(int kib) throws IOException {
    clear();
    byte[] page = new byte[PAGE_KIB << 10];
    Path filler = folder.resolve("filler");
    try (var channel =
        FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (folder.toFile().getUsableSpace() > (long) kib << 10)
        channel.write(ByteBuffer.wrap(page));
    }
  }

  /** Takes the filling away. */
  public void clear() throws IOException {
    Files.deleteIfExists(folder.resolve("filler"));
  }

  /** Unmounts it, though somebody may still have a file of it open. */
  @Override
  public void close() throws IOException {
    String said = run("umount", "-l", folder.toString());
    if (!said.isEmpty()) throw new IOException(said);
  }
}
