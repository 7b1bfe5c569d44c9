package org.xuhao.app.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.hall.value.WindowId;
import org.xuhao.web.paired.PairedDevice;
import org.xuhao.web.paired.PairedKind;

/**
 * Paired browsers are kept whole, for their owner only, under a name that never changes content.
 */
@NullMarked
class PairedFileTest {
  @TempDir Path folder = Path.of("");

  private static PairedDevice device(int number, PairedKind kind) {
    Instant since = Instant.parse("2026-11-22T08:00:00Z");
    return new PairedDevice(number, kind, new WindowId(number), "0a".repeat(32), since);
  }

  private List<String> names() throws IOException {
    try (var all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatWasSavedIsLoadedAndOnlyTheLastFileStays() throws IOException {
    var file = new PairedFile(folder);
    assertEquals(List.of(), file.load());
    var one = List.of(device(1, PairedKind.RATING_TABLET));
    var two = List.of(one.getFirst(), device(3, PairedKind.WINDOW_DISPLAY));
    file.save(one);
    file.save(two);
    assertEquals(two, new PairedFile(folder).load());
    assertEquals(List.of("paired-2.key"), names());
    assertTrue(PairedFile.isOne("paired-2.key"));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("paired-2.key"))));
    file.save(List.of());
    assertEquals(List.of(), file.load());
  }

  /** The power went after the new file was there and before the old one was gone. */
  @Test
  void theLaterOfTwoCounts() throws IOException {
    var file = new PairedFile(folder);
    file.save(List.of(device(1, PairedKind.RATING_TABLET)));
    byte[] old = Files.readAllBytes(folder.resolve("paired-1.key"));
    var later = List.of(device(2, PairedKind.COUNTER_SCREEN));
    file.save(later);
    Files.write(folder.resolve("paired-1.key"), old);
    assertEquals(later, file.load());
    file.save(later);
    assertEquals(List.of("paired-3.key"), names());
  }

  @Test
  void aDamagedFileIsNotReadAsAnotherHall() throws IOException {
    var file = new PairedFile(folder);
    file.save(List.of(device(1, PairedKind.RATING_TABLET)));
    Path kept = folder.resolve("paired-1.key");
    String text = Files.readString(kept);
    for (String bad :
        List.of("", text.replace("rating", "x"), text.replace("1 r", "2 r"), text.substring(9))) {
      Files.writeString(kept, bad);
      String said = String.valueOf(assertThrows(IOException.class, file::load).getMessage());
      assertTrue(said.contains("pair the tablets and screens anew"), said);
    }
  }

  @Test
  void aHallOpensWithoutADamagedListAndSaysSo() throws IOException {
    var faults = new OpenFaults();
    var one = List.of(device(1, PairedKind.RATING_TABLET));
    new PairedFile(folder).save(one);
    Files.writeString(folder.resolve("paired-2.key"), "rubbish");
    var file = new PairedFile(folder, new Damage(faults, () -> Instant.EPOCH, "paired"));
    assertEquals(one, file.load(), "the one before it");
    assertEquals(FaultCode.LIST_DAMAGED, faults.all().getFirst().code());
    assertEquals(List.of("paired-1.key", "paired-2.key.damaged"), names());
    Files.writeString(folder.resolve("paired-1.key"), "rubbish");
    assertEquals(List.of(), file.load());
    file.save(one);
    assertEquals(List.of(), faults.all());
    assertEquals(one, file.load());
  }
}
