package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server dies at the very moment at which something is sent or asked. */
class DyingServerTest {
  private static final int DEATHS = 12;

  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private interface Use {
    void of(Server server) throws IOException;
  }

  private static Map<String, Use> uses(Address address) {
    return Map.of(
        "send", server -> server.send(address.caseSubject(), "", BODY).isDone(),
        "say", server -> server.say(address.markSubject("licun"), BODY),
        "ask", server -> server.ask("nobody", BODY, LinkedHall.PATIENCE).isDone(),
        "at", server -> server.at(address.caseStream()));
  }

  @Test
  void nobodyMissesItWhereTheHallItselfStops() throws Exception {
    var nats = new NatsServer(under(folder, "nats"));
    var address = new Address("test", "licun", List.of(nats.address()), Optional.empty(), null);
    var said = new CopyOnWriteArrayList<Boolean>();
    var server = new Server(address, said::add, connection -> {});
    await(() -> said.equals(List.of(true)), "the server is reached");
    server.close();
    nats.kill();
    assertEquals(List.of(true), said);
  }

  @Test
  void whoeverUsesItIsToldThatItIsAwayAndNothingElse() throws Exception {
    var nats = new NatsServer(under(folder, "nats"));
    var address = new Address("test", "licun", List.of(nats.address()), Optional.empty(), null);
    var others = new ConcurrentHashMap<String, RuntimeException>();
    var over = new AtomicBoolean();
    var away = new AtomicLong();
    var server = new Server(address, up -> {}, connection -> {});
    var threads = new ArrayList<Thread>();
    uses(address)
        .forEach((name, use) ->
            threads.add(
                Thread.ofPlatform()
                    .name(name)
                    .start(() -> {
                      while (!over.get())
                        try {
                          use.of(server);
                        } catch (IOException reached) {
                          away.incrementAndGet();
                        } catch (RuntimeException other) {
                          others.putIfAbsent(name, other);
                        }
                    })));
    for (int death = 0; death < DEATHS; death++) {
      await(server::isUp, "the server is reached");
      nats.kill();
      await(() -> !server.isUp(), "the server is missed");
      nats.start();
    }
    over.set(true);
    for (Thread thread : threads) thread.join();
    server.close();
    nats.kill();
    assertEquals(Map.of(), others);
    assertTrue(away.get() >= DEATHS, "never away");
  }
}
