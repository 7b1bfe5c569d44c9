package org.xuhao.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The house rules, checked on every file of the project; what they say stands in CONTRIBUTING. */
@NullMarked
class TidyTest {
  private static final Path PROJECT = Path.of("").toAbsolutePath();

  /** Made by builds and runs, or by the editor; never committed. */
  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", "data", "node_modules", ".idea", ".vscode", ".settings");

  private static final Set<String> TEXT =
      Set.of("java", "js", "css", "html", "md", "yaml", "yml", "sql", "xml", "sh", "service");

  @Test
  void everyFileKeepsTheHouseRules() throws IOException {
    var sizes = new TreeMap<String, Long>();
    var found = new ArrayList<Complaint>();
    for (Path path : files()) {
      String file = PROJECT.relativize(path).toString().replace('\\', '/');
      sizes.put(file, Files.size(path));
      if (!isText(file)) continue;
      String text = Files.readString(path);
      found.addAll(TextRules.check(file, text));
      if (file.endsWith(".java")) found.addAll(JavaRules.check(file, text));
    }
    found.addAll(TextRules.tree(sizes));
    assertTrue(sizes.containsKey("pom.xml"), "not run in the project's folder");
    assertEquals("", found.stream().map(Complaint::toString).collect(Collectors.joining("\n")));
  }

  private static boolean isText(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? file.startsWith("bin/") : TEXT.contains(name.substring(dot + 1));
  }

  private static List<Path> files() throws IOException {
    var all = new ArrayList<Path>();
    Files.walkFileTree(
        PROJECT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            boolean skip =
                PROJECT.equals(dir.getParent()) && NOT_OURS.contains(dir.getFileName().toString());
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) all.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    all.sort(null);
    return all;
  }
}
