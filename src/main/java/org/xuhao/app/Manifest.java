package org.xuhao.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a backup consists of, as a small text file that is written last, so that a backup that was
 * interrupted leaves the one before:
 *
 * <pre>
 *   xuhao-backup 1
 *   hall haixi
 *   &lt;SHA-256&gt; &lt;bytes&gt; journal/0000000001.journal    a line a file, by name
 *   end &lt;SHA-256 of all text before this line&gt;
 * </pre>
 *
 * <p>Only the first {@code bytes} of a file belong to the backup: one that is longer was being
 * continued when a later backup was interrupted.
 *
 * @param files by path inside the backup, parts divided by {@code /}
 */
record Manifest(String hall, SortedMap<String, Part> files) {
  /** Its name in the backup's folder. */
  static final String FILE = "manifest";

  private static final String FILES = "(journal|seals|keys|trail)/[A-Za-z0-9][A-Za-z0-9._-]*";
  private static final String FIRST = "xuhao-backup 1";
  private static final int PIECE_BYTES = 64 << 10;

  /**
   * The beginning of a file.
   *
   * @param sha SHA-256 of the first {@code bytes}, hexadecimal digits
   */
  record Part(String sha, long bytes) {}

  Manifest {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** How many bytes all files have together. */
  long bytes() {
    return files.values().stream().mapToLong(Part::bytes).sum();
  }

  /** The whole file. */
  String text() {
    var text = new StringBuilder();
    text.append(FIRST).append('\n').append("hall ").append(hall).append('\n');
    files.forEach(
        (name, part) -> text.append("%s %d %s%n".formatted(part.sha(), part.bytes(), name)));
    return text + "end " + sha(text.toString()) + "\n";
  }

  /** The manifest in {@code folder}; empty where there is none. */
  static Optional<Manifest> read(Path folder) throws IOException, BackupDamaged {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) return Optional.empty();
    try {
      return Optional.of(of(Files.readString(file)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new BackupDamaged(file + ": " + e.getMessage());
    }
  }

  private static Manifest of(String text) {
    int end = text.lastIndexOf("end ");
    if (end < 0 || !text.substring(end).equals("end " + sha(text.substring(0, end)) + "\n"))
      throw new IllegalArgumentException("it was cut or edited");
    String[] lines = text.substring(0, end).split("\n", -1);
    if (lines.length < 3 || !lines[0].equals(FIRST) || !lines[1].startsWith("hall "))
      throw new IllegalArgumentException("it is no manifest of this release");
    var files = new TreeMap<String, Part>();
    for (int i = 2; i < lines.length - 1; i++) {
      String[] word = lines[i].split(" ", 3);
      // Nothing outside the folder, whatever the text says.
      if (word.length != 3 || !word[2].matches(FILES))
        throw new IllegalArgumentException("line " + (i + 1) + " names no file");
      files.put(word[2], new Part(word[0], Long.parseLong(word[1])));
    }
    return new Manifest(lines[1].substring("hall ".length()), files);
  }

  /** The SHA-256 of the first {@code bytes} of a file; throws when it has fewer. */
  static String sha(Path file, long bytes) throws IOException {
    MessageDigest sha = digest();
    byte[] piece = new byte[PIECE_BYTES];
    long left = bytes;
    try (InputStream in = Files.newInputStream(file)) {
      while (left > 0) {
        int read = in.read(piece, 0, (int) Math.min(piece.length, left));
        if (read < 0) throw new IOException(file + " is shorter than " + bytes + " bytes");
        sha.update(piece, 0, read);
        left -= read;
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static String sha(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
