package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.Republish;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.CaseFile.State;
import org.xuhao.hall.Entry;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Position;

/** A server that gives each hall the rights which the operator's page lists, and no others. */
class DistrictRightsTest {
  private static final String OFFICE = "licang";

  /** May do anything: whoever keeps the server. */
  private static final String ANYTHING = "keeper";

  @TempDir Path folder;
  private NatsServer nats;
  private LinkedHall licang;
  private LinkedHall licun;
  private LinkedHall shiyuan;
  private Office office;

  @BeforeEach
  void start() throws Exception {
    Path rights = folder.resolve("rights.conf");
    var users = new ArrayList<String>();
    for (String hall : List.of(OFFICE, "licun", "shiyuan"))
      users.add(Printed.user(hall, hall.equals(OFFICE)));
    users.add("{user: %s, password: pw}\n".formatted(ANYTHING));
    Files.writeString(rights, Printed.users(users));
    nats = new NatsServer(under(folder, "nats"), List.of("-c", rights.toString()));
    licang = hall(OFFICE);
    licun = hall("licun");
    shiyuan = hall("shiyuan");
    office = licang.link().office(new KeptTables());
  }

  @AfterEach
  void stop() throws Exception {
    office.close();
    for (LinkedHall hall : List.of(licang, licun, shiyuan)) hall.close();
    nats.kill();
  }

  private String server(String hall) {
    return nats.address().replace("://", "://" + hall + ":pw@");
  }

  private Connection connect(String hall) throws Exception {
    return Nats.connect(
        new Options.Builder().server(server(hall)).inboxPrefix("_INBOX." + hall + ".").build());
  }

  private LinkedHall hall(String name) throws Exception {
    return new LinkedHall(name, under(folder, name), "test", server(name));
  }

  @Test
  void casesGoOnAndTheOfficeGivesALostPastBack() throws Exception {
    licun.serve(null);
    CaseId id = licun.lacks("租赁合同");
    shiyuan.learn(id);
    shiyuan.serve(id);
    shiyuan.finish();
    await(() -> licun.file(id).state() == State.COMPLETED, "licun hears that it is done");
    Entry last = licun.journalled.getLast();
    var end = new Position(last.incarnation(), last.lastSeq());
    await(() -> licun.link().sent().filter(end::equals).isPresent(), "licun sent all");
    await(office::isCurrent, "the office has it");
    int entries = licun.journalled.size();
    Connection server = connect(ANYTHING);
    server.jetStreamManagement().purgeStream("test-FACT");
    server.close();
    var address = new Address("test", "licun", List.of(server("licun")), Optional.empty(), null);
    Past.Outcome back =
        Past.fetch(
            address,
            new FileDisk(folder.resolve("new-shelf")),
            new FileDisk(folder.resolve("new-journal")),
            told -> {});
    assertEquals(new Past.Outcome.Back(entries, 0), back);
  }

  @Test
  void noHallMaySpeakForAnother() throws Exception {
    Connection server = connect("licun");
    byte[] body = {'{', '}'};
    assertThrows(IOException.class, () -> server.jetStream().publish("xh.test.case.shiyuan", body));
    assertEquals("test-CASE", server.jetStream().publish("xh.test.case.licun", body).getStream());
    server.close();
  }

  /** A stream of its own could send on under any subject what stands in it. */
  @Test
  void noHallMayMakeChangeOrEndAStream() throws Exception {
    Connection server = connect("licun");
    JetStreamManagement streams = server.jetStreamManagement();
    var own =
        StreamConfiguration.builder()
            .name("own")
            .subjects("xh.test.past.licun")
            .republish(
                Republish.builder()
                    .source("xh.test.past.licun")
                    .destination("xh.test.case.shiyuan")
                    .build())
            .build();
    assertThrows(IOException.class, () -> streams.addStream(own));
    assertThrows(IOException.class, () -> streams.deleteStream("test-CASE"));
    assertThrows(IOException.class, () -> streams.purgeStream("test-FACT"));
    server.close();
    Connection keeper = connect(ANYTHING);
    assertEquals(
        List.of("test-CASE", "test-FACT", "test-REF"),
        keeper.jetStreamManagement().getStreamNames().stream().sorted().toList());
    keeper.close();
  }
}
