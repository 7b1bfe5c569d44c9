package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Entry;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.Position;

/** Cases that are open for longer than their stream keeps a message. */
class RefreshTest {
  private static final String STREAM = "test-CASE";
  private static final Duration WINDOW = Duration.ofMillis(100);

  @TempDir Path folder;
  private NatsServer nats;
  private LinkedHall licun;
  private Connection connection;
  private Server server;
  private CaseId open;
  private CaseId over;
  private long begun;

  @BeforeEach
  void oneOpenCaseAndOneThatIsOver() throws Exception {
    begun = System.nanoTime();
    nats = new NatsServer(under(folder, "nats"));
    licun = hall("licun");
    licun.serve(null);
    open = licun.lacks("公章");
    licun.serve(null);
    over = licun.lacks("身份证");
    licun.serve(over);
    licun.finish();
    await(licun.link()::isCurrent, "all is read");
    connection = Nats.connect(nats.address());
    await(() -> licun.link().sent().equals(Optional.of(end())), "all is sent");
    var reached = new CountDownLatch(1);
    server = new Server(address(), up -> reached.countDown(), none -> {});
    assertTrue(reached.await(20, TimeUnit.SECONDS));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    connection.close();
    licun.close();
    nats.kill();
  }

  private LinkedHall hall(String name) throws Exception {
    return new LinkedHall(name, under(folder, name), "test", nats.address());
  }

  private Address address() {
    return new Address("test", "licun", List.of(nats.address()), Optional.empty(), null);
  }

  private Position end() {
    Entry last = licun.journalled.getLast();
    return new Position(last.incarnation(), last.lastSeq());
  }

  /** What the hall tells of its cases, as it stands in its journal. */
  private List<CaseFact> shelf() {
    var shelf = new Shelf();
    var telling = new Telling(shelf);
    licun.journalled.forEach(telling::tell);
    var all = new ArrayList<CaseFact>();
    for (CaseId id : shelf.ids()) all.addAll(shelf.facts(id));
    return all;
  }

  private Refresh refresh(Office.Tables tables) {
    var shelf = new Shelf();
    shelf().forEach(shelf::add);
    return new Refresh(address(), server, shelf, () -> true, tables, LinkWatch.QUIET);
  }

  private void keep(Duration age, long bytes) throws Exception {
    JetStreamManagement streams = connection.jetStreamManagement();
    StreamConfiguration now = streams.getStreamInfo(STREAM).getConfiguration();
    streams.updateStream(
        StreamConfiguration.builder(now)
            .duplicateWindow(WINDOW)
            .maxAge(age)
            .maxBytes(bytes)
            .build());
  }

  private long first() {
    return state(true);
  }

  private long last() {
    return state(false);
  }

  private long state(boolean first) {
    try {
      var state = connection.jetStreamManagement().getStreamInfo(STREAM).getStreamState();
      return first ? state.getFirstSequence() : state.getLastSequence();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void aNewHallKnowsTheOpenOneAlone() throws Exception {
    CaseView known = licun.link().view(open).orElseThrow();
    var shiyuan = hall("shiyuan");
    await(() -> shiyuan.link().view(open).isPresent(), "the case that goes on");
    assertEquals(known, shiyuan.link().view(open).orElseThrow());
    assertEquals(Optional.empty(), shiyuan.link().view(over));
    shiyuan.learn(open);
    shiyuan.serve(open);
    shiyuan.finish();
    await(
        () -> licun.link().view(open).orElseThrow().file().state() == CaseFile.State.COMPLETED,
        "it was finished there");
    shiyuan.close();
  }

  @Test
  void aCaseThatGoesOnOutlivesItsMessages() throws Exception {
    long before = last();
    Refresh refresh = refresh(new KeptTables());
    // Three quarters of it are over in some seconds, and then a turn finds it so.
    keep(LinkedHall.PATIENCE.dividedBy(2).plusNanos(System.nanoTime() - begun), -1);
    await(
        () -> {
          refresh.run();
          return first() > before;
        },
        "what was sent first is gone");
    long facts = shelf().stream().filter(fact -> fact.file().equals(open)).count();
    assertEquals(facts, last() - first() + 1, "each fact of that case once");
    aNewHallKnowsTheOpenOneAlone();
  }

  @Test
  void aFullStreamDropsNoCaseThatGoesOn() throws Exception {
    Refresh refresh = refresh(new KeptTables());
    long bytes =
        connection.jetStreamManagement().getStreamInfo(STREAM).getStreamState().getByteCount();
    long before = last();
    keep(Duration.ofDays(40), 6 * bytes);
    while (first() <= before) {
      licun.serve(null);
      licun.serve(licun.lacks("公章"));
      licun.finish();
      refresh.run();
    }
    aNewHallKnowsTheOpenOneAlone();
  }
}
