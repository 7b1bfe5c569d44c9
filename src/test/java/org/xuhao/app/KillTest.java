package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.Alone;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.JournalReader;

/** Kill -9 under load, again and again: what was acknowledged stays, and nothing is given twice. */
@NullMarked
@Alone
class KillTest {
  private static final int KILLS = 20;
  private static final int CLIENTS = 16;
  private static final long SEED = 20_220_331;

  /** No promise of the product, which is 2 s: a slow machine shall not fail the test. */
  private static final Duration START_BOUND = Duration.ofSeconds(15);

  private static final List<String> SERVICES = List.of("RS", "GA", "BD");

  @TempDir Path folder = Path.of("");

  /** Number by idempotency key, of all that was answered 201. */
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

  private final Random random = new Random(SEED);
  private final List<Long> startsMillis = new ArrayList<>();

  @Test
  void whatWasAcknowledgedSurvivesTwentyKillsUnderLoad() throws Exception {
    Path config = HallFile.write(folder, 1, "");
    var inFlight = 0;
    for (int round = 0; round <= KILLS; round++) {
      try (var hall = HallProcess.start(config)) {
        Duration first = hall.awaitTicket("RS", "first-" + round);
        remember(hall.http(), "first-" + round);
        if (round > 0) startsMillis.add(first.toMillis());
        assertTrue(first.compareTo(START_BOUND) < 0, () -> "first ticket after " + first);
        everybodyFindsTheirTicket(hall.http(), round == KILLS ? KILLS : 1, round);
        if (round < KILLS) inFlight += killUnderLoad(hall, round);
        else assertEquals(143, hall.stop(), hall::said);
      }
    }
    theJournalHoldsEachExactlyOnce();
    assertTrue(inFlight > 0, "no kill hit a ticket that was being taken");
    Collections.sort(startsMillis);
    System.out.printf(
        "kill -9: %d times, %d clients, %d tickets acknowledged, %d under way when killed;"
            + " start to first ticket: median %d, slowest %d ms%n",
        KILLS,
        CLIENTS,
        acknowledged.size(),
        inFlight,
        startsMillis.get(KILLS / 2),
        startsMillis.getLast());
  }

  /** Gives how many requests were neither answered nor refused when the process was killed. */
  private int killUnderLoad(HallProcess hall, int round) throws Exception {
    Map<String, String> answered = new ConcurrentHashMap<>();
    Queue<String> unanswered = new ConcurrentLinkedQueue<>();
    var odd = new AtomicReference<@Nullable String>();
    var clients = new ArrayList<Thread>();
    for (int i = 0; i < CLIENTS; i++) {
      String name = "k" + round + "-" + i + "-";
      clients.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int n = 0; ; n++) {
                  try {
                    Http.Told told = hall.http().take(service(name + n), name + n);
                    if (told.status() == 201) answered.put(name + n, told.number());
                    else odd.set(told.toString());
                  } catch (IOException dead) {
                    unanswered.add(name + n);
                    return;
                  }
                }
              }));
    }
    Await.until(
        "more than one ticket for each client", () -> answered.size() > CLIENTS, hall::said);
    Await.pause(Duration.ofMillis(random.nextInt(500)));
    hall.kill();
    for (Thread client : clients) client.join();
    assertNull(odd.get(), context(round));
    acknowledged.putAll(answered);
    for (String key : unanswered) interrupted.add(key);
    return unanswered.size();
  }

  /** Keys whose answer the kill took away: asked again they must get one ticket each. */
  private final Queue<String> interrupted = new ConcurrentLinkedQueue<>();

  private static String service(String key) {
    return SERVICES.get(Math.floorMod(key.hashCode(), SERVICES.size()));
  }

  private static String context(int round) {
    return "seed " + SEED + ", kill " + round;
  }

  private void remember(Http http, String key) throws IOException {
    acknowledged.put(key, http.take("RS", key).is(201).number());
  }

  /** Asks again for the tickets of the last {@code rounds} and of a hundred others. */
  private void everybodyFindsTheirTicket(Http http, int rounds, int round) throws Exception {
    for (String key = interrupted.poll(); key != null; key = interrupted.poll())
      acknowledged.put(key, http.take(service(key), key).is(201).number());
    var asked = new ConcurrentLinkedQueue<String>();
    for (String key : acknowledged.keySet()) {
      boolean late = key.startsWith("k") && roundOf(key) >= round - rounds;
      if (late || random.nextInt(Math.max(1, acknowledged.size() / 100)) == 0) asked.add(key);
    }
    var wrong = new ConcurrentLinkedQueue<String>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < CLIENTS; i++)
      threads.add(Thread.ofPlatform().start(() -> askAgain(http, asked, wrong)));
    for (Thread thread : threads) thread.join();
    assertEquals(List.of(), List.copyOf(wrong), context(round));
    byNumber(acknowledged.values());
  }

  private static int roundOf(String key) {
    return Integer.parseInt(key.substring(1, key.indexOf('-')));
  }

  private void askAgain(Http http, Queue<String> keys, Queue<String> wrong) {
    for (String key = keys.poll(); key != null; key = keys.poll()) {
      String number = String.valueOf(acknowledged.get(key));
      String service = key.startsWith("first") ? "RS" : service(key);
      try {
        Http.Told again = http.take(service, key);
        if (again.status() != 201 || !again.number().equals(number))
          wrong.add(key + " had " + number + " and was told " + again);
        Http.Told ticket = http.get("/api/tickets/" + number);
        if (ticket.status() != 200 || !ticket.json().getString("service").equals(service))
          wrong.add(number + " is " + ticket);
      } catch (IOException e) {
        wrong.add(key + " " + number + ": " + e);
      }
    }
  }

  /** No number stands for two tickets. */
  private static void byNumber(Collection<String> numbers) {
    var counts = new HashMap<String, Integer>();
    for (String number : numbers) counts.merge(number, 1, Integer::sum);
    counts.forEach((number, count) -> assertEquals(1, count, number + " was given twice"));
  }

  private void theJournalHoldsEachExactlyOnce() throws Exception {
    var issued = new ArrayList<String>();
    var requests = new HashMap<String, String>();
    var next = new HashMap<String, Long>();
    long sequence = 0;
    Path journal = folder.resolve("data").resolve("journal");
    try (var reader = JournalReader.ofClosed(new FileDisk(journal), "haixi")) {
      for (List<Entry> some = reader.next(500); !some.isEmpty(); some = reader.next(500))
        for (Entry entry : some) {
          assertEquals(next.getOrDefault(entry.incarnation(), 1L), entry.seq(), "a gap: " + entry);
          next.put(entry.incarnation(), entry.lastSeq() + 1);
          for (Event event : entry.events())
            if (event instanceof Event.TicketIssued ticket) {
              assertEquals(++sequence, ticket.sequence(), "a gap: " + ticket);
              issued.add(ticket.ticket().toString());
              assertNull(requests.put(entry.request(), ticket.ticket().toString()));
            }
        }
    }
    assertEquals(KILLS + 1, next.size(), "one incarnation a start");
    byNumber(issued);
    acknowledged.forEach(
        (key, number) -> assertEquals(number, requests.get("http/dispenser/" + key), key));
  }
}
