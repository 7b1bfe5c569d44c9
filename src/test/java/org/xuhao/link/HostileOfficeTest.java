package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Entry;
import org.xuhao.store.DistrictDatabase;
import org.xuhao.store.DistrictWatch;

/** What a hall can do to the district's tables with no more than its own rights. */
class HostileOfficeTest {
  private static final String INCARNATION = "abcdabcdabcdabcd";
  private static final String NOW = "2026-11-23T23:25:00.000Z";
  private static final String NEVER = "+1000000000-12-31T23:59:59.999999999Z";
  private static final String LAPSED = "{\"type\":\"RatingLapsed\",\"visit\":26,\"window\":1}";

  @TempDir Path folder;
  private NatsServer nats;
  private LinkedHall licun;
  private Server server;
  private Connection evil;
  private final List<String> said = new CopyOnWriteArrayList<>();

  private final LinkWatch watch =
      new LinkWatch() {
        @Override
        public void unread(String hall, String why) {
          said.add(hall);
        }

        @Override
        public void unkept(String why) {
          said.add(why);
        }
      };

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    licun = new LinkedHall("licun", under(folder, "licun"), "test", nats.address());
    var reached = new CountDownLatch(1);
    server = new Server(address(), up -> reached.countDown(), connection -> {});
    assertTrue(reached.await(20, TimeUnit.SECONDS));
    server.prepare();
    evil = Nats.connect(nats.address());
  }

  @AfterEach
  void stop() throws Exception {
    evil.close();
    server.close();
    licun.close();
    nats.kill();
  }

  private Address address() {
    return new Address("test", "office", List.of(nats.address()), Optional.empty(), null);
  }

  private static String entry(long seq, String at, String day, String event) {
    return """
    {"hall":"evil","incarnation":"%s","seq":%d,"at":"%s","wall":"%s","day":"%s",\
    "request":"-","by":{"role":"CLOCK","who":"clock","place":"hall"},\
    "command":"TimePassed","events":[%s]}\
    """
        .formatted(INCARNATION, seq, at, NOW, day, event);
  }

  private void say(long from, long to, String... entries) throws Exception {
    byte[] message =
        new JsonObject()
            .put("v", 1)
            .put("hall", "evil")
            .put("inc", INCARNATION)
            .put("from", from)
            .put("to", to)
            .put("entries", new JsonArray(List.of(entries)))
            .encode()
            .getBytes(StandardCharsets.UTF_8);
    evil.jetStream().publish("xh.test.fact.evil", message);
  }

  @Test
  void aBatchThatIsNoneIsPassedOverAndTheTablesGoOn() throws Exception {
    String day = "2026-11-24";
    say(1, 9_223_372_036_854_775_806L, entry(1, NOW, day, LAPSED));
    say(1, 2, entry(1, NOW, day, LAPSED), entry(3, NOW, day, LAPSED));
    say(1, 1, entry(1, NEVER, day, LAPSED));
    say(1, 1, entry(1, NOW, "+999999999-12-31", LAPSED));
    say(Long.MAX_VALUE, Long.MAX_VALUE, entry(Long.MAX_VALUE, NOW, day, LAPSED));
    say(0, 0, entry(0, NOW, day, LAPSED));
    say(1, 0);
    // An event that cannot be is none that this release knows.
    say(1, 1, entry(1, NOW, day, "{\"type\":\"CaseTolerated\",\"file\":\"evil-000001\"}"));
    var database = DistrictDatabase.inFolder(under(folder, "tables"));
    try (var tables = new StoredTables(database, new DistrictWatch() {});
        var office = StoredTables.office(address(), server, tables, watch)) {
      licun.serve(null);
      licun.finish();
      Entry last = licun.journalled.getLast();
      await(
          () -> tables.holds("licun", last.incarnation(), last.lastSeq()) || said.size() > 7,
          "the tables have licun's journal");
      await(office::isCurrent, "all was read");
      assertEquals(Collections.nCopies(7, "evil"), said);
      assertTrue(tables.holds("evil", INCARNATION, 1));
    }
  }

  private static boolean isBetween(List<io.nats.client.Message> all) {
    var evil = all.stream().map(m -> m.getSubject().endsWith("evil")).toList();
    return evil.contains(true) && !evil.getFirst() && !evil.getLast();
  }

  @Test
  void aMessageThatBringsOutAnErrorOfOursTwiceIsPassedOver() throws Exception {
    var tables =
        new KeptTables() {
          @Override
          public synchronized void fold(String stream, String cursor, List<EntryBatch> batches) {
            for (EntryBatch batch : batches)
              if (batch.hall().equals("evil")) throw new IllegalStateException("bug");
            super.fold(stream, cursor, batches);
          }
        };
    licun.serve(null);
    await(() -> licun.link().sent().isPresent(), "something of licun comes before it");
    say(1, 1, entry(1, NOW, "2026-11-24", LAPSED));
    licun.finish();
    var folding = new Folding(tables, watch);
    try (Reading reading = server.read("test-FACT", Server.ALL, 1)) {
      reading.pull();
      var all = new ArrayList<io.nats.client.Message>();
      while (all.isEmpty() || !isBetween(all))
        all.addAll(reading.next(Reading.BATCH_MAX, Reading.WAIT));
      Inbox.Cursor end = Inbox.cursor("now", all.getLast());
      for (int died = 0; died < 2; died++)
        assertThrows(IllegalStateException.class, () -> folding.take(all, end));
      assertEquals(List.of(), said);
      folding.take(all, end);
      assertEquals(List.of("evil"), said);
      assertEquals(Optional.of(end.text()), tables.cursor(Office.Tables.FACT));
      assertEquals(Set.of("licun"), tables.covered().keySet());
    }
  }
}
