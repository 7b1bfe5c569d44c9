package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.Outcome;
import org.xuhao.journal.JournalTrouble;

/** The OpenAPI file says what the server does, no more and no less. */
class OpenApiTest {
  @TempDir Path folder;

  @Test
  void everyOperationOfTheFileIsServedAndTheFileIsServedToo() throws IOException, JournalTrouble {
    try (var hall = LiveHall.open(folder)) {
      var api = new Client(hall);
      String served = api.get("/api/openapi.yaml").is(200).text();
      assertEquals(new Assets().text("openapi.yaml"), served);
      JsonObject paths = file().getJsonObject("paths");
      for (String path : paths.fieldNames()) {
        if (path.equals("/api/feed")) continue; // never ends; FeedTest follows it
        for (String method : paths.getJsonObject(path).fieldNames()) {
          String real =
              path.replace("{window}", "3")
                  .replace("{number}", "A001")
                  .replace("{token}", "x")
                  .replace("{service}", "RS")
                  .replace("{case}", "x")
                  .replace("paired/{device}", "paired/1")
                  .replace("{device}", "printer")
                  .replace("{account}", "x")
                  .replace("{hall}", "x")
                  .replace("{booking}", "x")
                  .replace("{date}", "2026-01-05")
                  .replace("{from}", "2026-01-05")
                  .replace("{to}", "2026-01-05")
                  .replace("{loan}", "LC7-a-b-RS")
                  .replace("{alert}", "wait-RS")
                  .replace("{table}", "hours")
                  .replace("{edition}", "1")
                  .replace("{visit}", "1");
          var told = method.equals("get") ? api.get(real) : api.post(real);
          int status = told.response().statusCode();
          assertTrue(status != 405 && status != 501 && status < 503, real + " " + status);
          if (status >= 400)
            assertFalse(told.json().getString("code").equals("NO-SUCH-PATH"), real);
        }
      }
    }
  }

  @Test
  void everyCommandOfAWindowStandsInTheFile() {
    Set<String> operations = new TreeSet<>();
    JsonObject paths = file().getJsonObject("paths");
    for (String path : paths.fieldNames())
      for (String method : paths.getJsonObject(path).fieldNames())
        operations.add(paths.getJsonObject(path).getJsonObject(method).getString("operationId"));
    assertTrue(operations.containsAll(Commands.AT_WINDOW.keySet()));
    assertEquals(72 + 2 + 9 + 2 + 4 + 7 + 5 + 2 + 1 + 3 + 1, operations.size());
  }

  @Test
  void theFilesWordsAreThoseOfTheHall() {
    JsonObject schemas = file().getJsonObject("components").getJsonObject("schemas");
    var outcomes =
        schemas.getJsonObject("Finish").getJsonObject("properties").getJsonObject("outcome");
    assertEquals(
        names(Outcome.values()),
        outcomes.getJsonArray("enum").stream().collect(Collectors.toSet()));
    var states = schemas.getJsonObject("Ticket").getJsonObject("properties").getJsonObject("state");
    assertEquals(
        names(Ticket.State.values()),
        states.getJsonArray("enum").stream().collect(Collectors.toSet()));
  }

  @Test
  void everyFileOfThePagesIsInTheList() throws IOException, URISyntaxException {
    Path pages = Path.of(OpenApiTest.class.getResource("/web/index.html").toURI()).getParent();
    try (var files = Files.list(pages)) {
      assertEquals(
          new TreeSet<>(Assets.NAMES),
          files
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private static Set<Object> names(Enum<?>[] values) {
    return java.util.Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
  }

  /** The server reads it as 3.0 to start sooner; what is served must hold as it stands. */
  @Test
  void theFileIsWholeOpenApi31() throws Exception {
    JsonObject file = file();
    OpenAPIVersion said = OpenAPIVersion.fromContract(file);
    assertEquals(OpenAPIVersion.V3_1, said);
    Vertx vertx = Vertx.vertx();
    try {
      var checked =
          said.getRepository(vertx, "https://xuhao.test/")
              .compose(schemas -> said.validateContract(vertx, schemas, file));
      OutputUnit told = checked.toCompletionStage().toCompletableFuture().get();
      assertTrue(told.getValid(), () -> "" + told.getErrors());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  @SuppressWarnings("unchecked") // the root of the file is a map with text keys
  private static JsonObject file() {
    var yaml = new Load(LoadSettings.builder().build());
    var map = (Map<String, Object>) yaml.loadFromString(new Assets().text("openapi.yaml"));
    return new JsonObject(new JsonObject(map).encode());
  }
}
