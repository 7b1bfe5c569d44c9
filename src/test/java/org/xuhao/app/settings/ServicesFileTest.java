package org.xuhao.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the district's services. */
class ServicesFileTest {
  @TempDir Path folder;

  private Checked<ServicesFile> read(String text) throws IOException {
    return ServicesFile.of(Files.writeString(folder.resolve("services.yaml"), text));
  }

  @Test
  void whatAnEntryLeavesOutIsLeftToTheHalls() throws IOException {
    Checked<ServicesFile> read =
        read(
            """
            from: 2026-12-01
            services:
              - {code: RS, name: 社会保险, materials: [], until: 2026-12-31}
              - {code: YB, name: 医疗保障, says: [看病报销]}
              - {code: KH, name: 开户, bundle: [RS, YB]}
            """);
    var file = (ServicesFile) assertInstanceOf(Checked.Good.class, read).file();
    assertEquals(Optional.of(LocalDateTime.of(2026, 12, 1, 0, 0)), file.from());
    ServicesFile.Entry first = file.services().getFirst();
    assertEquals(Optional.of(List.of()), first.materials(), "none is another thing than unsaid");
    assertEquals(Optional.empty(), first.says());
    assertEquals(Optional.empty(), first.nameEn());
    assertEquals(Optional.of(LocalDate.of(2026, 12, 31)), first.until());
    assertEquals(Optional.of(List.of("RS", "YB")), file.services().getLast().bundle());
  }

  @Test
  void theOneOfTheDemonstrationIsRight() {
    Path demo = Path.of("src", "main", "resources", "demo", "services.yaml");
    assertInstanceOf(Checked.Good.class, ServicesFile.of(demo));
  }

  @Test
  void everyMistakeIsSaidWithItsLine() throws IOException {
    Checked<ServicesFile> read =
        read(
            """
            services:
              - {code: RS, name: 社会保险, from: 2026-12-02, until: 2026-12-01}
              - {code: RS, name: 又一个}
              - {code: YB, name: 医疗保障, prefix: C}
              - {code: KH, name: 开户, bundle: [RS, XX]}
              - {code: KI, name: 开业, bundle: [KH, YB], until: 明天以后的某个日}
            """);
    var lines =
        ((Checked.Bad<?>) read)
            .errors().stream().map(error -> error.line() + " " + error.code()).toList();
    assertEquals(
        List.of(
            "2 BAD_VALUE",
            "3 DUPLICATE",
            "4 UNKNOWN_KEY",
            "5 UNKNOWN_NAME",
            "6 BAD_VALUE",
            "6 OUT_OF_RANGE"),
        lines);
  }
}
