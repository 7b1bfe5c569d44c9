package org.xuhao.web;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the pages say, by language: one file of keys and texts a language, {@code messages/zh.json}
 * and others beside it. A page has a first language; the hall's own, Chinese, stands small beside
 * any other, and English beside Chinese.
 */
final class Catalogue {

  /** The hall's own language: whatever a browser does not ask otherwise. */
  static final String FIRST = "zh";

  /** What stands beside Chinese. */
  private static final String BESIDE = "en";

  /**
   * The places of a page: a key, and what is to stand there. Nothing: the text; {@code +}: the text
   * and the other language beside it; {@code -}: the other language beside alone; {@code *}: both,
   * each in its element; {@code !}: the plain text of the other language.
   */
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z][\\w.-]*)(?: ([-+*!]))?}}");

  /** Where the links to the other languages go. */
  private static final String LINKS = "{{languages}}";

  private final TreeMap<String, TreeMap<String, String>> texts;

  Catalogue(Map<String, ? extends Map<String, String>> texts) {
    this.texts = new TreeMap<>();
    texts.forEach((language, of) -> this.texts.put(language, new TreeMap<>(of)));
    for (String needed : List.of(FIRST, BESIDE))
      if (!this.texts.containsKey(needed))
        throw new IllegalStateException("the catalogue lacks messages/" + needed + ".json");
  }

  /** Reads every language that lies beside the classes, in the jar or in a folder. */
  static Catalogue read() {
    URL folder = Catalogue.class.getResource("/messages");
    if (folder == null) throw new IllegalStateException("the jars lack /messages");
    try {
      return of(folder.toURI());
    } catch (IOException e) {
      throw new UncheckedIOException(folder.toString(), e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(folder.toString(), e);
    }
  }

  private static Catalogue of(URI folder) throws IOException {
    if (!folder.getScheme().equals("jar")) return of(Path.of(folder));
    try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
      return of(jar.getPath("/messages"));
    }
  }

  /** The languages whose files lie in {@code folder}. */
  static Catalogue of(Path folder) throws IOException {
    var texts = new TreeMap<String, Map<String, String>>();
    try (var files = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = Files.newInputStream(file)) {
          var json = new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
          var of = new TreeMap<String, String>();
          json.forEach(entry -> of.put(entry.getKey(), String.valueOf(entry.getValue())));
          texts.put(name.substring(0, name.length() - ".json".length()), of);
        }
      }
    }
    return new Catalogue(texts);
  }

  /** The languages that a page can begin with; the hall's own first. */
  List<String> languages() {
    var all = new ArrayList<>(texts.keySet());
    all.remove(FIRST);
    all.addFirst(FIRST);
    return all;
  }

  /** The keys that {@code language} has, with their texts. */
  Map<String, String> of(String language) {
    return texts.getOrDefault(language, new TreeMap<>());
  }

  /** The language that stands beside {@code language}. */
  static String beside(String language) {
    return language.equals(FIRST) ? BESIDE : FIRST;
  }

  /** The module with which a page's scripts get its two languages. */
  String module(String language) {
    return "export const FIRST = "
        + new JsonObject(Map.copyOf(of(language))).encode()
        + ";\nexport const SECOND = "
        + new JsonObject(Map.copyOf(of(beside(language)))).encode()
        + ";\n";
  }

  /** A page with its places filled; a key that no language has stays as it is, for tests to see. */
  String page(String html, String language) {
    String linked = html.replace(LINKS, links(language));
    return PLACE
        .matcher(linked)
        .replaceAll(place -> Matcher.quoteReplacement(fill(place, language)));
  }

  private String fill(MatchResult place, String language) {
    String key = place.group(1);
    String text = text(language, key);
    String second = text(beside(language), key);
    String tag = text(beside(language), "language.tag");
    String small = "<span class=\"beside\" lang=\"" + tag + "\">" + second + "</span>";
    return switch (place.group(2)) {
      case "+" -> text + " " + small;
      case "-" -> small;
      case "*" -> "<span class=\"tongue\">" + text + "</span>" + small;
      case "!" -> second;
      case null, default -> text;
    };
  }

  private String text(String language, String key) {
    String text = of(language).getOrDefault(key, key);
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /** One link a language that this page is not in; a tap on it is remembered (words.js). */
  private String links(String language) {
    return languages().stream()
        .filter(one -> !one.equals(language))
        .map(one ->
            "<a class=\"language\" href=\"?lang=%s\" data-language=\"%s\" lang=\"%s\">%s</a>"
                .formatted(one, one, text(one, "language.tag"), text(one, "language.name")))
        .collect(Collectors.joining(" "));
  }
}
