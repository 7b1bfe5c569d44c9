package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.keys.VisitorHash;
import org.xuhao.app.verb.Exit;
import org.xuhao.trial.PlayedDays;

/** The real appliance forgets its visitors, in the backup too, and the chain is still proved. */
@NullMarked
class ForgettingTest {
  private static final String ID = "370214195001011234";

  /** The month that this month's key is made to be of: long over. */
  private static final String LONG_AGO = "identity-2020-01.key";

  @TempDir Path folder = Path.of("");

  private Path data() {
    return folder.resolve("data");
  }

  private Path keys() {
    return data().resolve("keys");
  }

  private static String say(String... words) {
    var out = new StringWriter();
    var writer = new PrintWriter(out, true);
    assertEquals(Exit.DONE, Main.execute(new Wiring(), writer, writer, words), out::toString);
    return out.toString();
  }

  private void backup() {
    say("backup", "--data=" + data(), "--to=" + folder.resolve("backup"));
  }

  @Test
  void whoseTimeIsOverIsMatchedByNothingOnTheDiskAndTheChainHolds() throws Exception {
    Path config = HallFile.write(folder, 1, "privacy: {visitorDays: 30}\n");
    PlayedDays.play(PlayedDays.plan("haixi"), data(), 1, 0, 2, 7).close();
    try (var hall = HallProcess.open(config)) {
      hall.http().take("RS", "a", ID).is(201);
      hall.http().take("RS", "b", ID).is(409);
      hall.kill();
    }
    Path key = onlyKey();
    byte[] secret = Files.readAllBytes(key);
    String hash = new VisitorHash(secret).of(ID);
    assertTrue(holds(data(), hash.getBytes(StandardCharsets.UTF_8)), "the hash is in the journal");
    assertFalse(holds(data(), ID.getBytes(StandardCharsets.UTF_8)), "the number is nowhere");
    Files.move(key, keys().resolve(LONG_AGO));
    // And one that a kill left half destroyed.
    Files.write(keys().resolve("identity-2019-12.key.gone"), secret);
    backup();
    assertTrue(holds(folder.resolve("backup"), secret));

    try (var hall = HallProcess.open(config)) {
      Await.until("it says so", () -> hall.said().contains("visitors of 2020-01"), hall::said);
      assertNotEquals(hash, new VisitorHash(Files.readAllBytes(onlyKey())).of(ID));
      // The product does not know the visitor again either: the same service, once more.
      hall.http().take("RS", "c", ID).is(201);
      hall.kill();
    }
    assertFalse(holds(data(), secret));
    assertTrue(holds(data(), hash.getBytes(StandardCharsets.UTF_8)), "the journal is as it was");
    assertTrue(say("verify", "--data=" + data()).contains("The chain holds"));
    backup();
    assertFalse(holds(folder.resolve("backup"), secret));
    say("restore", "--from=" + folder.resolve("backup"), "--data=" + folder.resolve("again"));
    assertFalse(holds(folder.resolve("again"), secret));
  }

  private Path onlyKey() throws IOException {
    try (Stream<Path> all = Files.list(keys())) {
      List<Path> found =
          all.filter(file -> file.getFileName().toString().startsWith("identity")).toList();
      assertEquals(1, found.size(), found::toString);
      return found.getFirst();
    }
  }

  /** Whether any file under {@code folder} holds these bytes. */
  private static boolean holds(Path folder, byte[] bytes) throws IOException {
    String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList())
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(wanted))
          return true;
    }
    return false;
  }
}
