package org.xuhao.app.setup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.SmallDisk;
import org.xuhao.app.settings.Key;
import org.xuhao.app.settings.Reading;
import org.xuhao.web.setup.SetupTrouble;
import org.xuhao.web.setup.SetupTrouble.Why;

/** The hall's file is written whole, checked, kept in editions, and never against somebody. */
class SetupDeskTest {
  @TempDir Path folder;
  private Path file = Path.of("");
  private String full = "";

  @BeforeEach
  void demo() throws IOException {
    file = folder.resolve("hall.yaml");
    try (var demo = SetupDeskTest.class.getResourceAsStream("/demo/hall.yaml")) {
      Files.write(file, Objects.requireNonNull(demo).readAllBytes());
    }
  }

  private SetupDesk desk() throws IOException {
    return new SetupDesk(
        file,
        "haixi",
        false,
        draft -> Optional.empty(),
        InstantSource.system(),
        (path, bytes) -> {
          if (path.toString().contains(full) && !full.isEmpty())
            throw new IOException("No space left on device");
          WholeFile.write(path, bytes);
        });
  }

  private static JsonArray rename(String name) {
    return edit(new JsonArray().add("services").add(0).add("name"), name);
  }

  private static JsonArray edit(JsonArray path, String value) {
    return new JsonArray().add(new JsonObject().put("path", path).put("value", value));
  }

  private static Why why(org.junit.jupiter.api.function.Executable asked) {
    return assertThrows(SetupTrouble.class, asked).why();
  }

  @Test
  void aNameIsChangedPreviewedWrittenKeptAndUndone() throws IOException, SetupTrouble {
    SetupDesk desk = desk();
    JsonObject present = desk.present();
    String before = present.getString("text");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    JsonObject draft = desk.draft(before, rename("社保"));
    assertTrue(draft.getBoolean("good"), draft.encodePrettily());
    JsonObject change = draft.getJsonArray("changes").getJsonObject(0);
    assertEquals(new JsonArray().add("services").add("RS").add("name"), change.getValue("where"));
    assertEquals("社会保险", change.getString("before"));
    assertEquals("社保", change.getString("after"));
    assertEquals(1, draft.getInteger("changed"));
    String signs =
        draft.getJsonArray("lines").stream()
            .map(one -> ((JsonObject) one).getString("sign"))
            .collect(Collectors.joining());
    assertEquals("  -+  ", signs);

    String text = draft.getString("text");
    desk.write(text, draft.getString("digest"), "anna", "shorter");
    assertEquals(text, Files.readString(file));
    assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    JsonObject after = desk.present();
    assertFalse(after.getBoolean("running"), "the hall runs with what it was started with");
    JsonArray editions = after.getJsonArray("editions");
    assertEquals(2, editions.size(), "what was there is kept, and what was written");
    assertEquals("anna", editions.getJsonObject(0).getString("by"));
    assertEquals("shorter", editions.getJsonObject(0).getString("why"));
    assertTrue(editions.getJsonObject(0).getBoolean("now"));
    long first = editions.getJsonObject(1).getLong("number");
    String old = desk.edition(first).getString("text");
    desk.write(old, after.getString("digest"), "anna", "back");
    assertEquals(before, Files.readString(file));
    assertTrue(desk.present().getBoolean("running"));
    assertEquals(Why.NO_EDITION, why(() -> desk.edition(77)));
  }

