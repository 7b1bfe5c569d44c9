package org.xuhao.app.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xuhao.web.setup.SetupTrouble;

/** Only what is edited changes; comments, order and spaces of all else stay. */
class YamlEditsTest {
  private static final String FILE =
      """
      # The hall of 海西 😀
      hall: {id: haixi, name: 海西, tier: DISTRICT}   # flow
      data: ./data
      services:
        # the first
        - {code: RS, prefix: A, name: 社会保险}  # often
        - code: YB  # block
          prefix: B
          name: "医疗: 保障"
          bundle:
            - RS # one
            - YB
          hours: 09:00-12:00

        # the last
        - {code: GA, prefix: C}
      alerts:
        wait: 30min
      empty:
      lines:
        pads:    {uri: "sim:pads"}
      # the end\
      """;

  private static String set(String text, List<Object> path, @Nullable Object value)
      throws SetupTrouble {
    var edits = new YamlEdits(text);
    edits.set(path, value);
    return edits.text();
  }

  private static void becomes(
      List<Object> path, @Nullable Object value, String before, String after) throws SetupTrouble {
    assertTrue(FILE.contains(before), before);
    assertEquals(FILE.replace(before, after), set(FILE, path, value));
  }

  @Test
  void aValueIsReplacedWhereItStands() throws SetupTrouble {
    becomes(List.of("services", 0, "name"), "社保", "社会保险}  # often", "社保}  # often");
    becomes(List.of("services", 1, "name"), "医保", "\"医疗: 保障\"", "医保");
    becomes(List.of("services", 1, "prefix"), "D: #", "prefix: B", "prefix: \"D: #\"");
    becomes(List.of("hall", "tier"), "STREET", "DISTRICT", "STREET");
    becomes(List.of("empty"), "x", "empty:", "empty: x");
    becomes(List.of("data"), "null", "./data", "\"null\"");
    becomes(
        List.of("services", 1, "bundle"),
        List.of("RS", "GA"),
        "bundle:\n      - RS # one\n      - YB",
        "bundle: [RS, GA]");
  }

  @Test
  void aKeyThatLacksIsPutBehindItsNeighbours() throws SetupTrouble {
    becomes(List.of("services", 0, "quota"), "40", "社会保险}", "社会保险, quota: 40}");
    becomes(List.of("services", 1, "quota"), "40", "09:00-12:00\n", "09:00-12:00\n    quota: 40\n");
    becomes(List.of("alerts", "idle"), "5min", "30min\n", "30min\n  idle: 5min\n");
    becomes(
        List.of("lines", "leds", "uri"),
        "sim:leds",
        "\"sim:pads\"}\n",
        "\"sim:pads\"}\n  leds: {uri: sim:leds}\n");
    becomes(
        List.of("privacy", "visitorDays"),
        "90",
        "\"sim:pads\"}\n",
        "\"sim:pads\"}\nprivacy: {visitorDays: 90}\n");
    becomes(List.of("empty", "a"), "b", "empty:", "empty: {a: b}");
  }

  @Test
  void entriesComeAndGo() throws SetupTrouble {
    becomes(
        List.of("services", 3),
        new LinkedHashMap<>(Map.of("code", "ZZ")),
        "prefix: C}\n",
        "prefix: C}\n  - {code: ZZ}\n");
    becomes(List.of("services", 0), null, "  - {code: RS, prefix: A, name: 社会保险}  # often\n", "");
    becomes(List.of("services", 2), null, "  - {code: GA, prefix: C}\n", "");
    becomes(List.of("alerts", "wait"), null, "alerts:\n  wait: 30min\n", "");
    becomes(List.of("lines", "pads"), null, "lines:\n  pads:    {uri: \"sim:pads\"}\n", "");
    becomes(List.of("services", 1, "code"), null, "code: YB  # block\n    ", "");
    becomes(List.of("services", 2, "code"), null, "code: GA, ", "");
    becomes(List.of("services", 2, "prefix"), null, ", prefix: C", "");
    becomes(List.of("nothing", "here"), null, "data", "data");
    becomes(
        List.of("calendar", 0),
        new LinkedHashMap<>(Map.of("on", "SATURDAY")),
        "\"sim:pads\"}\n",
        "\"sim:pads\"}\ncalendar:\n  - {on: SATURDAY}\n");
  }

  @Test
  void aNewEntryLooksLikeTheOneBefore() throws SetupTrouble {
    String block = "windows:\n- number: 1\n  name: 一\n";
    var entry = new LinkedHashMap<String, Object>();
    entry.put("number", "2");
    entry.put("services", new ArrayList<Object>(List.of("RS", "YB")));
    assertEquals(
        block + "- number: 2\n  services: [RS, YB]\n", set(block, List.of("windows", 1), entry));
    assertEquals(
        "windows: [{a: b}, {c: d}]",
        set("windows: [{a: b}]", List.of("windows", 1), Map.of("c", "d")));
  }

  @Test
  void whatNoFormCanReachIsRefusedAndNothingIsSpoilt() {
    String odd = "a: {b: 1}\n? c\n: d\nx: &n 1\n";
    assertThrows(SetupTrouble.class, () -> set(odd, List.of("a", 0), "x"));
    assertThrows(SetupTrouble.class, () -> set(odd, List.of("a", "c", 7), "x"));
    assertThrows(SetupTrouble.class, () -> set("a: [", List.of("a"), "x"));
    assertThrows(SetupTrouble.class, () -> set("a: 1\na: 2\n", List.of("a"), "3"));
    assertThrows(SetupTrouble.class, () -> set("a: 1\n", List.of(), "3"));
  }

  /** Whatever is put anywhere: what is read then is what was asked, or it is refused. */
  @Test
  void drawnEditsSayWhatWasAsked() throws SetupTrouble {
    var random = new Random(20261123);
    List<String> words =
        List.of(
            "RS", "a b", "# x", "- y", "{", "x: y", "'", "\"", "\\", "09:00", "null", "~", "é",
            "😀", "\t", "a\nb", " 前后 ", "*a", "&b", "!c", "%", "@", "`", "", "=1", "true", "-1");
    List<List<Object>> paths =
        List.of(
            List.of("services", 0, "name"),
            List.of("services", 1, "name"),
            List.of("services", 1, "x"),
            List.of("data"),
            List.of("alerts", "wait"),
            List.of("new", "deep", 0, "key"),
            List.of("services", 1, "bundle"),
            List.of("lines", "pads", "uri"),
            List.of("services", 2),
            List.of("hall", "x"));
    int done = 0;
    for (int n = 0; n < 2_000; n++) {
      String text = FILE;
      for (int i = 0; i < 3; i++) {
        List<Object> path = paths.get(random.nextInt(paths.size()));
        String word = words.get(random.nextInt(words.size()));
        Object value = random.nextInt(4) == 0 ? List.of(word, "B") : word;
        try {
          text = set(text, path, random.nextInt(5) == 0 ? null : value);
          done++;
        } catch (SetupTrouble e) {
          continue; // refused: the text is as it was
        }
        assertTrue(text.contains("# The hall of 海西 😀") && text.contains("# the end"), text);
        assertTrue(!Optional.empty().equals(Outline.of(text)), text);
      }
    }
    assertTrue(done > 5_000, "only " + done + " were made");
  }
}
