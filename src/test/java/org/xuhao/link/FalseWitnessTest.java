package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.CaseFile.State;
import org.xuhao.hall.Entry;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.Position;

/** A hall that says again what another one is to have said, and did not. */
class FalseWitnessTest {
  private static final Instant NOW = Instant.parse("2026-11-23T23:10:00Z");

  @TempDir Path folder;
  private NatsServer nats;
  private LinkedHall licun;
  private Connection evil;
  private CaseId id;
  private Key head;

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    licun = new LinkedHall("licun", under(folder, "licun"), "test", nats.address());
    evil = Nats.connect(nats.address());
    licun.serve(null);
    id = licun.lacks("租赁合同");
    Entry last = licun.journalled.getLast();
    head = new Key("licun", last.incarnation(), last.lastSeq());
    var end = new Position(last.incarnation(), last.lastSeq());
    await(() -> licun.link().sent().filter(end::equals).isPresent(), "all was told");
  }

  @AfterEach
  void stop() throws Exception {
    evil.close();
    licun.close();
    nats.kill();
  }

  private void witness(String incarnation, long seq) throws Exception {
    String body =
        "{\"type\":\"CaseCompleted\",\"file\":\"%s\",\"outcome\":\"COMPLETED\"}".formatted(id);
    var key = new Key("licun", incarnation, seq);
    List<Key> heads = licun.link().view(id).orElseThrow().heads();
    var fact = new CaseFact(key, id, NOW.toEpochMilli() * 2, heads, NOW, body);
    evil.jetStream().publish("xh.test.witness.evil", Message.facts(List.of(fact)));
  }

  @Test
  void whatAHallHasNotWrittenYetItRefusesAndGoesOn() throws Exception {
    for (int i = 1; i <= 20; i++) witness(head.incarnation(), head.seq() + i);
    await(() -> licun.foreign.size() == 20, "licun names who said so");
    assertEquals("evil for licun", licun.foreign.getFirst());
    licun.serve(id);
    await(
        () -> licun.link().view(id).orElseThrow().file().state() == State.RESUMED,
        "its own facts stand under their names");
    assertEquals(State.RESUMED, licun.file(id).state());
  }

  @Test
  void whatAHallWroteOtherwiseItRefuses() throws Exception {
    witness(head.incarnation(), 1);
    await(() -> licun.foreign.contains("evil for licun"), "licun names who said so");
    assertEquals(State.AWAITING, licun.link().view(id).orElseThrow().file().state());
  }

  /** It may have gone with a disk, so it is taken, and the hall does not think otherwise. */
  @Test
  void whatAnEarlierRunMayHaveWrittenTheHallIsToldOf() throws Exception {
    witness("00000000000000ee", 7);
    await(() -> licun.file(id).state() == State.COMPLETED, "licun thinks as the others do");
    assertEquals(List.of(), licun.foreign);
  }
}
