package org.xuhao.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** The rules for text of any kind, and for the tree as a whole. */
@NullMarked
final class TextRules {

  static final int FILE_LINES_MAX = 400;
  static final int COLUMNS_MAX = 100;

  /** The hall's own vocabulary is the largest: some 35 words, each a type. */
  static final int PACKAGE_TYPES_MAX = 40;

  /** What a review can still open: larger things are made, not written. */
  static final long BLOB_BYTES_MAX = 256 * 1024;

  static final Set<String> AUDIENCES = Set.of("For the hall", "For the installer", "Inside");

  // Put together here, so that this file does not break its own rules.
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX|HA" + "CK)\\b");
  private static final Pattern MACHINE =
      Pattern.compile(
          "/wo"
              + "rk/|/ro"
              + "ot/|\\.\\./sha"
              + "red\\b|\\.\\./\\.lib"
              + "rary"
              + "|/ho"
              + "me/[a-z]|rep"
              + "o1?\\.maven\\.|registry\\.np"
              + "mjs");
  private static final Pattern RELEASE =
      Pattern.compile("## \\d+\\.\\d+\\.\\d+ - \\d{4}-\\d{2}-\\d{2}");

  private TextRules() {}

  /** All complaints about one text, {@code file} relative to the project. */
  static List<Complaint> check(String file, String text) {
    var found = new ArrayList<Complaint>();
    String[] lines = text.split("\n", -1);
    int count = text.endsWith("\n") ? lines.length - 1 : lines.length;
    boolean code = file.endsWith(".java") || file.endsWith(".js");
    if (code && count > FILE_LINES_MAX)
      found.add(new Complaint(file, 0, count + " lines", "split it: at most " + FILE_LINES_MAX));
    if (!text.isEmpty() && !text.endsWith("\n"))
      found.add(new Complaint(file, count, "no line end at the end", "add one"));
    for (int i = 0; i < count; i++) line(file, i + 1, lines[i], code, found);
    if (file.endsWith(".md")) headings(file, lines, found);
    if (file.equals("CHANGELOG.md")) changelog(file, lines, found);
    return found;
  }

  private static void line(String file, int at, String line, boolean code, List<Complaint> found) {
    int columns = line.codePointCount(0, line.length());
    boolean address = line.contains("://") || line.startsWith("import ");
    if (code && columns > COLUMNS_MAX && !address)
      found.add(new Complaint(file, at, columns + " columns", "at most " + COLUMNS_MAX));
    if (line.endsWith(" ") || line.endsWith("\t") || line.endsWith("\r"))
      found.add(new Complaint(file, at, "white space at the line's end", "remove it"));
    if (line.contains("\t") && !line.endsWith("\t"))
      found.add(new Complaint(file, at, "a tab", "write spaces"));
    if (UNFINISHED.matcher(line).find())
      found.add(new Complaint(file, at, "unfinished", "finish it, or file an issue"));
    if (MACHINE.matcher(line).find())
      found.add(new Complaint(file, at, "a place on one machine", "write it for any machine"));
  }

  private static void headings(String file, String[] lines, List<Complaint> found) {
    int titles = 0;
    boolean fenced = false;
    for (String line : lines) {
      if (line.startsWith("```")) fenced = !fenced;
      if (!fenced && line.startsWith("# ")) titles++;
    }
    if (titles != 1)
      found.add(new Complaint(file, 0, titles + " titles", "one line that begins with '# '"));
  }

  private static void changelog(String file, String[] lines, List<Complaint> found) {
    int releases = 0;
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      if (line.startsWith("## ")) {
        releases++;
        boolean good =
            releases == 1 ? line.equals("## Unreleased") : RELEASE.matcher(line).matches();
        if (!good)
          found.add(
              new Complaint(
                  file, i + 1, line, "'## Unreleased' first, then '## 1.2.3 - 2026-12-31'"));
      }
      if (line.startsWith("### ") && !AUDIENCES.contains(line.substring(4)))
        found.add(new Complaint(file, i + 1, line, "write for one of " + new TreeSet<>(AUDIENCES)));
    }
    if (releases == 0) found.add(new Complaint(file, 0, "no release", "begin with ## Unreleased"));
  }

  /** Complaints about which files there are; {@code sizes} in bytes, by relative path. */
  static List<Complaint> tree(Map<String, Long> sizes) {
    var found = new ArrayList<Complaint>();
    var types = new TreeMap<String, Integer>();
    sizes.forEach((file, bytes) -> {
      if (bytes > BLOB_BYTES_MAX)
        found.add(new Complaint(file, 0, bytes + " bytes", "make it at build time, or cut it"));
      if (file.endsWith(".cap") && !sizes.containsKey(file.replaceAll("cap$", "chk")))
        found.add(new Complaint(file, 0, "a capture without answers", "check it and add the .chk"));
      if (file.startsWith("src/main/java/") && !file.endsWith("-info.java"))
        types.merge(file.substring(0, file.lastIndexOf('/')), 1, Integer::sum);
    });
    types.forEach((folder, count) -> {
      if (count > PACKAGE_TYPES_MAX)
        found.add(
            new Complaint(folder, 0, count + " types", "split it: at most " + PACKAGE_TYPES_MAX));
    });
    return found;
  }
}
