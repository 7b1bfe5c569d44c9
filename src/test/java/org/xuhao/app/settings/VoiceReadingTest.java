package org.xuhao.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xuhao.hall.value.WindowId;
import org.xuhao.voice.Language;

/** What the hall's file says of announcements. */
@NullMarked
class VoiceReadingTest {
  private static final String GOOD =
      """
      hall: {id: haixi, name: 厅, tier: DISTRICT, timeZone: Asia/Shanghai}
      services:
        - {code: RS, prefix: A, name: 社会保险, department: 人社局}
      windows:
        - {number: 3, name: 社会保险, services: [RS]}
      voice: {VOICE}
      """;

  @TempDir Path folder = Path.of("");

  private Reading read(String voice) throws IOException {
    Path file = folder.resolve("hall.yaml");
    return Reading.of(Files.writeString(file, GOOD.replace("VOICE", voice)), "hall.yaml");
  }

  private Settings.Voice good(String voice) throws IOException {
    Reading reading = read(voice);
    return assertInstanceOf(Reading.Good.class, reading, reading::toString)
        .settings()
        .voice()
        .orElseThrow();
  }

  @Test
  void oneZoneIsEnough() throws IOException {
    var voice = good("zones: [{name: hall}]");
    assertEquals(List.of(Language.MANDARIN, Language.ENGLISH), voice.languages());
    assertEquals(List.of(new Settings.VoiceZone("hall", "default", Set.of())), voice.zones());
    assertEquals(2, voice.rules().times());
  }

  @Test
  void everythingCanBeSaid() throws IOException {
    var voice =
        good(
            "zones: [{name: hall}, {name: east, card: 'plughw:1,0', windows: [3]}], times: 3,"
                + " repeatAfter: 5s, quiet: ['12:00-13:30'], volume: 60, speed: 120, clips: clips,"
                + " languages: [{code: zh}, {code: yue}, {code: other, voice: ug, call: '{number}"
                + " {window}'}]");
    assertEquals(3, voice.rules().times());
    assertEquals(1, voice.rules().quiet().size());
    assertEquals(60, voice.volume());
    assertEquals(folder.toAbsolutePath().resolve("clips"), voice.clips().orElseThrow());
    assertEquals("plughw:1,0", voice.zones().get(1).card());
    assertEquals(Set.of(new WindowId(3)), voice.zones().get(1).windows());
    assertEquals("ug", voice.languages().get(2).voice());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "times: 2|voice has no zones|zones",
        "zones: [{name: hall}], languages: [{code: en}, {code: zh}]|is not Mandarin|{code: zh}",
        "zones: [{name: hall}], languages: [{code: zh}, {code: other}]|has no voice|voice: ug",
        "zones: [{name: hall}], languages: [{code: zh}, {code: other, voice: ug, call: x}]|does"
            + " not say who goes where|{number} and {window}",
        "zones: [{name: hall}], quiet: [noon]|are no hours|12:00-13:30",
        "zones: [{name: hall}, {name: hall}]|two zones named hall|a name of its own",
        "zones: [{name: hall, card: a b}]|no card is named|aplay -L",
        "zones: [{name: hall, windows: [9]}]|there is no window 9|a number from windows:",
        "zones: [{name: hall}], volume: 0|voice.volume is 0|1 to 100",
      })
  void aMistakeIsSaidWithItsLineAndTheRemedy(String voice, String what, String write)
      throws IOException {
    var errors = assertInstanceOf(Reading.Bad.class, read(voice)).errors();
    assertEquals(1, errors.size(), errors.toString());
    String said = errors.getFirst().toString();
    assertTrue(said.contains(what) && said.contains(write), said);
    assertTrue(said.contains("hall.yaml:6"), said);
  }
}
