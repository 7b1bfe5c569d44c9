package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What {@code bin/screens} makes: every page stands in docs/screens.md in both languages. */
@NullMarked
class PicturesTest {
  private static final Path SHOWN = Path.of("docs", "screens.md");
  private static final Path KEPT = Path.of("docs", "screens");
  private static final Path PAGES = Path.of("src", "main", "resources", "web");
  private static final Pattern PICTURE = Pattern.compile("\\(screens/([\\w-]+)\\.png\\)");

  private static SortedSet<String> shown() throws IOException {
    return PICTURE
        .matcher(Files.readString(SHOWN))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> named(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(end))
          .map(name -> name.substring(0, name.length() - end.length()))
          .sorted()
          .toList();
    }
  }

  @Test
  void everyPageIsShownInBothLanguages() throws IOException {
    SortedSet<String> shown = shown();
    List<String> pages = named(PAGES, ".html");
    assertTrue(pages.contains("dispenser"), pages::toString);
    for (String page : pages)
      assertTrue(
          shown.stream().anyMatch(name -> name.equals(page) || name.startsWith(page + "-")),
          () -> "no picture of " + page + " in " + SHOWN);
    List<String> alone =
        shown.stream()
            .filter(name -> !name.endsWith("-en") && !shown.contains(name + "-en"))
            .toList();
    assertEquals(List.of(), alone, "in Chinese alone");
  }

  @Test
  void whatIsKeptIsWhatIsShown() throws IOException {
    assertEquals(List.copyOf(shown()), named(KEPT, ".png"));
  }
}
