package org.xuhao.app.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xuhao.driver.DeviceType;
import org.xuhao.driver.Drivers;
import org.xuhao.hall.value.WindowKind;

/** Words to choose from, and the one that was probably meant. */
final class Choices {
  private Choices() {}

  static List<String> words(Enum<?>[] values) {
    return Stream.of(values).map(Enum::name).toList();
  }

  static List<String> types() {
    return Drivers.ALL.stream().map(DeviceType::name).toList();
  }

  static List<String> windowKinds() {
    return Stream.of(WindowKind.values()).map(WindowKind::name).toList();
  }

  /** The closest of {@code known}, if so few letters differ that a slip is likely. */
  static Optional<String> meant(String written, List<String> known) {
    String best = null;
    int least = 1 + Math.max(1, written.length() / 3);
    for (String word : known) {
      int letters = distance(written.toLowerCase(java.util.Locale.ROOT), word);
      if (letters < least) {
        least = letters;
        best = word;
      }
    }
    return Optional.ofNullable(best);
  }

  /** What to write instead of {@code written}: the likely word, or all there are. */
  static String instead(String written, List<String> known) {
    return meant(written, known)
        .orElse(known.isEmpty() ? "nothing here" : "one of " + String.join(", ", known));
  }

  /** Letters to change, add, leave out or swap to come from one word to the other. */
  private static int distance(String from, String to) {
    String target = to.toLowerCase(java.util.Locale.ROOT);
    int[][] cost = new int[from.length() + 1][target.length() + 1];
    for (int i = 0; i <= from.length(); i++) cost[i][0] = i;
    for (int j = 0; j <= target.length(); j++) cost[0][j] = j;
    for (int i = 1; i <= from.length(); i++)
      for (int j = 1; j <= target.length(); j++) {
        int change = cost[i - 1][j - 1] + (from.charAt(i - 1) == target.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == target.charAt(j - 2)
                && from.charAt(i - 2) == target.charAt(j - 1);
        if (swapped) cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
      }
    return cost[from.length()][target.length()];
  }
}
