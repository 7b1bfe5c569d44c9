package org.xuhao.app.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A key in a small file of its own, drawn at the first start and read at every other. */
public final class SecretFile {

  /** 256 bits, the block of the keyed hash it is used with. */
  private static final int KEY_BYTES = 32;

  /** What a key's name ends with once it is to be destroyed; nobody reads it any more. */
  private static final String GONE = ".gone";

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private SecretFile() {}

  /**
   * The key in {@code file}; a missing one is drawn and written whole: temporary file, force,
   * rename, force the folder.
   *
   * @throws IOException when it can be neither read nor written, or is no key
   */
  public static byte[] key(Path file) throws IOException {
    if (Files.exists(file)) {
      byte[] key = Files.readAllBytes(file);
      if (key.length == KEY_BYTES) return key;
      throw new IOException(
          "%s holds %d bytes, not a key of %d; move it away and start again"
              .formatted(file, key.length, KEY_BYTES));
    }
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    write(file, key);
    return key;
  }

  /** Writes a file that only its owner may read, whole or not at all. */
  public static void write(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) Files.createDirectories(folder);
    write(file, content, OWNER);
  }

  /**
   * Writes a file whole or not at all: temporary file, force, rename, force the folder.
   *
   * @param may who may do what with it
   */
  public static void write(Path file, byte[] content, Set<PosixFilePermission> may)
      throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) throw new IOException(file + " has no folder");
    Path part = folder.resolve(file.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      Files.createFile(part, PosixFilePermissions.asFileAttribute(OWNER));
      Files.setPosixFilePermissions(part, may);
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) channel.write(bytes);
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    force(folder);
  }

  /**
   * Takes a key its name, overwrites and deletes it. Killed on the way, it is no key any more, and
   * {@link #finishDestroying} goes on. A disk that writes elsewhere what is overwritten (flash, a
   * file system with copies) may keep the old bytes until it needs their place.
   */
  public static void destroy(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) throw new IOException(file + " has no folder");
    Path gone = folder.resolve(file.getFileName() + GONE);
    Files.move(file, gone, StandardCopyOption.ATOMIC_MOVE);
    force(folder);
    erase(gone);
    force(folder);
  }

  /** Goes on where {@link #destroy} was interrupted. */
  public static void finishDestroying(Path folder) throws IOException {
    List<Path> gone;
    try (Stream<Path> all = Files.list(folder)) {
      gone = all.filter(file -> file.getFileName().toString().endsWith(GONE)).toList();
    }
    for (Path file : gone) erase(file);
    force(folder);
  }

  private static void erase(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate((int) channel.size());
      while (zeros.hasRemaining()) channel.write(zeros);
      channel.force(true);
    }
    Files.delete(file);
  }

  /** Makes the names in a folder last. */
  public static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
