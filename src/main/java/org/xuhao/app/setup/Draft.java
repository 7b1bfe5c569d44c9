package org.xuhao.app.setup;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.ConfigError;
import org.xuhao.app.settings.Reading;
import org.xuhao.app.settings.Settings;
import org.xuhao.hall.value.WindowId;
import org.xuhao.web.setup.SetupTrouble;
import org.xuhao.web.setup.SetupTrouble.Why;

/** A hall's file that is not written yet, read as a start would read it. */
final class Draft {
  /** The calls that a preview says: one that every language can be heard by. */
  private static final String NUMBER = "A023";

  private final String text;
  private final Optional<Outline> outline;
  private final Optional<Settings> settings;
  private final List<ConfigError> errors;

  /**
   * Most signs that part values: a hall of 999 windows and 1000 devices has 24,000. Each value
   * takes some 300 bytes while the text is taken apart, beside a hall that has 112 MB for all.
   */
  private static final int PARTED_MAX = 60_000;

  private Draft(
      String text,
      Optional<Outline> outline,
      Optional<Settings> settings,
      List<ConfigError> errors) {
    this.text = text;
    this.outline = outline;
    this.settings = settings;
    this.errors = errors;
  }

  /**
   * Reads it.
   *
   * @param file in whose place it is to stand
   * @param hall the name that the hall has for ever: its journal bears it
   */
  static Draft of(Path file, String text, String hall) throws SetupTrouble {
    checkSize(text);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var apart = new AtomicReference<Optional<Outline>>(Optional.empty());
    Reading read = Reading.of(file, bytes, root -> apart.set(Optional.of(Outline.of(root))));
    Optional<Outline> outline = apart.get();
    return switch (read) {
      case Reading.Good(var settings) -> {
        List<ConfigError> wrong = outline.map(o -> renamed(o, settings, hall)).orElse(List.of());
        yield new Draft(text, outline, Optional.of(settings), wrong);
      }
      case Reading.Bad(var errors) -> new Draft(text, outline, Optional.empty(), errors);
    };
  }

  /** Before anything takes it apart. */
  static void checkSize(String text) throws SetupTrouble {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    long parted = text.chars().filter(sign -> ",:\n[{".indexOf(sign) >= 0).count();
    if (bytes > HallFile.BYTES_MAX || parted > PARTED_MAX)
      throw new SetupTrouble(Why.TOO_LARGE, "");
  }

  /** The reader knows no journal; a hall under another name would not start with this one. */
  private static List<ConfigError> renamed(Outline outline, Settings settings, String hall) {
    if (settings.hall().id().equals(hall)) return List.of();
    List<Integer> at = outline.placeOf(List.of("hall", "id"));
    String what = "hall.id is '" + settings.hall().id() + "', and the journal is that of " + hall;
    return List.of(
        new ConfigError(
            ConfigError.Code.BAD_VALUE,
            settings.file().toString(),
            at.getFirst(),
            at.getLast(),
            what,
            hall));
  }

  String text() {
    return text;
  }

  boolean isGood() {
    return errors.isEmpty() && settings.isPresent();
  }

  Optional<Settings> settings() {
    return settings;
  }

  /** What the page is told of it, beside the file that it is to replace. */
  JsonObject json(HallFile.State now) {
    var json =
        new JsonObject()
            .put("text", text)
            .put("good", isGood())
            .put("digest", now.digest())
            .put("same", now.text().equals(text))
            .put("errors", errors())
            .put("lines", LineDiff.of(now.text(), text))
            .put("spoken", spoken());
    outline.ifPresent(o -> json.put("tree", new JsonObject(o.tree())));
    Map<String, Object> before = Outline.of(now.text()).map(Outline::tree).orElse(Map.of());
    return json.mergeIn(Changes.between(before, outline.map(Outline::tree).orElse(Map.of())));
  }

  /** Each at its line and, where there is a form for it, at its field. */
  JsonArray errors() {
    var all = new JsonArray();
    for (ConfigError error : errors)
      all.add(
          new JsonObject()
              .put("code", error.code().code())
              .put("zh", error.code().zh())
              .put("line", error.line())
              .put("column", error.column())
              .put("what", error.what())
              .put("write", error.write())
              .put("path", new JsonArray(pathOf(error))));
    return all;
  }

  /** The first mistake, for those who see no page. */
  String firstError() {
    return errors.isEmpty() ? "" : errors.getFirst().toString();
  }

  List<ConfigError> mistakes() {
    return errors;
  }

  List<Object> pathOf(ConfigError error) {
    return outline.map(o -> o.pathOf(error)).orElse(List.of());
  }

  /** A call in each language that is spoken. */
  private JsonArray spoken() {
    var all = new JsonArray();
    settings
        .flatMap(Settings::voice)
        .ifPresent(voice -> {
          int window =
              settings.orElseThrow().plan().windows().keySet().stream()
                  .findFirst()
                  .map(WindowId::number)
                  .orElse(1);
          for (var language : voice.languages())
            all.add(
                new JsonObject()
                    .put("language", language.code())
                    .put("said", language.call(NUMBER, window)));
        });
    return all;
  }

  /** The steps and the value of an edit as the page sends them. */
  static List<Object> path(JsonArray steps) throws SetupTrouble {
    var path = new ArrayList<Object>();
    for (Object step : steps)
      if (step instanceof Number index) path.add(index.intValue());
      else path.add(whole(String.valueOf(step)));
    return path;
  }

  static @Nullable Object value(@Nullable Object json) throws SetupTrouble {
    if (json == null) return null;
    if (json instanceof JsonArray list) {
      var all = new ArrayList<Object>();
      for (Object one : list) all.add(needed(value(one)));
      return all;
    }
    if (json instanceof JsonObject map) {
      var all = new java.util.LinkedHashMap<String, Object>();
      for (String name : map.fieldNames()) all.put(whole(name), needed(value(map.getValue(name))));
      return all;
    }
    return whole(json.toString());
  }

  private static Object needed(@Nullable Object value) throws SetupTrouble {
    if (value == null) throw new SetupTrouble(Why.BY_HAND, "null");
    return value;
  }

  /** Half of a sign, which no file can hold, becomes a question mark. */
  static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