  @Test
  void whatTheReaderRefusesIsNeverWrittenAndToldAtItsField() throws IOException, SetupTrouble {
    SetupDesk desk = desk();
    JsonObject present = desk.present();
    byte[] before = Files.readAllBytes(file);
    var path = new JsonArray().add("windows").add(1).add("number");
    JsonObject draft = desk.draft(present.getString("text"), edit(path, "1000"));
    JsonObject error = draft.getJsonArray("errors").getJsonObject(0);
    assertEquals("CONFIG-OUT-OF-RANGE", error.getString("code"));
    assertEquals(path, error.getJsonArray("path"));
    assertEquals("1 to 999", error.getString("write"));
    String text = draft.getString("text");
    assertEquals(Why.REFUSED, why(() -> desk.write(text, present.getString("digest"), "a", "b")));
    var lacks = new JsonArray().add("services").add(2).add("department");
    JsonArray gone = new JsonArray().add(new JsonObject().put("path", lacks));
    JsonObject other = desk.draft(present.getString("text"), gone);
    assertEquals(lacks, other.getJsonArray("errors").getJsonObject(0).getJsonArray("path"));
    var id = new JsonArray().add("hall").add("id");
    JsonObject renamed = desk.draft(present.getString("text"), edit(id, "another"));
    assertEquals(id, renamed.getJsonArray("errors").getJsonObject(0).getJsonArray("path"));
    assertEquals(
        Why.REFUSED,
        why(() -> desk.write(renamed.getString("text"), present.getString("digest"), "a", "b")));
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals(0, desk.present().getJsonArray("editions").size());
  }

  @Test
  void theSecondOfTwoIsToldAndLosesNothing() throws IOException, SetupTrouble {
    SetupDesk desk = desk();
    JsonObject present = desk.present();
    String base = present.getString("digest");
    String anna = desk.draft(present.getString("text"), rename("甲")).getString("text");
    String bert = desk.draft(present.getString("text"), rename("乙")).getString("text");
    desk.write(anna, base, "anna", "x");
    var refused = assertThrows(SetupTrouble.class, () -> desk.write(bert, base, "bert", "y"));
    assertEquals(Why.CHANGED, refused.why());
    assertEquals("anna", refused.detail());
    assertEquals(anna, Files.readString(file));
    desk.write(anna, base, "anna", "x"); // its answer was lost and it is asked again
    assertEquals(2, desk.present().getJsonArray("editions").size());
  }

