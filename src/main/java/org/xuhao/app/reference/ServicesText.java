package org.xuhao.app.reference;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.app.settings.ServicesFile.Entry;
import org.xuhao.hall.value.ServiceCode;

/** The body of an edition of services: JSON, to which a newer release may add. */
final class ServicesText {
  private ServicesText() {}

  static String of(List<Entry> services) {
    var all = new JsonArray();
    services.forEach(one -> all.add(json(one)));
    return new JsonObject().put("services", all).encode();
  }

  private static JsonObject json(Entry of) {
    var json = new JsonObject().put("code", of.code()).put("name", of.name());
    of.nameEn().ifPresent(text -> json.put("nameEn", text));
    of.department().ifPresent(text -> json.put("department", text));
    of.says().ifPresent(list -> json.put("says", new JsonArray(list)));
    of.materials().ifPresent(list -> json.put("materials", new JsonArray(list)));
    of.bundle().ifPresent(list -> json.put("bundle", new JsonArray(list)));
    of.from().ifPresent(day -> json.put("from", day.toString()));
    of.until().ifPresent(day -> json.put("until", day.toString()));
    return json;
  }

  /** Throws where it is none. */
  static SortedMap<ServiceCode, Entry> parse(String body) {
    try {
      var services = new TreeMap<ServiceCode, Entry>();
      JsonArray all = new JsonObject(body).getJsonArray("services");
      for (int i = 0; i < all.size(); i++) {
        Entry one = entry(all.getJsonObject(i));
        services.put(new ServiceCode(one.code()), one);
      }
      return services;
    } catch (DecodeException
        | ClassCastException
        | NullPointerException
        | DateTimeException wrong) {
      throw new IllegalArgumentException("no services: " + wrong.getMessage(), wrong);
    }
  }

  private static Entry entry(JsonObject json) {
    return new Entry(
        json.getString("code"),
        named(json),
        Optional.ofNullable(json.getString("nameEn")),
        Optional.ofNullable(json.getString("department")),
        list(json, "says"),
        list(json, "materials"),
        list(json, "bundle").map(ServicesText::codes),
        Optional.ofNullable(json.getString("from")).map(LocalDate::parse),
        Optional.ofNullable(json.getString("until")).map(LocalDate::parse));
  }

  /** What has no name cannot be called. */
  private static String named(JsonObject json) {
    String name = json.getString("name");
    if (name == null || name.isBlank())
      throw new IllegalArgumentException("service " + json.getString("code") + " has no name");
    return name;
  }

  /** Throws where one is no code. */
  private static List<String> codes(List<String> parts) {
    return parts.stream().map(code -> new ServiceCode(code).code()).toList();
  }

  private static Optional<List<String>> list(JsonObject json, String name) {
    JsonArray told = json.getJsonArray(name);
    if (told == null) return Optional.empty();
    var all = new ArrayList<String>();
    for (int i = 0; i < told.size(); i++) all.add(told.getString(i));
    return Optional.of(all);
  }
}
