package org.xuhao.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Copies the beginning of a file, forces it, and says what was copied. */
final class Copied {
  private static final int PIECE_BYTES = 256 << 10;

  private Copied() {}

  /**
   * Copies the first {@code bytes} of {@code from}. What {@code to} has already up to {@code kept}
   * is left as it is, if {@code before} is its SHA-256 in {@code from} too.
   *
   * @param before of the first {@code kept} bytes; not looked at where that is 0
   * @return the SHA-256 of the whole copy
   * @throws BackupDamaged when the first {@code kept} bytes are others now
   */
  static String copy(Path from, Path to, long bytes, long kept, String before)
      throws IOException, BackupDamaged {
    MessageDigest sha = Manifest.digest();
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
      for (long at = 0; at < bytes; ) {
        if (at == kept && kept > 0) compare(sha, before, from);
        // A piece ends where what is there already ends, so that its SHA-256 can be compared.
        long stop = at < kept ? kept : bytes;
        piece.clear().limit((int) Math.min(piece.capacity(), stop - at));
        if (in.read(piece, at) < 0) throw new IOException(from + " became shorter");
        piece.flip();
        sha.update(piece.duplicate());
        for (long here = at; at >= kept && piece.hasRemaining(); ) here += out.write(piece, here);
        at += piece.limit();
      }
      if (kept == bytes && kept > 0) compare(sha, before, from);
      out.truncate(bytes);
      out.force(true);
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static void compare(MessageDigest sha, String before, Path from)
      throws IOException, BackupDamaged {
    try {
      MessageDigest now = (MessageDigest) sha.clone();
      if (HexFormat.of().formatHex(now.digest()).equals(before)) return;
    } catch (CloneNotSupportedException e) {
      throw new IOException("the SHA-256 of this Java platform cannot be continued", e);
    }
    throw new BackupDamaged(
        from + " is not the file that was backed up before: take a new folder for this backup");
  }

  /** Makes a folder that only its owner may enter, where there is none. */
  static void ownFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) return;
    FileAttribute<?> own =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(folder, own);
  }
}
