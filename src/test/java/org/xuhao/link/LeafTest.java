package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.CaseFile.State;
import org.xuhao.hall.value.CaseId;
import org.xuhao.soak.district.Road;

/** Two stations behind a leaf of the district's server, with the files of the operator's page. */
class LeafTest {
  private static final String OFFICE = "licang";
  private static final String ONE = "xiping1";
  private static final String OTHER = "xiping2";

  @TempDir Path folder;
  private int door;
  private InetSocketAddress near;
  private Road line;
  private NatsServer hub;
  private NatsServer leaf;
  private LinkedHall licang;
  private LinkedHall one;
  private LinkedHall other;
  private KeptTables tables;
  private Office office;

  @BeforeEach
  void start() throws Exception {
    door = NatsServer.freePort();
    near = here(NatsServer.freePort());
    hub = hub(NatsServer.freePort());
    mend();
    leaf = leaf(NatsServer.freePort());
    licang = hall(OFFICE, hub);
    one = hall(ONE, leaf);
    other = hall(OTHER, leaf);
    tables = new KeptTables();
    office = licang.link().office(tables);
  }

  @AfterEach
  void stop() throws Exception {
    office.close();
    for (LinkedHall hall : List.of(licang, one, other)) hall.close();
    leaf.kill();
    line.close();
    hub.kill();
  }

  private NatsServer hub(int port) throws Exception {
    Path here = under(folder, "hub");
    String users =
        Printed.users(List.of(Printed.user(OFFICE, true), Printed.leaf("xiping", ONE, OTHER)));
    Files.writeString(here.resolve("halls.conf"), users);
    var addresses = new LinkedHashMap<String, String>();
    addresses.put("10.0.0.2:4222", "127.0.0.1:" + port);
    addresses.put("/var/lib/nats", here.resolve("store").toString());
    String alone = Printed.file("one server", addresses);
    addresses.clear();
    addresses.put("advertise: \"10.0.0.2:7422", "advertise: \"127.0.0.1:" + near.getPort());
    addresses.put("10.0.0.2:7422", "127.0.0.1:" + door);
    String file = Printed.file("the district's servers, for leaves", addresses) + alone;
    return new NatsServer(here, port, Files.writeString(here.resolve("nats.conf"), file));
  }

  private NatsServer leaf(int port) throws Exception {
    Path here = under(folder, "leaf");
    String users = Printed.users(List.of(Printed.station(ONE), Printed.station(OTHER)));
    Files.writeString(here.resolve("halls.conf"), users);
    var addresses = new LinkedHashMap<String, String>();
    addresses.put("10.0.9.2:4222", "127.0.0.1:" + port);
    addresses.put("10.0.0.2:7422", "127.0.0.1:" + near.getPort());
    addresses.put("xiping:…", "xiping:pw");
    String file = Printed.file("leaf", addresses);
    return new NatsServer(here, port, Files.writeString(here.resolve("nats.conf"), file));
  }

  private LinkedHall hall(String name, NatsServer server) throws Exception {
    String address = server.address().replace("://", "://" + name + ":pw@");
    return new LinkedHall(name, under(folder, name), Printed.DISTRICT, address);
  }

  private void mend() throws IOException {
    line = new Road(near, here(door), 1);
  }

  private static InetSocketAddress here(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Test
  void aCaseGoesOnAtBothEndsOfTheLeafsCutLineAndNothingIsLost() throws Exception {
    one.serve(null);
    CaseId id = one.lacks("租赁合同");
    licang.learn(id);
    other.learn(id);
    line.close();
    await(() -> !one.link().isCurrent(), "the cut is felt");
    one.serve(id);
    one.lacks("公章");
    licang.serve(id);
    licang.finish();
    assertFalse(licang.file(id).parallel());
    mend();
    await(() -> one.file(id).parallel() && licang.file(id).parallel(), "both are told");
    await(() -> one.file(id).state() == State.COMPLETED, "the station hears that it is done");
    for (LinkedHall hall : List.of(licang, other))
      await(() -> hall.link().view(id).equals(one.link().view(id)), hall.name + " agrees");
    assertEquals(3, other.link().view(id).orElseThrow().visits().size());
    for (LinkedHall hall : List.of(licang, one, other))
      await(() -> tables.keys(hall.name).equals(hall.keys()), "all of " + hall.name);
  }

  @Test
  void aStationSaysThatItIsCutThoughItsLeafAnswers() throws Exception {
    for (LinkedHall hall : List.of(licang, one, other)) {
      await(() -> hall.reached && hall.link().isCurrent(), hall.name + " is linked");
      assertTrue(hall.link().isUp());
    }
    line.close();
    for (LinkedHall hall : List.of(one, other)) {
      await(() -> !hall.reached, hall.name + " is cut");
      assertFalse(hall.link().isUp());
    }
    assertTrue(licang.reached);
    mend();
    for (LinkedHall hall : List.of(one, other)) {
      await(() -> hall.reached, hall.name + " is back");
      assertTrue(hall.link().isUp());
    }
  }
}
