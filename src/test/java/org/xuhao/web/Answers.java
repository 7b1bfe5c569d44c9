package org.xuhao.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads whatever JSON a test is answered as the OpenAPI file says that it is to be read. */
final class Answers {
  private static final ApiFile FILE = new ApiFile();
  private static final AtItsWord STRICT = new AtItsWord();

  /** {@code /api/cases/find} before {@code /api/cases/{case}}. */
  private static final List<ApiFile.Operation> OPERATIONS =
      FILE.operations().stream()
          .sorted(Comparator.comparingInt(one -> one.path().split("[{]", -1).length))
          .toList();

  private Answers() {}

  /** Fails where the answer is not what the file says of its operation. */
  static void mustFit(HttpResponse<String> response) {
    String type = response.headers().firstValue("content-type").orElse("");
    Optional<JavaType> made =
        switch (type) {
          case "application/problem+json" -> Optional.of(made("Problem"));
          case "application/json" -> asked(response).flatMap(one -> answer(one, response));
          default -> Optional.empty();
        };
    if (made.isEmpty()) return;
    try {
      STRICT.readValue(response.body(), made.get());
    } catch (JsonProcessingException e) {
      throw new AssertionError(response.uri() + " " + e.getMessage() + ": " + response.body(), e);
    }
  }

  private static Optional<ApiFile.Operation> asked(HttpResponse<String> response) {
    String path = response.uri().getPath();
    return OPERATIONS.stream()
        .filter(one -> one.method().equals(response.request().method()))
        .filter(one -> path.matches(one.path().replaceAll("[{][a-z]+[}]", "[^/]+")))
        .findFirst();
  }

  /** Empty: the schema has no name, and so the generator gave the class one of its own. */
  private static Optional<JavaType> answer(
      ApiFile.Operation operation, HttpResponse<String> response) {
    JsonObject schema = FILE.answer(operation, response.statusCode());
    if (!"array".equals(schema.getString("type"))) return named(schema);
    return named(schema.getJsonObject("items"))
        .map(item -> STRICT.getTypeFactory().constructCollectionType(List.class, item));
  }

  private static Optional<JavaType> named(JsonObject schema) {
    return Optional.ofNullable(schema.getString("$ref"))
        .map(to -> made(to.substring(to.lastIndexOf('/') + 1)));
  }

  private static JavaType made(String schema) {
    try {
      return STRICT.constructType(Class.forName("org.xuhao.client.model." + schema));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
