package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.CaseFile.State;
import org.xuhao.hall.value.CaseId;

/** One server becomes three, by the steps and with the files of the operator's page. */
class ClusterTest {
  private static final String OFFICE = "licang";
  private static final int SERVERS = 3;

  @TempDir Path folder;
  private final List<Integer> clients = new ArrayList<>();
  private final List<Integer> routes = new ArrayList<>();
  private final List<NatsServer> servers = new ArrayList<>();
  private final List<LinkedHall> halls = new ArrayList<>();
  private LinkedHall licang;
  private LinkedHall licun;
  private KeptTables tables;
  private Office office;

  @BeforeEach
  void start() throws Exception {
    for (int i = 0; i < SERVERS; i++) {
      clients.add(NatsServer.freePort());
      routes.add(NatsServer.freePort());
    }
    String users = Printed.users(OFFICE, OFFICE, "licun", "shiyuan");
    Files.writeString(folder.resolve("halls.conf"), users);
    servers.add(server(0, "one server", Map.of("10.0.0.2:4222", at(clients.getFirst()))));
    licang = hall(OFFICE);
    licun = hall("licun");
    tables = new KeptTables();
    office = licang.link().office(tables);
  }

  @AfterEach
  void stop() throws Exception {
    office.close();
    for (LinkedHall hall : halls) hall.close();
    for (NatsServer server : servers) server.kill();
  }

  private static String at(int port) {
    return "127.0.0.1:" + port;
  }

  private NatsServer server(int number, String title, Map<String, String> addresses)
      throws Exception {
    Path store = under(folder, "nats-" + number);
    var here = new LinkedHashMap<>(addresses);
    here.put("licang-1", "licang-" + (number + 1));
    here.put("/var/lib/nats", store.toString());
    Path conf = folder.resolve("nats-" + number + ".conf");
    Files.writeString(conf, Printed.file(title, here));
    return new NatsServer(store, clients.get(number), conf);
  }

  private NatsServer oneOfThree(int number) throws Exception {
    var here = new LinkedHashMap<String, String>();
    here.put("listen: \"10.0.0.2:4222\"", "listen: \"" + at(clients.get(number)) + '"');
    here.put("listen: \"10.0.0.2:6222\"", "listen: \"" + at(routes.get(number)) + '"');
    for (int i = 0; i < SERVERS; i++) here.put("10.0.0." + (2 + i) + ":6222", at(routes.get(i)));
    return server(number, "one of three servers", here);
  }

  private LinkedHall hall(String name) throws Exception {
    var addresses = clients.stream().map(port -> "nats://" + name + ":pw@" + at(port)).toList();
    int copies = name.equals(OFFICE) ? SERVERS : 1;
    var hall =
        new LinkedHall(
            name,
            under(folder, name),
            Printed.DISTRICT,
            addresses,
            copies,
            () -> LinkedHall.plan(name));
    halls.add(hall);
    return hall;
  }

  /** What the cluster says of a stream. */
  private StreamInfo stream(String name) throws Exception {
    var options = new Options.Builder().inboxPrefix("_INBOX." + OFFICE + ".");
    clients.forEach(port -> options.server("nats://" + OFFICE + ":pw@" + at(port)));
    Connection server = Nats.connect(options.build());
    try {
      return server.jetStreamManagement().getStreamInfo(name);
    } finally {
      server.close();
    }
  }

  private boolean isOnThree(String name) {
    try {
      var cluster = stream(name).getClusterInfo();
      return cluster != null
          && cluster.getLeader() != null
          && cluster.getReplicas() != null
          && cluster.getReplicas().size() == SERVERS - 1
          && cluster.getReplicas().stream().allMatch(replica -> replica.isCurrent());
    } catch (IOException | JetStreamApiException notYet) {
      return false;
    } catch (Exception wrong) {
      throw new AssertionError(wrong);
    }
  }

  @Test
  void oneServerBecomesThreeAndHallsGoOnWhenOneOfThemIsKilled() throws Exception {
    licun.serve(null);
    CaseId id = licun.lacks("租赁合同");
    licang.learn(id);
    servers.removeFirst().kill();

    for (int i = 0; i < SERVERS; i++) servers.add(oneOfThree(i));
    licun.serve(id);
    licun.finish();
    await(() -> licang.file(id).state() == State.COMPLETED, "it goes on over the cluster");
    for (String stream : List.of("CASE", "FACT", "REF"))
      await(() -> isOnThree(Printed.DISTRICT + "-" + stream), stream + " on three servers");

    var cluster = Objects.requireNonNull(stream(Printed.DISTRICT + "-CASE").getClusterInfo());
    String leader = Objects.requireNonNull(cluster.getLeader());
    servers.get(leader.charAt(leader.length() - 1) - '1').kill();
    licun.serve(null);
    CaseId other = licun.lacks("公章");
    licang.learn(other);
    LinkedHall shiyuan = hall("shiyuan");
    shiyuan.learn(id);
    shiyuan.learn(other);
    assertEquals(State.COMPLETED, shiyuan.file(id).state());
    assertEquals(licun.link().view(id), shiyuan.link().view(id));
    for (LinkedHall hall : halls)
      await(() -> tables.keys(hall.name).equals(hall.keys()), "all of " + hall.name);
  }
}
