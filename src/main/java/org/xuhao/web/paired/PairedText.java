package org.xuhao.web.paired;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.xuhao.hall.value.WindowId;

/**
 * The paired devices as a small text, a line a device:
 *
 * <pre>
 *   xuhao-paired 1
 *   (number) (kind) (window) (SHA-256 of its secret) (since)
 *   end (SHA-256 of all text before this line)
 * </pre>
 */
public final class PairedText {
  private static final String FIRST = "xuhao-paired 1\n";

  private PairedText() {}

  /** The whole text. */
  public static String of(List<PairedDevice> all) {
    var text = new StringBuilder(FIRST);
    for (PairedDevice one : all)
      text.append(one.number())
          .append(' ')
          .append(one.kind().type())
          .append(' ')
          .append(one.window().number())
          .append(' ')
          .append(one.hash())
          .append(' ')
          .append(one.since())
          .append('\n');
    return text + "end " + sha(text.toString()) + "\n";
  }

  /**
   * The devices in a text.
   *
   * @throws IllegalArgumentException when it was cut or edited; says so
   */
  public static List<PairedDevice> parse(String text) {
    int end = text.lastIndexOf("end ");
    if (end < 0
        || !text.startsWith(FIRST)
        || !text.substring(end).equals("end " + sha(text.substring(0, end)) + "\n"))
      throw new IllegalArgumentException("it was cut or edited");
    var all = new ArrayList<PairedDevice>();
    for (String line : text.substring(FIRST.length(), end).split("\n", -1))
      if (!line.isEmpty()) all.add(device(line));
    return all;
  }

  private static PairedDevice device(String line) {
    String[] word = line.split(" ", -1);
    if (word.length != 5) throw new IllegalArgumentException("no device: " + line);
    try {
      return new PairedDevice(
          Integer.parseInt(word[0]),
          PairedKind.of(word[1]).orElseThrow(() -> new IllegalArgumentException(word[1])),
          new WindowId(Integer.parseInt(word[2])),
          word[3],
          Instant.parse(word[4]));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no time: " + word[4], e);
    }
  }

  /** SHA-256 in hexadecimal digits. */
  static String sha(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
