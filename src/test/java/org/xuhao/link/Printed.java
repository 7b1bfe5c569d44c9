package org.xuhao.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rights and files of servers as the operator's page prints them, for this machine. */
final class Printed {
  /** The district of the tests. */
  static final String DISTRICT = "test";

  private static final Path PAGE = Path.of("docs", "operating.md");

  private Printed() {}

  private static String page() throws IOException {
    return Files.readString(PAGE, StandardCharsets.UTF_8);
  }

  /** The file of {@code halls}, each with the password {@code pw}. */
  static String users(String office, String... halls) throws IOException {
    var users = new ArrayList<String>();
    for (String hall : halls) users.add(user(hall, hall.equals(office)));
    return users(users);
  }

  /** The file of users that were made one by one. */
  static String users(List<String> users) {
    return "authorization {users: [\n" + String.join("", users) + "]}\n";
  }

  /** One hall at the district's server. */
  static String user(String hall, boolean office) throws IOException {
    return user(hall, office, List.of());
  }

  /** One hall at a leaf. */
  static String station(String hall) throws IOException {
    return user(hall, false, right("a station at its leaf besides publishes", hall));
  }

  private static String user(String hall, boolean office, List<String> more) throws IOException {
    var publish = new ArrayList<>(right("publish", hall));
    var subscribe = new ArrayList<>(right("subscribe", hall));
    publish.addAll(more);
    if (office) publish.addAll(right("the office besides publishes", hall));
    if (office) subscribe.addAll(right("the office besides subscribes", hall));
    return user(hall, publish, subscribe, row("answer").getFirst());
  }

  /** One leaf with the halls behind it. */
  static String leaf(String name, String... halls) throws IOException {
    var publish = new ArrayList<String>();
    var subscribe = new ArrayList<String>();
    for (String hall : halls) {
      publish.addAll(right("the leaf publishes", hall));
      subscribe.addAll(right("the leaf subscribes", hall));
    }
    return user(name, publish, subscribe, "");
  }

  private static String user(
      String name, List<String> publish, List<String> subscribe, String more) {
    return "{user: %s, password: pw, permissions: {publish: [%s], subscribe: [%s], %s}}\n"
        .formatted(name, String.join(", ", publish), String.join(", ", subscribe), more);
  }

  private static List<String> right(String name, String hall) throws IOException {
    String district = "xh." + DISTRICT + ".";
    return row(name).stream()
        .map(subject -> '"' + subject.replace("xh.d.", district).replaceAll("\\bH\\b", hall) + '"')
        .toList();
  }

  private static List<String> row(String name) throws IOException {
    Matcher row = Pattern.compile("\\| " + name + " \\| (.*) \\|\n").matcher(page());
    if (!row.find()) throw new AssertionError("no row " + name);
    var subjects = new ArrayList<String>();
    Matcher code = Pattern.compile("`([^`]+)`").matcher(row.group(1));
    while (code.find()) subjects.add(code.group(1));
    return subjects;
  }

  /**
   * A server's file by its first line, without encryption, and with what is other here put in.
   *
   * @param here what stands there and what stands here, such as addresses
   */
  static String file(String title, Map<String, String> here) throws IOException {
    Matcher block =
        Pattern.compile("```conf\n *# " + title + "\n(.*?)```", Pattern.DOTALL).matcher(page());
    if (!block.find()) throw new AssertionError("no file '" + title + "'");
    String text = block.group(1).replaceAll("(, )?tls \\{[^}]*}", "").replace("tls://", "nats://");
    for (var one : here.entrySet()) {
      if (!text.contains(one.getKey())) throw new AssertionError(title + " has no " + one.getKey());
      text = text.replace(one.getKey(), one.getValue());
    }
    return text;
  }
}
