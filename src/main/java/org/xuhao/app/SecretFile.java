package org.xuhao.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** A key in a small file of its own, drawn at the first start and read at every other. */
final class SecretFile {

  /** 256 bits, the block of the keyed hash it is used with. */
  private static final int KEY_BYTES = 32;

  private SecretFile() {}

  /**
   * The key in {@code file}; a missing one is drawn and written whole: temporary file, force,
   * rename, force the folder.
   *
   * @throws IOException when it can be neither read nor written, or is no key
   */
  static byte[] key(Path file) throws IOException {
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
  static void write(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) throw new IOException(file + " has no folder");
    Files.createDirectories(folder);
    Path part = folder.resolve(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
