package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The operations of the OpenAPI file, for tests that ask every one of them. */
final class ApiFile {

  /** A parameter and the schema of its value; {@code in}: path, query or header. */
  record Parameter(String name, String in, JsonObject schema) {}

  /**
   * One operation.
   *
   * @param path with its parameters in braces
   * @param body the schema of its JSON body; empty: it takes none
   */
  record Operation(
      String id,
      String method,
      String path,
      List<Parameter> parameters,
      Optional<JsonObject> body) {}

  private final JsonObject file;

  ApiFile() {
    file = read();
  }

  @SuppressWarnings("unchecked") // the root of the file is a map with text keys
  private static JsonObject read() {
    var yaml = new Load(LoadSettings.builder().build());
    var map = (Map<String, Object>) yaml.loadFromString(new Assets().text("openapi.yaml"));
    return new JsonObject(new JsonObject(map).encode());
  }

  /** All of them, in the order of the file. */
  List<Operation> operations() {
    var all = new ArrayList<Operation>();
    JsonObject paths = file.getJsonObject("paths");
    for (String path : paths.fieldNames())
      for (String method : paths.getJsonObject(path).fieldNames())
        all.add(operation(path, method, paths.getJsonObject(path).getJsonObject(method)));
    return all;
  }

  private Operation operation(String path, String method, JsonObject json) {
    var parameters = new ArrayList<Parameter>();
    for (Object one : json.getJsonArray("parameters", new JsonArray())) {
      JsonObject parameter = resolved((JsonObject) one);
      parameters.add(
          new Parameter(
              parameter.getString("name"),
              parameter.getString("in"),
              resolved(parameter.getJsonObject("schema"))));
    }
    Optional<JsonObject> body =
        Optional.ofNullable(json.getJsonObject("requestBody"))
            .map(this::resolved)
            .map(found -> found.getJsonObject("content").getJsonObject("application/json"))
            .map(found -> resolved(found.getJsonObject("schema")));
    return new Operation(
        json.getString("operationId"),
        method.toUpperCase(java.util.Locale.ROOT),
        path,
        parameters,
        body);
  }

  /** The schema of what {@code operation} answers in JSON with this status, which it may have. */
  JsonObject answer(Operation operation, int status) {
    JsonObject answers =
        file.getJsonObject("paths")
            .getJsonObject(operation.path())
            .getJsonObject(operation.method().toLowerCase(java.util.Locale.ROOT))
            .getJsonObject("responses");
    String key = String.valueOf(status);
    assertTrue(answers.containsKey(key), operation.id() + " never answers " + status);
    return resolved(answers.getJsonObject(key))
        .getJsonObject("content")
        .getJsonObject("application/json")
        .getJsonObject("schema");
  }

  /** What a reference stands for; anything else is itself. */
  JsonObject resolved(JsonObject json) {
    String to = json.getString("$ref");
    if (to == null) return json;
    JsonObject at = file;
    for (String part : to.substring(2).split("/", -1)) at = at.getJsonObject(part);
    return resolved(at);
  }
}
