package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.Words;

/** The catalogue is complete in every language, and no page says anything that is not in it. */
class CatalogueTest {
  private static final Path WEB = Path.of("src/main/resources/web");
  private static final Path MESSAGES = Path.of("src/main/resources/messages");

  /** A key as scripts write it; its first part is one that the catalogue has. */
  private static final Pattern IN_SCRIPT = Pattern.compile("'([a-z-]+\\.[a-z0-9-]+)'");

  /** The same as the server names it, for a page to say. */
  private static final Pattern IN_JAVA = Pattern.compile("\"([a-z-]+\\.[a-z0-9-]+)\"");

  private static final Pattern IN_PAGE = Pattern.compile("\\{\\{([a-z-]+\\.[a-z0-9-]+)(?: .)?}}");
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
  private static final Pattern CHINESE =
      Pattern.compile("[\\u3000-\\u303f\\u4e00-\\u9fff\\uff00-\\uffef]");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)(?<=^|\\s)//.*$");

  /** Tells pictures for services by words in the names that halls give them; says nothing. */
  private static final String PICTURES = "icons.js";

  /** Classes that name texts for a page to say. */
  private static final List<Path> CLASSES =
      List.of(
          Path.of("src/main/java/org/xuhao/web/steer/AlertWords.java"),
          Path.of("src/main/java/org/xuhao/web/clerk/CallReason.java"));

  /** Keys that the server or words.js itself asks for. */
  private static final List<String> OF_A_LANGUAGE =
      List.of("language.tag", "language.name", "language.dates", "language.comma");

  private final Catalogue catalogue = Catalogue.read();

  @Test
  void everyLanguageSaysEverything() {
    assertEquals(List.of("zh", "en"), catalogue.languages().subList(0, 2));
    assertEquals("", String.join("\n", gaps(catalogue)));
  }

  @Test
  void aTextThatIsMissingEmptyOrHasAnotherPlaceIsFound() {
    var zh = Map.of("a.one", "一", "a.two", "{n} 二", "a.three", "三", "a.two#one", "二");
    var en = Map.of("a.two", "{m} two", "a.three", " ", "a.four", "four");
    var found = gaps(new Catalogue(Map.of("zh", zh, "en", en)));
    var wanted =
        List.of("en lacks a.one", "en: a.three is empty", "en: a.two has {m}", "zh lacks a.four");
    assertEquals(wanted, found);
  }

  /** Other forms of a number (key#one) are the language's own. */
  private static List<String> gaps(Catalogue catalogue) {
    var found = new TreeSet<String>();
    var all = new TreeSet<String>();
    for (String language : catalogue.languages()) all.addAll(bare(catalogue.of(language)));
    for (String language : catalogue.languages()) {
      Map<String, String> texts = catalogue.of(language);
      for (String key : all) if (!texts.containsKey(key)) found.add(language + " lacks " + key);
      texts.forEach((key, text) -> {
        if (text.isBlank() && !text.equals("\u00a0"))
          found.add(language + ": " + key + " is empty");
        String first = catalogue.of(Catalogue.FIRST).get(key.replaceFirst("#.*", ""));
        if (first == null) return;
        PLACE
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .filter(place -> !first.contains(place))
            .forEach(place -> found.add(language + ": " + key + " has " + place));
      });
    }
    return List.copyOf(found);
  }

  private static Set<String> bare(Map<String, String> texts) {
    return texts.keySet().stream()
        .filter(key -> key.indexOf('#') < 0)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyTextIsUsedAndEveryKeyThatIsUsedIsThere() throws IOException {
    var known = bare(catalogue.of(Catalogue.FIRST));
    var groups =
        known.stream().map(key -> key.replaceFirst("\\..*", "")).collect(Collectors.toSet());
    var used = new TreeSet<>(OF_A_LANGUAGE);
    for (Path file : filesThatName()) {
      Pattern key = patternOf(file.toString());
      key.matcher(Files.readString(file))
          .results()
          .map(match -> match.group(1))
          .filter(name -> groups.contains(name.replaceFirst("\\..*", "")))
          .forEach(used::add);
    }
    var lacking = new TreeSet<>(used);
    lacking.removeAll(known);
    assertEquals(new TreeSet<>(), lacking, "used, and not in the catalogue");
    known.removeAll(used);
    assertEquals(new TreeSet<>(), known, "in the catalogue, and not used");
  }

  private static Pattern patternOf(String file) {
    if (file.endsWith(".java")) return IN_JAVA;
    return file.endsWith(".js") ? IN_SCRIPT : IN_PAGE;
  }

  /** Pages and scripts, and the classes that tell a page which text to say. */
  private static List<Path> filesThatName() throws IOException {
    var all = new ArrayList<>(files(".js", ".html"));
    all.addAll(CLASSES);
    return all;
  }

  @Test
  void noPageSaysWhatIsNotInTheCatalogue() throws IOException {
    var found = new ArrayList<String>();
    for (Path file : files(".js", ".html", ".css")) {
      if (file.endsWith(PICTURES)) continue;
      String text = COMMENT.matcher(Files.readString(file)).replaceAll("");
      text.lines()
          .filter(line -> CHINESE.matcher(line).find() && !line.contains("u4e00"))
          .forEach(line -> found.add(file.getFileName() + ": " + line.strip()));
    }
    assertEquals("", String.join("\n", found));
  }

  private static List<Path> files(String... endings) throws IOException {
    try (Stream<Path> all = Files.list(WEB)) {
      return all.filter(file -> Arrays.stream(endings).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }

  @Test
  void anotherLanguageIsOneMoreFile(@TempDir Path folder) throws IOException {
    for (String language : List.of("zh", "en"))
      Files.copy(MESSAGES.resolve(language + ".json"), folder.resolve(language + ".json"));
    var mongolian = new JsonObject(Files.readString(MESSAGES.resolve("en.json")));
    mongolian.put("language.tag", "mn").put("language.name", "Монгол").put("phone.my-ticket", "X");
    Files.writeString(folder.resolve("mn.json"), mongolian.encode());
    Catalogue three = Catalogue.of(folder);
    assertEquals(List.of("zh", "en", "mn"), three.languages());
    assertEquals(List.of(), gaps(three));
    String page = three.page(new Assets().text("phone.html"), "mn");
    assertTrue(page.contains("<html lang=\"mn\""), page);
    assertTrue(page.contains("<title>X</title>"), page);
    assertTrue(page.contains("lang=\"zh-CN\">到您了"), "Chinese stands beside it");
    assertTrue(page.contains("data-language=\"en\""), page);
    String chinese = three.page(new Assets().text("phone.html"), "zh");
    assertTrue(chinese.contains("Монгол</a>"), "offered by itself");
    assertTrue(three.module("mn").contains("Монгол"));
    assertFalse(new Assets(three).release().equals(new Assets().release()), "told by its release");
  }

  /** What the server itself says to the pages is said in both languages, each in its own. */
  @Test
  void whatTheServerSaysIsSaidInBothLanguages() throws IllegalAccessException {
    var all = new ArrayList<Words>();
    for (Refusal refusal : Refusal.values()) all.add(refusal.words());
    for (var field : Problem.class.getDeclaredFields())
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == Problem.class)
        all.add(((Problem) field.get(null)).title());
    for (FaultCode fault : FaultCode.values()) {
      all.add(new Words(fault.happenedZh(), fault.happenedEn()));
      all.add(new Words(fault.doThisZh(), fault.doThisEn()));
    }
    assertTrue(all.size() > 60, "found " + all.size());
    for (Words words : all) {
      assertTrue(CHINESE.matcher(words.zh()).find(), words.toString());
      assertFalse(words.en().isBlank() || CHINESE.matcher(words.en()).find(), words.toString());
    }
  }
}
