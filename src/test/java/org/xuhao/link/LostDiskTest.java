package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.CaseFile.State;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.HallState;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.Position;

/** A hall whose disk is lost gets its past back from the district. */
class LostDiskTest {
  @TempDir Path folder;
  private NatsServer nats;
  private LinkedHall licun;
  private LinkedHall shiyuan;

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    licun = hall("licun");
    shiyuan = hall("shiyuan");
  }

  private LinkedHall hall(String name) throws Exception {
    return new LinkedHall(name, under(folder, name), "test", nats.address());
  }

  @AfterEach
  void stop() throws Exception {
    for (LinkedHall hall : List.of(licun, shiyuan)) hall.close();
    nats.kill();
  }

  private Address address(String hall) {
    return new Address("test", hall, List.of(nats.address()), Optional.empty(), null);
  }

  private static void isSent(LinkedHall hall) {
    await(() -> hall.link().sent().equals(Optional.of(end(hall))), hall.name + " sent all");
  }

  private static Position end(LinkedHall hall) {
    Entry last = hall.journalled.getLast();
    return new Position(last.incarnation(), last.lastSeq());
  }

  @Test
  void itsQueueWindowsAndCasesAreBackAndItGoesOnWhereItWas() throws Exception {
    licun.serve(null);
    CaseId id = licun.lacks("租赁合同", "身份证");
    shiyuan.learn(id);
    shiyuan.serve(id);
    shiyuan.finish();
    await(() -> licun.file(id).state() == State.COMPLETED, "licun hears that it is done");
    licun.serve(null);
    CaseId open = licun.lacks("公章");
    licun.serve(null);
    isSent(licun);
    long entries = licun.journalled.size();
    HallState before = licun.hall().state();
    licun.close();
    lose("journal");
    lose("district");

    Past.Outcome outcome = fetch("licun");
    var back = assertInstanceOf(Past.Outcome.Back.class, outcome);
    assertEquals(new Past.Outcome.Back(entries, 0), back);
    licun.open();
    HallState now = licun.hall().state();
    assertEquals(before.tickets(), now.tickets());
    assertEquals(before.queues(), now.queues());
    assertEquals(before.windows(), now.windows());
    for (CaseId each : List.of(id, open))
      await(() -> isKnownAs(before, each), "what was said of " + each + " is back");
    assertEquals(before.visits(), now.visits());
    licun.finish();
    licun.serve(open);
    licun.finish();
    for (CaseId each : List.of(id, open)) await(() -> isAgreed(each), "both agree on " + each);
    await(
        () -> shiyuan.link().view(open).orElseThrow().file().state() == State.COMPLETED,
        "what was done after the loss is heard");
  }

  /** What it gets back of its journal has no notices, and the stream of cases is gone as well. */
  @Test
  void anotherHallThatHoldsTheNoticesGivesThemBack() throws Exception {
    licun.serve(null);
    CaseId id = licun.lacks("租赁合同", "身份证");
    shiyuan.learn(id);
    isSent(licun);
    isSent(shiyuan);
    HallState before = licun.hall().state();
    CaseView whole = shiyuan.link().view(id).orElseThrow();
    shiyuan.close();
    licun.close();
    lose("journal");
    lose("district");
    Connection connection = Nats.connect(nats.address());
    assertTrue(connection.jetStreamManagement().deleteStream("test-CASE"));
    connection.close();
    assertInstanceOf(Past.Outcome.Back.class, fetch("licun"));
    licun.open();
    await(() -> licun.link().view(id).isPresent(), "it makes the facts again");
    assertEquals(List.of(), licun.file(id).missing());
    isSent(licun);
    shiyuan.open();
    await(() -> isKnownAs(before, id), "what stood on the notice is back");
    await(() -> isAgreed(id), "both agree");
    assertEquals(whole, licun.link().view(id).orElseThrow());
    for (LinkedHall hall : List.of(licun, shiyuan)) assertEquals(List.of(), hall.twice, hall.name);
  }

  /** The hall's and the server's. */
  private void loseBothDisks() throws Exception {
    licun.close();
    nats.kill();
    Files.move(folder.resolve("nats").resolve("jetstream"), folder.resolve("gone"));
    nats.start();
    lose("journal");
    lose("district");
  }

  /** The server has nothing either, so that another hall alone can say that this one is not new. */
  @Test
  void aHallThatOthersKnowIsNotNewThoughTheServerLostItsDiskAsWell() throws Exception {
    licun.serve(null);
    shiyuan.learn(licun.lacks("租赁合同"));
    List<String> others = List.of("jiushui", "shiyuan");
    assertEquals(Optional.empty(), Past.knownTo(address("cangkou"), others));
    loseBothDisks();
    assertEquals(Optional.of("shiyuan"), Past.knownTo(address("licun"), others));
    licun.open();
  }

  /** Its journal is nowhere any more, but another hall holds what it said of its own case. */
  @Test
  void aCaseOfItsOwnThatOnlyAnotherHallStillHoldsGoesOnWhereItBegan() throws Exception {
    licun.serve(null);
    CaseId id = licun.lacks("租赁合同");
    shiyuan.learn(id);
    loseBothDisks();
    licun.open();
    licun.learn(id);
    assertEquals(List.of("租赁合同"), licun.file(id).missing());
    licun.serve(id);
    licun.finish();
    await(() -> shiyuan.file(id).state() == State.COMPLETED, "shiyuan hears that it is done");
  }

  private boolean isAgreed(CaseId id) {
    var view = licun.link().view(id);
    return view.isPresent() && view.equals(shiyuan.link().view(id));
  }

  private boolean isKnownAs(HallState before, CaseId id) {
    CaseFile was = Objects.requireNonNull(before.cases().file(id).orElse(null));
    CaseFile now = licun.file(id);
    return was.isAs(now) && was.codes().equals(now.codes()) && was.missing().equals(now.missing());
  }

  @Test
  void aHallOfWhichNothingIsKnownIsNewAndOneThatCannotAskSaysSo() throws Exception {
    assertEquals(new Past.Outcome.None(), fetch("cangkou"));
    nats.kill();
    assertInstanceOf(Past.Outcome.Away.class, fetch("licun"));
    nats.start();
  }

  /** Two incarnations and two days, in messages that come in any order and more than once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverTheOrderTheJournalIsTheSame(long seed) throws Exception {
    List<Entry> played = twoDays();
    var random = new Random(seed);
    var messages = new ArrayList<byte[]>();
    for (int i = 0; i < played.size(); ) {
      int end = Math.min(played.size(), i + 1 + random.nextInt(5));
      while (!played.get(end - 1).incarnation().equals(played.get(i).incarnation())) end--;
      byte[] message = Message.entries(EntryBatch.of(played.subList(i, end)));
      messages.add(message);
      if (random.nextInt(3) == 0) messages.add(message);
      i = end;
    }
    Collections.shuffle(messages, random);
    Path into = under(folder, "rebuilt");
    try (var rebuilt = new Rebuilt("licun", new FileDisk(into), new Shelf())) {
      for (byte[] message : messages) rebuilt.take(message);
      rebuilt.end();
      assertEquals(played.size(), rebuilt.entries());
      assertEquals(0, rebuilt.aside());
    }
    assertEquals(places(played), places(read(into)));
  }

  @Test
  void aBeginningThatNobodyHasMakesTheOldestWholeDayTheFirst() throws Exception {
    List<Entry> played = twoDays();
    int second = 0;
    for (int i = 1; i < played.size(); i++)
      if (played.get(i).events().stream().anyMatch(Event.DayOpened.class::isInstance)) second = i;
    assertTrue(second > 3);
    Path into = under(folder, "rebuilt");
    try (var rebuilt = new Rebuilt("licun", new FileDisk(into), new Shelf())) {
      for (Entry entry : played.subList(3, played.size()))
        rebuilt.take(Message.entries(EntryBatch.of(List.of(entry))));
      rebuilt.end();
    }
    List<Entry> read = read(into);
    List<String> wanted = places(played.subList(second + 1, played.size()));
    assertEquals(wanted, places(read).subList(read.size() - wanted.size(), read.size()));
    assertEquals(played.get(second).day(), read.getFirst().day());
    Hall hall = Hall.empty(LinkedHall.plan("licun"));
    for (Entry entry : read) hall = hall.apply(entry);
    assertEquals(licun.hall().state().tickets(), hall.state().tickets());
  }

  private List<Entry> twoDays() throws Exception {
    licun.serve(null);
    licun.lacks("公章");
    licun.close();
    licun.open();
    licun.serve(null);
    licun.finish();
    licun.close();
    licun.wrongSeconds.set(Duration.ofDays(1).toSeconds());
    licun.open();
    licun.serve(null);
    licun.finish();
    return List.copyOf(licun.journalled);
  }

  private static List<String> places(List<Entry> entries) {
    return entries.stream().map(e -> e.incarnation() + "/" + e.seq() + " " + e.at()).toList();
  }

  private static List<Entry> read(Path journal) throws Exception {
    try (JournalReader reader = JournalReader.ofClosed(new FileDisk(journal), "licun")) {
      return reader.next(10_000);
    }
  }

  private Past.Outcome fetch(String hall) throws Exception {
    Path home = under(folder, hall);
    return Past.fetch(
        address(hall),
        new FileDisk(home.resolve("district")),
        new FileDisk(home.resolve("journal")),
        entries -> {});
  }

  private void lose(String part) throws IOException {
    Path gone = folder.resolve("licun").resolve(part);
    try (Stream<Path> files = Files.list(gone)) {
      for (Path file : files.toList()) Files.delete(file);
    }
    Files.delete(gone);
  }
}