  @Test
  void aFullDiskAndAReadOnlyFileAreToldAndTheFileStaysAsItWas() throws IOException, SetupTrouble {
    SetupDesk desk = desk();
    JsonObject present = desk.present();
    byte[] before = Files.readAllBytes(file);
    String text = desk.draft(present.getString("text"), rename("甲")).getString("text");
    String base = present.getString("digest");
    full = "history";
    assertEquals(Why.DISK_FULL, why(() -> desk.write(text, base, "a", "b")));
    full = "hall.yaml";
    assertEquals(Why.DISK_FULL, why(() -> desk.write(text, base, "a", "b")));
    full = "";
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assertEquals(Why.READ_ONLY, why(() -> desk.write(text, base, "a", "b")));
    assertFalse(desk.present().getBoolean("writable"));
    assertArrayEquals(before, Files.readAllBytes(file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.delete(file);
    Files.createDirectory(file);
    assertEquals(Why.UNWRITABLE, why(desk::present));
  }

  /** A real file system that becomes full anywhere on the way: whole and new, or as it was. */
  @Test
  void whereverTheDiskBecomesFullTheFileIsWhole() throws IOException, SetupTrouble {
    Path small = Files.createDirectory(folder.resolve("small"));
    try (SmallDisk disk = SmallDisk.mount(small, 512)) {
      Path there = small.resolve("hall.yaml");
      Files.copy(file, there);
      file = there;
      SetupDesk desk = desk();
      int full = 0;
      int written = 0;
      for (int kib = 0; kib <= 64; kib += 4) {
        JsonObject present = desk.present();
        byte[] before = Files.readAllBytes(file);
        int editions = present.getJsonArray("editions").size();
        String text = desk.draft(present.getString("text"), rename("业务" + kib)).getString("text");
        disk.leave(kib);
        try {
          desk.write(text, present.getString("digest"), "a", "b");
          assertEquals(text, Files.readString(file));
          written++;
        } catch (SetupTrouble trouble) {
          assertEquals(Why.DISK_FULL, trouble.why(), trouble.detail());
          assertArrayEquals(before, Files.readAllBytes(file));
          int kept = desk.present().getJsonArray("editions").size();
          assertTrue(kept - editions <= 1, "at most what was found there is kept");
          full++;
        }
        disk.clear();
        try (var left = Files.list(small)) {
          assertTrue(left.noneMatch(one -> one.toString().endsWith(".part")), "left over");
        }
      }
      assertTrue(full > 1 && written > 1, full + " full, " + written + " written");
    }
  }

  /**
   * The edition is written first; where the file then fails, it must not be said to have counted.
   */
  @Test
  void anEditionThatDidNotCountIsNotKept() throws IOException, SetupTrouble {
    SetupDesk desk = desk();
    JsonObject present = desk.present();
    String text = desk.draft(present.getString("text"), rename("甲")).getString("text");
    full = "hall.yaml";
    var failing =
        new HallFile(
            file,
            (path, bytes) -> {
              if (path.equals(file)) throw new IOException("Input/output error");
              WholeFile.write(path, bytes);
            },
            InstantSource.system());
    assertEquals(
        Why.UNWRITABLE, why(() -> failing.write(text, present.getString("digest"), "a", "b")));
    assertEquals(1, failing.editions().size(), "what was there, not what was refused");
  }

  @Test
  void onlySoManyEditionsAreKept() throws IOException, SetupTrouble {
    SetupDesk desk = desk();
    for (int n = 0; n < Editions.KEPT_MAX + 5; n++) {
      JsonObject present = desk.present();
      String text = desk.draft(present.getString("text"), rename("业务" + n)).getString("text");
      desk.write(text, present.getString("digest"), "a", "b");
    }
    JsonArray kept = desk.present().getJsonArray("editions");
    assertEquals(Editions.KEPT_MAX, kept.size());
    assertEquals(56, kept.getJsonObject(0).getLong("number"));
  }

  @Test
  void windowsLinesAndGbkAreUnderstood() throws IOException, SetupTrouble {
    String text = Files.readString(file).replace("\n", "\r\n");
    Files.writeString(file, text);
    SetupDesk desk = desk();
    JsonObject draft = desk.draft(desk.present().getString("text"), rename("甲"));
    assertEquals(1, draft.getInteger("changed"));
    desk.write(draft.getString("text"), draft.getString("digest"), "a", "b");
    assertEquals(text.replace("name: 社会保险, nameEn", "name: 甲, nameEn"), Files.readString(file));
    Files.write(file, text.getBytes(Charset.forName("GBK")));
    assertTrue(desk.present().getString("text").contains("海西州政务服务中心"));
    assertEquals(Why.TOO_LARGE, why(() -> desk.draft("[" + "a,".repeat(70_000), rename("x"))));
    Files.write(file, new byte[HallFile.BYTES_MAX + 1]);
    assertEquals(Why.TOO_LARGE, why(desk::present));
  }

  @Test
  void aDraftIsReadExactlyAsAStartReadsTheFile() throws IOException {
    byte[] bad = "hall: {id: A}\nservices: 3\nx: 1\n".getBytes(StandardCharsets.UTF_8);
    Files.write(file, bad);
    assertEquals(Reading.of(file), Reading.of(file, bad, root -> {}));
  }

  @Test
  void everyKeyHasAMeaningInChinese() {
    var lacking = KeySheet.keys().stream().map(KeySheet::id).collect(Collectors.toSet());
    lacking.removeAll(KeySheet.chinese().fieldNames());
    assertEquals("", String.join("\n", lacking));
    var surplus = new java.util.TreeSet<>(KeySheet.chinese().fieldNames());
    for (Key key : KeySheet.keys()) surplus.remove(KeySheet.id(key));
    assertEquals("", String.join("\n", surplus));
  }
}
