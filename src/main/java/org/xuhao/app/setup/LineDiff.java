package org.xuhao.app.setup;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Two texts line by line: what stands in one only, with the lines around it. */
final class LineDiff {

  /** Lines shown around a change. */
  private static final int AROUND = 2;

  /** More lines than anyone looks through. */
  static final int SHOWN_MAX = 500;

  /** Lines between the first and the last change that are compared each with each: 4 MB then. */
  private static final int COMPARED_MAX = 1_000;

  private record Line(char sign, int number, String text) {}

  private final List<Line> lines = new ArrayList<>();

  private LineDiff() {}

  /** Each with its {@code sign}: -, + or a space; {@code line}: its number where it stands. */
  static JsonArray of(String before, String after) {
    var diff = new LineDiff();
    diff.compare(before.lines().toList(), after.lines().toList());
    return diff.shown();
  }

  private void compare(List<String> before, List<String> after) {
    int head = 0;
    int shorter = Math.min(before.size(), after.size());
    while (head < shorter && before.get(head).equals(after.get(head))) head++;
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) tail++;
    for (int i = Math.max(0, head - AROUND); i < head; i++) add(' ', i, after);
    middle(before, after, head, before.size() - tail, after.size() - tail);
    for (int i = after.size() - tail; i < Math.min(after.size(), after.size() - tail + AROUND); i++)
      add(' ', i, after);
  }

  private void add(char sign, int index, List<String> of) {
    lines.add(new Line(sign, index + 1, of.get(index)));
  }

  private void middle(List<String> before, List<String> after, int from, int end, int endAfter) {
    int i = from;
    int j = from;
    if (end - from <= COMPARED_MAX && endAfter - from <= COMPARED_MAX) {
      int[][] same = same(before.subList(from, end), after.subList(from, endAfter));
      while (i < end && j < endAfter)
        if (before.get(i).equals(after.get(j))) {
          add(' ', j++, after);
          i++;
        } else if (same[i + 1 - from][j - from] >= same[i - from][j + 1 - from]) {
          add('-', i++, before);
        } else {
          add('+', j++, after);
        }
    }
    while (i < end) add('-', i++, before);
    while (j < endAfter) add('+', j++, after);
  }

  /** How many lines can stay from there to the end. */
  private static int[][] same(List<String> before, List<String> after) {
    int[][] same = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--)
      for (int j = after.size() - 1; j >= 0; j--)
        same[i][j] =
            before.get(i).equals(after.get(j))
                ? 1 + same[i + 1][j + 1]
                : Math.max(same[i + 1][j], same[i][j + 1]);
    return same;
  }

  /** Without the lines that are far from any change. */
  private JsonArray shown() {
    var all = new JsonArray();
    for (int i = 0; i < lines.size() && all.size() < SHOWN_MAX; i++) {
      Line line = lines.get(i);
      if (line.sign == ' ' && !isNearChange(i)) continue;
      String sign = String.valueOf(line.sign);
      all.add(new JsonObject().put("sign", sign).put("line", line.number).put("text", line.text));
    }
    return all;
  }

  private boolean isNearChange(int at) {
    int end = Math.min(lines.size(), at + AROUND + 1);
    return lines.subList(Math.max(0, at - AROUND), end).stream().anyMatch(one -> one.sign != ' ');
  }
}
