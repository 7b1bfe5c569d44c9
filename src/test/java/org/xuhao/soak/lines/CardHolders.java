package org.xuhao.soak.lines;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.Http;

/**
 * People who lay a card on the reader, take a ticket as the dispenser's page would, and prove that
 * it is theirs: whoever types the same number is told that there is one already.
 */
final class CardHolders implements AutoCloseable {
  private static final Duration WAITS = Duration.ofSeconds(6);
  private static final long RESTS_MS = 9_000;
  private static final int SILENT_MS = 20_000;
  private static final int CREATED = 201;

  private final HallOfLines hall;
  private final Diary diary;
  private final Supplier<Http> http;
  private final Random chance;
  private final Queue<String> words = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;
  private volatile @Nullable Socket feed;
  private String lying = "";
  private long nextNanos;
  private long liftNanos;
  private int came;

  CardHolders(HallOfLines hall, Diary diary, Supplier<Http> http, long seed) {
    this.hall = hall;
    this.diary = diary;
    this.http = http;
    chance = new Random(seed);
    Thread.ofPlatform().name("dispenser").daemon().start(this::follow);
  }

  void step(long nowNanos) throws Exception {
    if (!lying.isEmpty()) {
      String word = words.poll();
      if (word != null) take(word);
      if (word == null && nowNanos < liftNanos) return;
      hall.liftCard();
      lying = "";
      nextNanos = nowNanos + chance.nextLong(1_000, RESTS_MS) * 1_000_000;
    } else if (nowNanos >= nextNanos) {
      words.clear();
      lying = "XYZ%08d%04d".formatted(came++, chance.nextInt(10_000));
      hall.putCard(lying);
      liftNanos = nowNanos + WAITS.toNanos();
    }
  }

  private void take(String word) {
    var body = new JsonObject().put("card", word).put("service", "RS");
    try {
      Http.Told told = http.get().post("/api/tickets", body);
      if (told.status() != CREATED) {
        diary.refused();
        return;
      }
      diary.told("card " + lying, told.number());
      Http.Told typed = http.get().take("RS", "typed-" + lying, lying);
      if (typed.status() == CREATED) {
        diary.told("typed " + lying, typed.number());
        diary.violation("the card of " + lying + " was read as another's: " + told.number());
      } else if (typed.text().contains("TICKET-EXISTS")) diary.cardRead();
    } catch (IOException notThere) {
      diary.unanswered();
    }
  }

  private void follow() {
    while (!closed) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), http.get().port())) {
        feed = socket;
        listen(socket);
      } catch (IOException gone) {
        // The hall is starting again, or the soak is over.
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private void listen(Socket socket) throws IOException {
    socket.setSoTimeout(SILENT_MS);
    String ask = "GET /api/feed?dispenser=east HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
    var in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine())
      if (line.startsWith("data: ") && line.contains("\"READ\""))
        words.add(new JsonObject(line.substring("data: ".length())).getString("card"));
  }

  @Override
  public void close() throws IOException {
    closed = true;
    Socket open = feed;
    if (open != null) open.close();
  }
}
