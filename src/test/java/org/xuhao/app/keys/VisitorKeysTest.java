package org.xuhao.app.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A visitor is known for a while, and then by nobody: on real files. */
@NullMarked
class VisitorKeysTest {
  private static final String ID = "370214195001011234";
  private static final int DAYS = 90;
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 31);
  private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);

  /** 90 days after the end of March. */
  private static final LocalDate DUE = LocalDate.of(2026, 6, 30);

  @TempDir Path folder = Path.of("");
  private VisitorKeys keys = new VisitorKeys(folder, DAYS);

  @BeforeEach
  void open() {
    keys = new VisitorKeys(folder, DAYS);
  }

  private List<String> hashes(LocalDate today) throws IOException {
    keys.load(today);
    return keys.hashes(ID);
  }

  private Path key(String month) {
    return folder.resolve("identity-" + month + ".key");
  }

  @Test
  void aVisitorHasOneHashForEachMonthThatIsNotOver() throws IOException {
    List<String> march = hashes(MARCH);
    assertEquals(1, march.size());
    List<String> april = hashes(APRIL);
    assertEquals(2, april.size());
    assertEquals(march.getFirst(), april.getLast());
    assertNotEquals(march.getFirst(), april.getFirst());
    assertEquals(april, new Again(folder).hashes(APRIL));
  }

  /** The same folder after a start. */
  private record Again(Path folder) {
    List<String> hashes(LocalDate today) throws IOException {
      var keys = new VisitorKeys(folder, DAYS);
      keys.load(today);
      return keys.hashes(ID);
    }
  }

  @Test
  void theKeyIsKeptToItsLastDayAndNotADayLonger() throws IOException {
    String march = hashes(MARCH).getFirst();
    byte[] secret = Files.readAllBytes(key("2026-03"));
    assertTrue(hashes(DUE.minusDays(1)).contains(march));
    assertEquals(List.of(), keys.destroyDue(DUE.minusDays(1)));
    assertFalse(hashes(DUE).contains(march));
    assertEquals(List.of(YearMonth.of(2026, 3)), keys.destroyDue(DUE));
    assertFalse(hashes(DUE).contains(march));
    assertTrue(nowhere(secret));
    assertEquals(List.of(), keys.destroyDue(DUE));
  }

  /** No file in the folder holds these bytes. */
  private boolean nowhere(byte[] secret) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) if (contains(Files.readAllBytes(file), secret)) return false;
    }
    return true;
  }

  private static boolean contains(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++)
      if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) return true;
    return false;
  }

  @Test
  void aKillWhileAKeyIsDestroyedIsFinishedLater() throws IOException {
    String march = hashes(MARCH).getFirst();
    byte[] secret = Files.readAllBytes(key("2026-03"));
    // Killed after the name was taken away, before or after it was overwritten.
    for (byte[] left : new byte[][] {secret, new byte[secret.length], new byte[3]}) {
      Files.deleteIfExists(key("2026-03"));
      Files.write(folder.resolve("identity-2026-03.key.gone"), left);
      assertFalse(hashes(MARCH.plusDays(5)).contains(march));
      assertEquals(List.of(), keys.destroyDue(MARCH.plusDays(5)));
      assertTrue(nowhere(secret));
      assertFalse(Files.exists(folder.resolve("identity-2026-03.key.gone")));
    }
  }

  @Test
  void theKeyOfAnEarlierReleaseBecomesThatOfThisMonth() throws IOException {
    byte[] secret = SecretFile.key(folder.resolve("identity.key"));
    String before = new VisitorHash(secret).of(ID);
    assertEquals(List.of(before), hashes(MARCH));
    assertFalse(Files.exists(folder.resolve("identity.key")));
    assertTrue(hashes(APRIL).contains(before));
    keys.load(DUE);
    keys.destroyDue(DUE);
    assertTrue(nowhere(secret));
  }

  @Test
  void otherFilesAreLeftAlone() throws IOException {
    Path other = folder.resolve("identity-of-march.key");
    Files.writeString(other, "not ours");
    Files.write(folder.resolve("seal.key"), new byte[] {1});
    keys.load(MARCH);
    keys.load(DUE);
    keys.destroyDue(DUE);
    assertTrue(Files.exists(other));
    assertTrue(Files.exists(folder.resolve("seal.key")));
    assertFalse(VisitorKeys.isOne("identity-of-march.key"));
    assertFalse(VisitorKeys.isOne("seal.key"));
    assertTrue(VisitorKeys.isOne("identity-2026-03.key"));
    assertTrue(VisitorKeys.isOne("identity.key"));
  }
}
