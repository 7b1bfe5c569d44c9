package org.xuhao.app.setup;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.xuhao.app.settings.Key;
import org.xuhao.app.settings.Keys;
import org.xuhao.app.settings.PeopleFile;
import org.xuhao.app.settings.ServicesFile;

/**
 * Every key of the hall's file for the forms: the table that the reader and the manual use, with
 * its meaning in Chinese beside.
 */
final class KeySheet {
  private KeySheet() {}

  static JsonArray json() {
    JsonObject chinese = chinese();
    var all = new JsonArray();
    for (Key key : keys()) all.add(json(key, chinese));
    return all;
  }

  /** Those of the hall's file. */
  static List<Key> keys() {
    return Keys.ALL.stream()
        .filter(key -> !key.section().startsWith(PeopleFile.ROOT))
        .filter(key -> !key.section().startsWith(ServicesFile.ROOT))
        .toList();
  }

  private static JsonObject json(Key key, JsonObject chinese) {
    var meaning =
        new JsonObject().put("en", key.meaning()).put("zh", chinese.getString(id(key), ""));
    var json =
        new JsonObject()
            .put("section", key.section())
            .put("name", key.name())
            .put("kind", key.kind().name())
            .put("values", values(key))
            .put("required", key.isRequired())
            .put("meaning", meaning);
    if (!key.isRequired() && !key.fallback().isEmpty()) json.put("fallback", key.fallback());
    if (!key.choices().isEmpty()) json.put("choices", new JsonArray(key.choices()));
    return json;
  }

  private static JsonObject values(Key key) {
    String zh =
        key.values()
            .replaceFirst("^at most (.*)$", "最多 $1")
            .replaceFirst("^keys below$", "见下")
            .replaceFirst("^as in ", "如 ")
            .replaceFirst(", or never$", "，或 never");
    if (key.kind() != Key.Kind.CHOICE && key.kind() != Key.Kind.FLAG)
      zh = zh.replace(" to ", " 到 ").replace(" characters", " 个字").replace(" entries", " 项");
    return new JsonObject().put("en", key.values()).put("zh", zh);
  }

  /** Under what its Chinese meaning stands. */
  static String id(Key key) {
    return key.section().isEmpty() ? key.name() : key.section() + "/" + key.name();
  }

  /** Meanings by {@link #id}; a test holds them complete. */
  static JsonObject chinese() {
    try (InputStream in = KeySheet.class.getResourceAsStream("/settings/zh.json")) {
      if (in == null) throw new IllegalStateException("the jars lack /settings/zh.json");
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("/settings/zh.json", e);
    }
  }
}
