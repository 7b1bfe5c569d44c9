package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.Alone;
import org.xuhao.app.verb.Exit;
import org.xuhao.sim.SimDevice;
import org.xuhao.sim.SimHall;

/** A stop leaves everything true, and a start that cannot be says why. */
@NullMarked
@Alone
class StopTest {

  /** What a process ends with that SIGTERM ended; as docs/operating.md says. */
  private static final int TERMINATED = 143;

  private static final int CLIENTS = 8;

  @TempDir Path folder = Path.of("");

  @Test
  void aStopLeavesNoNumberOnTheWallAndTheNextStartGoesOn() throws Exception {
    try (var cables = Cabled.plugIn(folder)) {
      Path config = cables.hallFile();
      try (var hall = HallProcess.open(config)) {
        assertEquals("A001", hall.http().take("RS", "a").is(201).number());
        assertEquals("A002", hall.http().take("RS", "b").is(201).number());
        hall.http().post("/api/windows/3/call").is(200);
        Await.until("the strip calls", () -> cables.strip().contains("A001"), hall::said);
        Await.until("the pad shows it", () -> cables.digits().equals("001001"), hall::said);
        Await.until("the screen too", () -> cables.screen().contains("A001"), hall::said);
        assertEquals(TERMINATED, hall.stop(), hall::said);
        assertTrue(hall.said().contains("Stopped"), hall::said);
      }
      assertEquals("窗口关闭|", cables.strip());
      assertFalse(cables.screen().contains("A0"), cables.screen());
      assertEquals("000   ", cables.digits());
      assertTrue(
          cables.view().lines().stream().noneMatch(l -> l.name().equals("leds") && l.connected()));
      try (var hall = HallProcess.open(config)) {
        Await.until("the strip shows it again", () -> cables.strip().contains("A001"), hall::said);
        Await.until("the pad too", () -> cables.digits().equals("001001"), hall::said);
        assertEquals("A001", hall.http().take("RS", "a").is(201).number());
        assertEquals("A003", hall.http().take("RS", "c").is(201).number());
        assertFalse(hall.http().faults().contains("JOURNAL-TAIL-CUT journal"));
        assertEquals(TERMINATED, hall.stop(), hall::said);
      }
    }
  }

  /** jSerialComm closes all ports when the program is told to end; it has to wait. */
  @Test
  void aStopPutsADisplayOnASerialPortRightToo() throws Exception {
    Vertx vertx = Vertx.vertx();
    var cards = new SimHall(vertx, List.of(SimDevice.card("leds", 3, 3, 192, 16)), 9600, 1);
    int port = URI.create(Cabled.get(cards.start()).get("leds")).getPort();
    try (var cable = new PtyCable(folder.resolve("leds"), port)) {
      cable.plugIn();
      String devices =
          """
          lines: {leds: {uri: "%s"}}
          devices: [{type: onbon-bx, line: leds, address: 3, window: 3}]
          """
              .formatted(cable.uri());
      try (var hall = HallProcess.open(HallFile.write(folder, 3, devices))) {
        String number = hall.http().take("RS", "a").is(201).number();
        hall.http().post("/api/windows/3/call").is(200);
        Await.until("the strip calls", () -> strip(cards).contains(number), hall::said);
        assertEquals(TERMINATED, hall.stop(), hall::said);
        assertFalse(hall.said().contains("LINE-DOWN"), hall::said);
      }
    }
    assertEquals("窗口关闭", strip(cards));
    Cabled.get(cards.stop());
    Cabled.get(vertx.close());
  }

  private static String strip(SimHall cards) {
    var areas = Cabled.get(cards.view()).leds().getFirst().areas();
    return areas.isEmpty() ? "" : areas.getFirst().text();
  }

  @Test
  void noAcknowledgedTicketIsLostWhenItIsStoppedUnderLoad() throws Exception {
    Path config = HallFile.write(folder, 1, "");
    Map<String, String> acknowledged = new ConcurrentHashMap<>();
    Queue<String> odd = new ConcurrentLinkedQueue<>();
    try (var hall = HallProcess.open(config)) {
      var clients = new ArrayList<Thread>();
      for (int i = 0; i < CLIENTS; i++) {
        String name = "s" + i + "-";
        clients.add(Thread.ofPlatform().start(() -> load(hall.http(), name, acknowledged, odd)));
      }
      Await.pause(Duration.ofMillis(700));
      assertEquals(TERMINATED, hall.stop(), hall::said);
      for (Thread client : clients) client.join();
    }
    assertEquals("", String.join("\n", odd));
    assertTrue(acknowledged.size() > CLIENTS, "the load was none");
    try (var hall = HallProcess.open(config)) {
      for (var ticket : acknowledged.entrySet())
        assertEquals(ticket.getValue(), hall.http().take("RS", ticket.getKey()).is(201).number());
    }
  }

  /** Takes tickets until the hall is gone. */
  private static void load(
      Http http, String name, Map<String, String> acknowledged, Queue<String> odd) {
    for (int n = 0; ; n++) {
      try {
        Http.Told told = http.take("RS", name + n);
        if (told.status() == 201) acknowledged.put(name + n, told.number());
        else odd.add(told.toString());
      } catch (IOException gone) {
        return;
      }
    }
  }

  @Test
  void aSecondHallOnTheSameDataSaysSoAndTheFirstGoesOn() throws Exception {
    Path config = HallFile.write(folder, 1, "");
    try (var hall = HallProcess.open(config);
        var second = HallProcess.start(config)) {
      assertEquals(Exit.REFUSED, second.awaitExit(), second::said);
      assertTrue(second.said().contains(String.valueOf(hall.pid())), second::said);
      assertTrue(second.said().contains(folder.resolve("data").toString()), second::said);
      hall.http().take("RS", "still").is(201);
    }
  }

  @Test
  void aTakenPortIsSaidAndLeavesTheDataFree() throws Exception {
    Path config = HallFile.write(folder, 1, "");
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      try (var hall = HallProcess.start(config, port)) {
        assertEquals(Exit.REFUSED, hall.awaitExit(), hall::said);
        assertTrue(hall.said().contains("port " + port), hall::said);
        assertFalse(hall.said().contains("\tat "), hall::said);
      }
    }
    try (var hall = HallProcess.open(config)) {
      hall.http().take("RS", "then").is(201);
    }
  }

  @Test
  void aWrongFileIsSaidWithItsLineAndRemedy() throws Exception {
    Path config = HallFile.write(folder, 1, "devces: []\n");
    long line = Files.readString(config).lines().count();
    try (var hall = HallProcess.start(config)) {
      assertEquals(Exit.CONFIG, hall.awaitExit(), hall::said);
      assertTrue(hall.said().contains("hall.yaml:" + line + ":1: CONFIG-UNKNOWN-KEY"), hall::said);
      assertTrue(hall.said().contains("devices"), hall::said);
    }
  }
}
