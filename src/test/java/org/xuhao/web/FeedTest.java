package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.WindowId;
import org.xuhao.journal.JournalTrouble;

/** The live feed over bare sockets. */
class FeedTest {
  @TempDir Path folder;
  private LiveHall hall;

  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder);
  }

  @AfterEach
  void close() {
    hall.close();
  }

  @Test
  void theBoardComesAtOnceAndAgainAfterEveryChange() throws IOException {
    var api = new Client(hall);
    try (var screen = new Screen(hall.port())) {
      assertTrue(screen.head().startsWith("HTTP/1.1 200"));
      assertEquals(0, screen.board().getJsonArray("calls").size());
      api.post("/api/tickets", Map.of("service", "RS")).is(201);
      hall.press(3, new Command.CallNext(new WindowId(3)));
      JsonObject board = screen.board();
      while (board.getJsonArray("calls").isEmpty()) board = screen.board();
      JsonObject call = board.getJsonArray("calls").getJsonObject(0);
      assertEquals("A001", call.getString("number"));
      assertEquals(3, call.getInteger("window"));
      assertTrue(call.getBoolean("live"));
      assertTrue(screen.next("tick").containsKey("release"), "the feed says that it lives");
    }
  }

  @Test
  void manyChangesAtOnceComeAsFewBoards() throws IOException {
    try (var screen = new Screen(hall.port())) {
      screen.head();
      screen.board();
      long start = System.nanoTime();
      for (int i = 0; i < 200; i++)
        hall.press(3, new Command.OpenWindow(new WindowId(i % 2 == 0 ? 3 : 1)));
      new Client(hall).post("/api/tickets", Map.of("service", "RS")).is(201);
      int boards = 1;
      while (waiting(screen.board()) == 0) boards++;
      long tookMs = (System.nanoTime() - start) / 1_000_000;
      assertTrue(boards <= tookMs / 50 + 2, boards + " boards in " + tookMs + " ms");
    }
  }

  @Test
  void moreScreensThanTheBoundAreTurnedAway() throws IOException {
    var screens = new ArrayList<Screen>();
    try {
      for (int i = 0; i < LiveHall.PAGES; i++) {
        screens.add(new Screen(hall.port()));
        assertTrue(screens.getLast().head().startsWith("HTTP/1.1 200"));
      }
      try (var late = new Screen(hall.port())) {
        assertTrue(late.head().startsWith("HTTP/1.1 503"));
      }
    } finally {
      for (Screen screen : screens) screen.close();
    }
  }

  @Test
  void packedEventsAreReadLikeAnyOtherGzip() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), hall.port())) {
      socket.setSoTimeout(10_000);
      String ask = "GET /api/feed HTTP/1.1\r\nhost: x\r\naccept-encoding: gzip, deflate\r\n\r\n";
      socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String head = "";
      while (!head.endsWith("\r\n\r\n")) head += (char) in.read();
      assertTrue(head.contains("content-encoding: gzip"), head);
      var lines =
          new BufferedReader(
              new InputStreamReader(new Unpacked(new Chunks(in)), StandardCharsets.UTF_8));
      assertEquals("retry: 1000", lines.readLine());
      String board = next(lines, "event: board");
      assertEquals(0, new JsonObject(board).getJsonArray("calls").size());
      new Client(hall).post("/api/tickets", Map.of("service", "RS")).is(201);
      hall.press(3, new Command.CallNext(new WindowId(3)));
      while (!board.contains("A001")) board = next(lines, "event: board");
    }
  }

  private static String next(BufferedReader lines, String event) throws IOException {
    while (!event.equals(lines.readLine())) {}
    return lines.readLine().substring("data: ".length());
  }

  /** Says that nothing more is there, so that a reader takes what came and waits for no more. */
  private static final class Unpacked extends GZIPInputStream {
    Unpacked(InputStream in) throws IOException {
      super(in);
    }

    @Override
    public int available() {
      return 0;
    }
  }

  /** The data of an answer in chunks. */
  private static final class Chunks extends InputStream {
    private final InputStream in;
    private int left;

    Chunks(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        String line = "";
        while (!line.endsWith("\r\n")) line += (char) in.read();
        if (line.equals("\r\n")) return read(); // the end of the chunk before
        left = Integer.parseInt(line.strip(), 16);
      }
      left--;
      return in.read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (length == 0) return 0;
      into[from] = (byte) read(); // one is enough: the next may not be there yet
      return 1;
    }
  }

  private static int waiting(JsonObject board) {
    return board.getJsonArray("services").stream()
        .map(JsonObject.class::cast)
        .mapToInt(service -> service.getInteger("waiting"))
        .sum();
  }

  /** Reads server-sent events as they come. */
  private static final class Screen implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;

    Screen(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write("GET /api/feed HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    String head() throws IOException {
      return String.valueOf(lines.readLine());
    }

    JsonObject board() throws IOException {
      return next("board");
    }

    JsonObject next(String event) throws IOException {
      boolean wanted = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) wanted = line.equals("event: " + event);
        if (wanted && line.startsWith("data: ")) return new JsonObject(line.substring(6));
      }
      throw new IOException("the feed has ended");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
