package org.xuhao.app.settings;

import org.jspecify.annotations.NullMarked;

/** The rows of docs/configuration.md. */
@NullMarked
final class Manual {
  private Manual() {}

  static String row(Key key) {
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            key.name(),
            key.kind().words(),
            key.values(),
            key.fallback().isEmpty() ? "–" : key.fallback(),
            key.meaning());
  }

  /** Prints the tables, to be pasted into the manual after a key was added. */
  public static void main(String[] arguments) {
    String section = "?";
    for (Key key : Keys.ALL) {
      if (!key.section().equals(section)) {
        section = key.section();
        System.out.printf("%n### %s%n%n", section.isEmpty() ? "The file" : "`" + section + "`");
        System.out.println("| Key | Kind | Values | Default | Meaning |\n|---|---|---|---|---|");
      }
      System.out.println(row(key));
    }
    System.out.println("\n## Errors\n\n| Code | 中文 |\n|---|---|");
    for (ConfigError.Code code : ConfigError.Code.values())
      System.out.println("| `" + code.code() + "` | " + code.zh() + " |");
  }
}
