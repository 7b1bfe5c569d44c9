package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.verb.Exit;
import org.xuhao.trial.PlayedDays;

/** The real appliance seals its days, also those that a kill left open, and nobody waits for it. */
@NullMarked
class SealedHallTest {
  private static final int CLIENTS = 8;
  private static final int LOOKS = 40;

  @TempDir Path folder = Path.of("");

  private Path data() {
    return folder.resolve("data");
  }

  private Path seal(int day) {
    return data().resolve("seals").resolve("2026-03-%02d.seal".formatted(1 + day));
  }

  private String verify(int wanted) {
    var out = new StringWriter();
    assertEquals(
        wanted, Proof.tell(data(), Optional.empty(), new PrintWriter(out, true)), out::toString);
    return out.toString();
  }

  @Test
  void theDayThatAKillLeftUnsealedIsSealedByTheNextStart() throws Exception {
    Path config = HallFile.write(folder, 1, "");
    PlayedDays.play(PlayedDays.plan("haixi"), data(), 1, 0, 3, 7).close();
    // A folder in the way of the seals: the day closes, and its seal cannot be written.
    Files.writeString(data().resolve("seals"), "in the way");
    try (var hall = HallProcess.open(config)) {
      Await.until(
          "it says so", () -> hall.http().faults().contains("DAY-UNSEALED seals"), hall::said);
      assertEquals("A001", hall.http().take("RS", "a").is(201).number());
      hall.kill();
    }
    Files.delete(data().resolve("seals"));
    assertTrue(verify(Exit.DONE).contains("2026-03-04 has no seal yet"));
    try (var hall = HallProcess.open(config)) {
      Await.until("the day is sealed", () -> Files.exists(seal(3)), hall::said);
      assertFalse(hall.http().faults().contains("DAY-UNSEALED seals"));
      hall.kill();
    }
    assertTrue(verify(Exit.DONE).contains("3 days are as they were sealed"));
  }

  @Test
  void aKeyThatIsGoneIsNotReplacedInSilence() throws Exception {
    Path config = HallFile.write(folder, 1, "");
    PlayedDays.play(PlayedDays.plan("haixi"), data(), 1, 0, 2, 7).close();
    try (var hall = HallProcess.open(config)) {
      Await.until("the day is sealed", () -> Files.exists(seal(2)), hall::said);
      assertEquals(143, hall.stop(), hall::said);
    }
    Path key = data().resolve("keys").resolve("seal.key");
    byte[] kept = Files.readAllBytes(key);
    Files.delete(key);
    try (var hall = HallProcess.open(config)) {
      Await.until(
          "it says so", () -> hall.http().faults().contains("DAY-UNSEALED seals"), hall::said);
      assertFalse(Files.exists(key));
      hall.kill();
    }
    Files.write(key, kept);
    assertTrue(verify(Exit.DONE).contains("2 days are as they were sealed"));
  }

  @Test
  void verifyBesideABusyHallNeverCriesWolf() throws Exception {
    Path config = HallFile.write(folder, 1, "");
    try (var hall = HallProcess.open(config)) {
      var over = new AtomicBoolean();
      var odd = new ConcurrentLinkedQueue<String>();
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String name = "v" + i + "-";
        clients.add(
            Thread.ofPlatform()
                .start(() -> {
                  for (int n = 0; !over.get(); n++) {
                    try {
                      Http.Told told = hall.http().take("RS", name + n);
                      if (told.status() != 201) odd.add(told.toString());
                    } catch (IOException e) {
                      odd.add(e.toString());
                    }
                  }
                }));
      }
      try {
        for (int look = 0; look < LOOKS; look++) verify(Exit.DONE);
      } finally {
        over.set(true);
        for (Thread client : clients) client.join();
      }
      assertEquals(List.of(), List.copyOf(odd));
      assertEquals(143, hall.stop(), hall::said);
    }
    assertTrue(verify(Exit.DONE).contains("The chain holds"));
  }
}
