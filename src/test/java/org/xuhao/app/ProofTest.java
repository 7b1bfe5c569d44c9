package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.verb.Exit;
import org.xuhao.journal.Forge;
import org.xuhao.journal.JournalDamaged;
import org.xuhao.journal.Position;
import org.xuhao.seal.Ed25519;
import org.xuhao.seal.SealFolder;
import org.xuhao.seal.Sealer;
import org.xuhao.trial.PlayedDays;

/** Whatever is done to the files of a sealed journal, the first event that suffered is named. */
@NullMarked
class ProofTest {
  private static final long SEED = 20_261_122;

  /** Three days were played and the fourth is open; its records lie in several segments. */
  private static final int DAYS = 4;

  @TempDir Path folder = Path.of("");

  private Path data = Path.of("");
  private Path journal = Path.of("");

  @BeforeEach
  void threeSealedDaysAndOneOpen() throws Exception {
    data = folder.resolve("data");
    journal = data.resolve("journal");
    try (var played = PlayedDays.play(data, 1, 0, DAYS, SEED)) {
      assertEquals(3, sealer().sealAll(played.journal()).size());
    }
    Said said = verify();
    assertEquals(Exit.DONE, said.exit(), said.out());
    assertTrue(said.out().contains("3 days are as they were sealed, 2026-03-02 to 2026-03-04"));
  }

  private Sealer sealer() throws Exception {
    SealFolder seals = SealKeeper.folder(data);
    var way = new Ed25519();
    return new Sealer(PlayedDays.PLAN.hall(), seals, way, SealKeeper.keys(data, seals, way));
  }

  private record Said(int exit, String out) {
    Said names(Position event) {
      assertEquals(Exit.DAMAGED, exit, out);
      assertTrue(out.contains("event " + event + ", in segment"), () -> event + " in " + out);
      return this;
    }

    Said says(String what) {
      assertTrue(out.contains(what), () -> what + " in " + out);
      return this;
    }
  }

  private Said verify() {
    return verify(Optional.empty());
  }

  private Said verify(Optional<Path> key) {
    var out = new StringWriter();
    int exit = Proof.tell(data, key, new PrintWriter(out, true));
    return new Said(exit, out.toString());
  }

  private Forge forge() throws Exception {
    return Forge.of(journal);
  }

  /** A record in the middle of the second day. */
  private static int middle(Forge forge) {
    for (int i = 0; i < forge.pieces().size(); i++)
      if (forge.pieces().get(i).text().contains("\"day\":\"2026-03-03\"")) return i + 40;
    throw new AssertionError("no second day");
  }

  private static void changeWord(Forge.Piece piece) {
    piece.text(piece.text().replace("\"wall\":\"2026-03-03T0", "\"wall\":\"2026-03-03T1"));
  }

  @Test
  void aChangedByteIsNamedByTheChain() throws Exception {
    Forge forge = forge();
    Path file = segments().get(1);
    byte[] bytes = Files.readAllBytes(file);
    List<Forge.Piece> second =
        forge.pieces().stream().filter(piece -> piece.segment() == 2).toList();
    Forge.Piece changed = second.get(20);
    bytes[(int) changed.offset() + 100] ^= 1;
    Files.write(file, bytes);
    Said said = verify();
    assertEquals(Exit.DAMAGED, said.exit());
    said.says(file.getFileName() + " is damaged at byte " + changed.offset())
        .says("in doubt is the one after " + second.get(19).last());
  }

  @Test
  void aChangeWhoseChecksumWasPutRightIsNamedExactly() throws Exception {
    Forge forge = forge();
    Forge.Piece changed = forge.pieces().get(middle(forge));
    changeWord(changed);
    forge.writeAsIs();
    verify().names(changed.first()).says("does not follow the one before");
  }

  @Test
  void aChangeAfterWhichAllWasChainedAnewIsNamedExactly() throws Exception {
    Forge forge = forge();
    Forge.Piece changed = forge.pieces().get(middle(forge));
    changeWord(changed);
    forge.writeChained();
    verify().names(changed.first()).says("The chain holds").says("1 days are as they were");
  }

  @Test
  void aRemovedRecordIsNamedByTheChainOrByTheSeal() throws Exception {
    Forge forge = forge();
    int at = middle(forge);
    Position removed = forge.pieces().remove(at).first();
    Position next = forge.pieces().get(at).first();
    forge.writeAsIs();
    Said said = verify();
    assertEquals(Exit.DAMAGED, said.exit());
    said.says("event " + removed.seq() + " is not there");
    assertTrue(next.seq() > removed.seq());
    forge.writeChained();
    verify().names(removed).says("The chain holds");
  }

  @Test
  void anInsertedRecordIsNamedByTheChainOrByTheSeal() throws Exception {
    Forge forge = forge();
    int at = middle(forge);
    Forge.Piece doubled = forge.pieces().get(at);
    Forge.Piece behind = forge.pieces().get(at + 1);
    forge.repeat(at);
    forge.writeAsIs();
    verify().says("event " + behind.first().seq() + " is not there");
    forge.writeChained();
    verify().names(behind.first()).says("The chain holds");
    assertTrue(doubled.first().seq() < behind.first().seq());
  }

