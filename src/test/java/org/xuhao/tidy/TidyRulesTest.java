package org.xuhao.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The house rules must find what they forbid and let the rest be. */
@NullMarked
class TidyRulesTest {
  private static final String HALL = "src/main/java/org/xuhao/hall/A.java";

  private static List<String> java(String file, String body) {
    String text = "package org.xuhao.hall;\n/** One. */\npublic class A {\n" + body + "\n}\n";
    return JavaRules.check(file, text).stream().map(c -> c.line() + " " + c.what()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          void a() { Thread.sleep(1); } | 4 Thread.sleep
          Object a = Instant.now(); | 4 Instant.now
          Object a = java.time.Instant.now(); | 4 Instant.now
          Supplier<Instant> a = Instant::now; | 4 Instant.now
          long a = System.nanoTime(); | 4 System.nanoTime
          Object a = new Random(); | 4 new Random without a seed
          void a() { try { b(); } catch (Exception e) { } } | 4 catch (Exception)
          void a() { try { b(); } catch (RuntimeException e) { } } | 4 catch (RuntimeException)
          void a(Error e) { e.printStackTrace(); } | 4 printStackTrace
          void a() { System.out.println(); } | 4 System.out
          @Disabled void a() { } | 4 a disabled test
          class TicketManager { } | 4 type named TicketManager
          interface IWindow { } | 4 type named IWindow
          class PadHandler { } | 4 type named PadHandler
          record AbstractCall() { } | 4 type named AbstractCall
          """)
  void theForbiddenIsFound(String body, String said) {
    assertEquals(List.of(said), java(HALL, body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Object a = new Random(7);
          void a() { try { b(); } catch (IOException e) { } }
          String a = "Thread.sleep(1)"; // Instant.now() only in words
          record ServiceCode() { } record IdCard() { } record Base64Text() { }
          """)
  void theAllowedIsLeftAlone(String body) {
    assertEquals(List.of(), java(HALL, body));
  }

  @Test
  void timeMayBeAskedForWhereTheWorldComesIn() {
    for (String home : List.of("app", "line", "sim"))
      assertEquals(
          List.of(), java(HALL.replace("/hall/", "/" + home + "/"), "Object a = Instant.now();"));
    assertEquals(List.of(), java(HALL.replace("main", "test"), "Object a = Instant.now();"));
  }

  @Test
  void aMethodOfFortyLinesIsTheLongest() {
    assertEquals(List.of(), java(HALL, "void a() {" + "\n".repeat(39) + "}"));
    assertEquals(
        List.of("4 method a of 41 lines"), java(HALL, "void a() {" + "\n".repeat(40) + "}"));
  }

  @Test
  void aPublicTypeSaysWhatItIs() {
    String bare = "package org.xuhao.hall;\n\npublic class A {}\n";
    assertEquals(1, JavaRules.check(HALL, bare).size());
    assertEquals(0, JavaRules.check(HALL, bare.replace("public class", "class")).size());
  }

  @Test
  void aPackageIsNamedAfterItsJob() {
    String text = "package org.xuhao.util;\n\nclass A {}\n";
    assertEquals("package named util", JavaRules.check(HALL, text).getFirst().what());
  }

  private static List<String> text(String file, String text) {
    return TextRules.check(file, text).stream().map(c -> c.line() + " " + c.what()).toList();
  }

  @Test
  void linesAndFilesHaveTheirMeasure() {
    assertEquals(List.of(), text("a.js", "x".repeat(100) + "\n"));
    assertEquals(List.of("1 101 columns"), text("a.js", "x".repeat(101) + "\n"));
    assertEquals(List.of(), text("a.md", "# A\n" + "x".repeat(101) + "\n"));
    assertEquals(List.of(), text("a.js", "\n".repeat(400)));
    assertEquals(List.of("0 401 lines"), text("a.js", "\n".repeat(401)));
    assertEquals(List.of("1 no line end at the end"), text("a.js", "x"));
    assertEquals(List.of("1 white space at the line's end"), text("a.css", "x \n"));
    assertEquals(List.of("1 a tab"), text("a.css", "x\ty\n"));
  }

  @Test
  void whatIsUnfinishedOrTiedToOneMachineIsFound() {
    assertEquals(List.of("1 unfinished"), text("a.css", "/* TO" + "DO: later */\n"));
    assertEquals(List.of("1 a place on one machine"), text("a.css", "/ro" + "ot/a.txt\n"));
    assertEquals(List.of("1 a place on one machine"), text("a.css", "see ../sha" + "red/x\n"));
  }

  @Test
  void aDocumentHasOneTitle() {
    assertEquals(List.of(), text("a.md", "# A\n```sh\n# no title\n```\n## B\n"));
    assertEquals(List.of("0 2 titles"), text("a.md", "# A\n# B\n"));
    assertEquals(List.of("0 0 titles"), text("a.md", "## A\n"));
  }

  @Test
  void aReleaseHasItsDayAndItsReaders() {
    String good = "# Changes\n## Unreleased\n### Inside\n## 1.0.0 - 2026-12-01\n### For the hall\n";
    assertEquals(List.of(), text("CHANGELOG.md", good));
    assertEquals(List.of("4 ## 1.0.0"), text("CHANGELOG.md", good.replace(" - 2026-12-01", "")));
    assertEquals(List.of("2 ## Soon"), text("CHANGELOG.md", good.replace("Unreleased", "Soon")));
    assertEquals(
        List.of("3 ### Misc"), text("CHANGELOG.md", good.replace("### Inside", "### Misc")));
  }

  @Test
  void theTreeHasItsMeasureToo() {
    var sizes = new TreeMap<String, Long>();
    sizes.put("a/b.cap", 10L);
    sizes.put("a/c.cap", 10L);
    sizes.put("a/c.chk", 10L);
    sizes.put("a/large.bin", 256 * 1024 + 1L);
    for (int i = 0; i <= TextRules.PACKAGE_TYPES_MAX; i++)
      sizes.put("src/main/java/org/xuhao/hall/T" + i + ".java", 1L);
    List<String> said = TextRules.tree(sizes).stream().map(Complaint::toString).toList();
    assertEquals(3, said.size(), said.toString());
    assertTrue(said.getFirst().startsWith("a/b.cap:0: a capture without answers"));
  }
}
