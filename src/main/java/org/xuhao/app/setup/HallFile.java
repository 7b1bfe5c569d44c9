package org.xuhao.app.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.xuhao.app.setup.Editions.Edition;
import org.xuhao.web.setup.SetupTrouble;
import org.xuhao.web.setup.SetupTrouble.Why;

/** The hall's file on the disk, with its editions in a folder beside it. For one thread. */
final class HallFile {
  /**
   * Largest file edited in a browser, bytes. A hall of 999 windows takes about 100 KiB; taken apart
   * it needs a hundred times its size, and the hall beside it has to live.
   */
  static final int BYTES_MAX = 256 * 1024;

  private final Path file;
  private final WholeFile.Disk disk;
  private final InstantSource clock;
  private final Editions editions;

  HallFile(Path file, WholeFile.Disk disk, InstantSource clock) {
    this.file = file;
    this.disk = disk;
    this.clock = clock;
    editions = new Editions(file.resolveSibling(file.getFileName() + ".history"), disk);
  }

  Path path() {
    return file;
  }

  /**
   * The file as it lies there.
   *
   * @param text with one sign at the end of each line; empty: there is no file
   * @param digest of the bytes
   * @param crlf whether lines end as on Windows
   */
  record State(String text, String digest, boolean crlf) {}

  State read() throws SetupTrouble {
    byte[] bytes = bytes();
    String text = FoundText.in(bytes).map(FoundText::text).orElse("");
    return new State(text.replace("\r\n", "\n"), digest(bytes), text.contains("\r\n"));
  }

  private byte[] bytes() throws SetupTrouble {
    try {
      if (Files.size(file) > BYTES_MAX) throw new SetupTrouble(Why.TOO_LARGE, file.toString());
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    } catch (IOException e) {
      throw trouble(e);
    }
  }

  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether it may be written, as far as one can tell without trying. */
  boolean isWritable() {
    Path folder = file.toAbsolutePath().getParent();
    try {
      return folder != null
          && Files.isWritable(folder)
          && (!Files.exists(file)
              || (Files.isWritable(file)
                  && Files.getPosixFilePermissions(file)
                      .contains(PosixFilePermission.OWNER_WRITE)));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Writes it, and keeps the edition; what an editor wrote since the last one is kept before.
   *
   * @param base digest of what is to be replaced
   */
  State write(String text, String base, String by, String why) throws SetupTrouble {
    State now = read();
    byte[] bytes = (now.crlf ? text.replace("\n", "\r\n") : text).getBytes(StandardCharsets.UTF_8);
    String digest = digest(bytes);
    if (now.digest.equals(digest)) return now; // an answer was lost, and it is asked again
    if (!now.digest.equals(base)) throw new SetupTrouble(Why.CHANGED, lastWriter(now.digest));
    if (!isWritable()) throw new SetupTrouble(Why.READ_ONLY, file.toString());
    try {
      keepFound(now);
      Path kept = editions.keep(clock.instant(), by, why, digest, text);
      replace(bytes, kept);
      editions.prune();
    } catch (IOException e) {
      throw trouble(e);
    }
    return new State(text, digest, now.crlf);
  }

  /** Where it fails, the edition goes too: it never counted. */
  private void replace(byte[] bytes, Path kept) throws IOException {
    boolean written = false;
    try {
      disk.write(file, bytes);
      written = true;
    } finally {
      if (!written) Files.deleteIfExists(kept);
    }
  }

  private void keepFound(State now) throws IOException {
    List<Edition> all = editions.all();
    boolean known = !all.isEmpty() && all.getFirst().digest().equals(now.digest);
    if (known || now.text.isEmpty()) return;
    editions.keep(Files.getLastModifiedTime(file).toInstant(), "", "", now.digest, now.text);
  }

  /** Who wrote what lies there, as far as is known. */
  private String lastWriter(String digest) throws SetupTrouble {
    return editions().stream()
        .filter(one -> one.digest().equals(digest))
        .findFirst()
        .map(Edition::by)
        .orElse("");
  }

  List<Edition> editions() throws SetupTrouble {
    try {
      return editions.all();
    } catch (IOException e) {
      throw trouble(e);
    }
  }

  Edition edition(long number) throws SetupTrouble {
    try {
      return editions.one(number).orElseThrow(() -> new SetupTrouble(Why.NO_EDITION, ""));
    } catch (IOException e) {
      throw trouble(e);
    }
  }

  /** What a disk says has no type of its own in Java: its words are those of the C library. */
  private static SetupTrouble trouble(IOException e) {
    String said = e.toString();
    String lower = said.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("quota exceeded"))
      return new SetupTrouble(Why.DISK_FULL, said);
    if (e instanceof AccessDeniedException || lower.contains("read-only file system"))
      return new SetupTrouble(Why.READ_ONLY, said);
    return new SetupTrouble(Why.UNWRITABLE, said);
  }
}
