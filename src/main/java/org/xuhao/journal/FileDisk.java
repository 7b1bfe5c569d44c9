package org.xuhao.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder of the real disk. */
public final class FileDisk implements Disk {
  private final Path folder;

  /** Creates {@code folder} and the ones above it where they are missing. */
  public FileDisk(Path folder) throws IOException {
    this.folder = folder;
    if (Files.isDirectory(folder)) return;
    Files.createDirectories(folder);
    Path above = folder.toAbsolutePath().getParent();
    if (above != null) force(above);
  }

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::getFileName).map(Path::toString).toList();
    }
  }

  @Override
  public File open(String name) throws IOException {
    return open(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public File create(String name) throws IOException {
    return open(
        name,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private File open(String name, OpenOption... options) throws IOException {
    return new ChannelFile(FileChannel.open(folder.resolve(name), options));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.delete(folder.resolve(name));
  }

  @Override
  public void forceFolder() throws IOException {
    force(folder);
  }

  /** A folder opened for reading can be forced on Linux; elsewhere this throws. */
  private static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The lock goes with the process, however it ends; the file that stays behind locks nothing. */
  @Override
  public Closeable lock(String name) throws IOException, JournalInUse {
    Path path = folder.resolve(name);
    var channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      FileLock lock = channel.tryLock();
      locked = lock != null;
      if (!locked) throw new JournalInUse(path.toString(), Files.readString(path).strip());
      byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid), 0);
      return channel;
    } catch (OverlappingFileLockException e) {
      throw new JournalInUse(path.toString(), Files.readString(path).strip());
    } finally {
      if (!locked) channel.close();
    }
  }

  private record ChannelFile(FileChannel channel) implements File {
    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
      return channel.read(into, at);
    }

    @Override
    public void write(ByteBuffer from, long at) throws IOException {
      long to = at;
      while (from.hasRemaining()) to += channel.write(from, to);
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
