package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.journal.JournalTrouble;

/** What the catalogue says of a call is what the hall keeps of it, word for word. */
@NullMarked
class CallReasonTest {
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  private final Catalogue catalogue = Catalogue.read();

  @TempDir private Path folder = Path.of("");
  private LiveHall hall;
  private Client api;

  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder);
    api = new Client(hall);
    api.post("/api/windows/1/open").is(200);
    api.post("/api/windows/3/open").is(200);
  }

  @AfterEach
  void close() {
    hall.close();
  }

  private String take(Map<String, Object> body) {
    hall.later.addAndGet(Duration.ofMinutes(1).toNanos());
    return api.post("/api/tickets", body).is(201).json().getString("number");
  }

  private void called(int window, String key) {
    hall.later.addAndGet(Duration.ofMinutes(1).toNanos());
    api.post("/api/windows/" + window + "/call").is(200);
    reasonAt(window, key);
  }

  /** The reason of whoever stands at the window, in the words of the catalogue. */
  private void reasonAt(int window, String key) {
    JsonObject row = api.get("/api/windows/" + window).is(200).json();
    JsonObject reason = row.getJsonObject("reason");
    assertEquals(key, reason.getString("key"), reason.encode());
    for (String language : List.of("zh", "en"))
      assertEquals(reason.getString(language), say(language, reason), language);
  }

  private String say(String language, JsonObject said) {
    if (!said.containsKey("key")) return said.getString(language);
    JsonObject values = said.getJsonObject("values");
    String pattern = catalogue.of(language).getOrDefault(said.getString("key"), "");
    return PLACE
        .matcher(pattern)
        .replaceAll(place ->
            Matcher.quoteReplacement(
                values.getValue(place.group(1)) instanceof JsonObject inner
                    ? say(language, inner)
                    : String.valueOf(values.getValue(place.group(1)))));
  }

  private void done(int window) {
    hall.later.addAndGet(Duration.ofMinutes(1).toNanos());
    api.post("/api/windows/" + window + "/finish").is(200);
  }

  @Test
  void whatARuleChose() {
    take(Map.of("service", "RS"));
    called(3, "reason.longest");
    done(3);
    take(Map.of("service", "YB"));
    take(Map.of("service", "RS"));
    called(1, "reason.preferred");
    done(1);
    api.post("/api/windows/1/call").is(200);
    done(1);
    take(Map.of("service", "RS"));
    take(Map.of("service", "RS", "class", "ELDERLY"));
    hall.later.addAndGet(Duration.ofMinutes(5).toNanos());
    called(3, "reason.class");
    hall.later.addAndGet(Duration.ofMinutes(1).toNanos());
    api.post("/api/windows/3/hold").is(200);
    hall.later.addAndGet(Duration.ofMinutes(1).toNanos());
    api.post("/api/windows/3/call-back").is(200);
    reasonAt(3, "reason.called-back");
  }

  @Test
  void whatIsKeptForAnotherWindowIsSaidBesideIt() {
    take(Map.of("service", "RS"));
    api.post("/api/windows/3/call").is(200);
    var lacks = Map.<String, Object>of("outcome", "AWAITING_MATERIALS", "missing", List.of("照片"));
    String code = api.post("/api/windows/3/finish", lacks).is(200).json().getString("notice");
    take(Map.of("service", "RS", "case", code));
    take(Map.of("service", "RS"));
    called(1, "reason.and-kept-until");
  }

  @Test
  void whoGoesOnIsCalledBeforeWhoIsOlder() {
    take(Map.of("service", "RS"));
    api.post("/api/windows/3/call").is(200);
    var lacks = Map.<String, Object>of("outcome", "AWAITING_MATERIALS", "missing", List.of("照片"));
    String code = api.post("/api/windows/3/finish", lacks).is(200).json().getString("notice");
    take(Map.of("service", "RS"));
    take(Map.of("service", "RS", "case", code));
    called(3, "reason.own-window");
  }

  @Test
  void whatAPersonWroteStaysAsItIs() {
    String number = take(Map.of("service", "RS"));
    take(Map.of("service", "RS"));
    api.post("/api/tickets/" + number + "/expedite", Map.of("reason", "急诊")).is(200);
    api.post("/api/windows/3/call").is(200);
    JsonObject reason = api.get("/api/windows/3").is(200).json().getJsonObject("reason");
    assertFalse(reason.containsKey("key"), reason.encode());
    assertEquals(true, reason.getString("zh").contains("急诊"));
  }
}
