package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.Position;

/** What a server acknowledged and forgot before anybody read it. */
class ForgottenTailTest {
  private static final String INCARNATION = "00000000000000a1";

  @TempDir Path folder;

  private static Position at(long seq) {
    return new Position(INCARNATION, seq);
  }

  @Test
  void onlyWhatWasReadBackIsSettledAndTheRestGoesAgainWithANewLine() {
    var unheard = new Unheard(at(3));
    unheard.acknowledged(7);
    unheard.sent(at(10));
    unheard.acknowledged(9);
    unheard.sent(at(20));
    assertEquals(at(3), unheard.settled());
    unheard.heard(8);
    assertEquals(at(10), unheard.settled());
    assertEquals(false, unheard.takeAgain());
    unheard.again(8);
    assertEquals(true, unheard.takeAgain());
    assertEquals(false, unheard.takeAgain());
    assertEquals(at(10), unheard.settled());
    unheard.sent(at(20));
    unheard.heard(9);
    assertEquals(at(20), unheard.settled());
    unheard.back(at(5));
    assertEquals(at(5), unheard.settled());
  }

  @Test
  void anEntryWithoutACaseWaitsForNoReader() {
    var unheard = new Unheard(null);
    unheard.sent(at(4));
    assertEquals(at(4), unheard.settled());
  }

  /** The server loses all at the very moment when nobody but it had the case. */
  @Test
  void aCaseThatWasAcknowledgedAndLostComesToTheOtherHallAllTheSame() throws Exception {
    var nats = new NatsServer(under(folder, "nats"));
    var licun = new LinkedHall("licun", under(folder, "licun"), "test", nats.address());
    var shiyuan = new LinkedHall("shiyuan", under(folder, "shiyuan"), "test", nats.address());
    licun.serve(null);
    CaseId id = licun.lacks("公章");
    shiyuan.learn(id);
    shiyuan.close();
    nats.kill();
    var empty = new NatsServer(under(folder, "empty"), List.of());
    var reader = new LinkedHall("shiyuan", under(folder, "new"), "test", empty.address());
    licun.close();
    var again = new LinkedHall("licun", under(folder, "licun"), "test", empty.address());
    await(() -> reader.link().view(id).isPresent(), "the case is there again");
    await(() -> again.link().view(id).equals(reader.link().view(id)), "and is the same");
    again.close();
    reader.close();
    empty.kill();
  }
}