  @Test
  void swappedMissingAndShortenedSegmentsAreNamed() throws Exception {
    List<Path> segments = segments();
    Path kept = Files.copy(segments.get(1), folder.resolve("kept"));
    Files.copy(segments.get(2), segments.get(1), StandardCopyOption.REPLACE_EXISTING);
    verify().says(segments.get(1).getFileName() + " is damaged at byte 0: it calls itself");
    Files.delete(segments.get(1));
    verify().says(segments.get(1).getFileName() + " is damaged at byte 0: this segment is missing");
    byte[] whole = Files.readAllBytes(kept);
    Files.write(segments.get(1), Arrays.copyOf(whole, whole.length - 1));
    verify().says(segments.get(1).getFileName() + " is damaged at byte ");
    Files.write(segments.get(1), whole);
    assertEquals(Exit.DONE, verify().exit());
  }

  @Test
  void anEndThatWasRemovedIsShownByTheSeal() throws Exception {
    Forge forge = forge();
    while (!forge.pieces().getLast().text().contains("\"day\":\"2026-03-04\""))
      forge.pieces().removeLast();
    forge.pieces().removeLast();
    forge.pieces().removeLast();
    forge.writeChained();
    Said said = verify();
    assertEquals(Exit.DAMAGED, said.exit());
    said.says("The chain holds").says("the seal of 2026-03-04 does not fit").says("was removed");
    List<Path> segments = segments();
    while (segments.size() > 1) Files.delete(segments.removeLast());
    verify().says("does not fit: it stands for event").says("what followed was removed");
  }

  @Test
  void aSealThatIsGoneIsSaid() throws Exception {
    Path middle = data.resolve("seals").resolve("2026-03-03.seal");
    byte[] seal = Files.readAllBytes(middle);
    Files.delete(middle);
    Said said = verify();
    assertEquals(Exit.DAMAGED, said.exit());
    said.says("the closed day 2026-03-03 has no seal").says("2 days are as they were");
    Files.write(middle, seal);
    Files.delete(data.resolve("seals").resolve("2026-03-04.seal"));
    said = verify();
    assertEquals(Exit.DONE, said.exit());
    said.says("2026-03-04 has no seal yet");
    Files.write(middle, List.of("xuhao-seal 1"));
    assertEquals(Exit.DAMAGED, verify().exit());
    try (Stream<Path> all = Files.list(data.resolve("seals"))) {
      for (Path file : all.toList()) if (file.toString().endsWith(".seal")) Files.delete(file);
    }
    assertEquals(Exit.DONE, verify().exit());
    assertEquals(Exit.DAMAGED, verify(Optional.of(data.resolve("seals/seal.pub"))).exit());
  }

  @Test
  void aForgerWithAKeyOfTheirOwnIsFoundByTheKeyThatWasCopiedEarlier() throws Exception {
    Path copied = folder.resolve("copied.pub");
    Files.copy(data.resolve("seals").resolve("seal.pub"), copied);
    assertEquals(Exit.DONE, verify(Optional.of(copied)).exit());
    Forge forge = forge();
    changeWord(forge.pieces().get(middle(forge)));
    forge.writeChained();
    remove(data.resolve("seals"));
    Files.delete(data.resolve("keys").resolve("seal.key"));
    try (var again = PlayedDays.play(data, 2, DAYS, 0, SEED)) {
      assertEquals(3, sealer().sealAll(again.journal()).size());
    }
    assertEquals(Exit.DONE, verify().exit(), "the machine itself is now in the forger's hands");
    Said said = verify(Optional.of(copied));
    assertEquals(Exit.DAMAGED, said.exit());
    said.says("the seal of 2026-03-02 does not fit: it was not signed with the key");
  }

  @Test
  void anEditedSealDoesNotFit() throws Exception {
    Path seal = data.resolve("seals").resolve("2026-03-03.seal");
    String text = Files.readString(seal);
    int digit = text.indexOf("marks ") + "marks ".length();
    char other = text.charAt(digit) == '0' ? '1' : '0';
    Files.writeString(seal, text.substring(0, digit) + other + text.substring(digit + 1));
    Said said = verify();
    assertEquals(Exit.DAMAGED, said.exit());
    said.says("the seal of 2026-03-03 does not fit: it was not signed");
  }

  @Test
  void whatWasNotYetSealedIsCaughtUpAndNothingIsSealedTwice() throws Exception {
    try (var more = PlayedDays.play(data, 2, DAYS, 2, SEED + 1)) {
      Said said = verify();
      assertEquals(Exit.DONE, said.exit(), said.out());
      said.says("2026-03-05 has no seal yet");
      Sealer sealer = sealer();
      assertEquals(
          List.of(LocalDate.of(2026, 3, 5), LocalDate.of(2026, 3, 6)),
          sealer.sealAll(more.journal()));
      assertEquals(List.of(), sealer.sealAll(more.journal()));
    }
    verify().says("5 days are as they were sealed");
  }

  @Test
  void aBrokenJournalIsNotSealed() throws Exception {
    int sealed = segments().size();
    try (var more = PlayedDays.play(data, 2, DAYS, 2, SEED + 1)) {
      Path first = segments().get(sealed);
      byte[] bytes = Files.readAllBytes(first);
      bytes[600] ^= 1;
      Files.write(first, bytes);
      assertEquals(Exit.DAMAGED, verify().exit());
      Sealer sealer = sealer();
      assertThrows(JournalDamaged.class, () -> sealer.sealAll(more.journal()));
    }
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(journal)) {
      return new ArrayList<>(
          files.filter(file -> file.toString().endsWith(".journal")).sorted().toList());
    }
  }

  private static void remove(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      for (Path file : files.toList()) Files.delete(file);
    }
  }
}
