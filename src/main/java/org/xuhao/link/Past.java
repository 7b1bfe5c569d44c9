package org.xuhao.link;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.journal.Disk;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.Position;
import org.xuhao.link.Server.StreamAt;

/**
 * Gets a hall's own past back from its district when its disk was lost: what all halls know of
 * cases goes on its shelf, and its own entries, with what they say of cases put back, into a
 * journal. Called before the hall starts; source: docs/adr/0031-a-lost-disk.md.
 */
public final class Past {
  private static final Logger LOG = LoggerFactory.getLogger(Past.class);

  /** Whoever puts in a disk waits so long for a server that does not answer. */
  private static final Duration REACHED_WITHIN = Duration.ofSeconds(5);

  /** So many pulls without a message, two seconds each: the line is cut. */
  private static final int SILENCES_MAX = 10;

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  /**
   * Other halls are asked so often, and wait so long between: a server that lost its disk came up
   * just now, and they find it again within two seconds.
   */
  private static final int KNOWN_TRIES = 12;

  private static final Duration KNOWN_EVERY = Duration.ofMillis(250);

  /** What became of it. */
  public sealed interface Outcome {

    /** The district knows nothing of this hall: it is new. */
    record None() implements Outcome {}

    /** It was not reached, or the line was cut before all had come. */
    record Away(String why) implements Outcome {}

    /**
     * The journal holds what the district had.
     *
     * @param aside entries that do not go on from those before them; the district keeps them
     */
    record Back(long entries, long aside) implements Outcome {}
  }

  /**
   * Where a journal ends.
   *
   * @param last its last event
   * @param at hall time of that
   */
  public record End(Position last, Instant at) {}

  private final Address address;
  private final Server server;

  private Past(Address address, Server server) {
    this.address = address;
    this.server = server;
  }

  /**
   * Fetches it; takes as long as the line needs, and gives up when nothing comes.
   *
   * @param shelf the folder of the shelf, whatever it holds
   * @param journal an empty folder
   * @param told how many entries there are so far, now and then
   */
  public static Outcome fetch(Address address, Disk shelf, Disk journal, LongConsumer told)
      throws IOException, JournalTrouble, InterruptedException {
    return fetch(address, shelf, journal, Optional.empty(), told);
  }

  /**
   * Adds what is behind {@code end} to a journal that ends there: an old disk was put back.
   *
   * @param journal its folder; nobody has it open
   */
  public static Outcome goOn(Address address, Disk shelf, Disk journal, End end, LongConsumer told)
      throws IOException, JournalTrouble, InterruptedException {
    return fetch(address, shelf, journal, Optional.of(end), told);
  }

  private static Outcome fetch(
      Address address, Disk shelf, Disk journal, Optional<End> end, LongConsumer told)
      throws IOException, JournalTrouble, InterruptedException {
    var reached = new CountDownLatch(1);
    var server = new Server(address, up -> reached.countDown(), connection -> {});
    try {
      if (!reached.await(REACHED_WITHIN.toMillis(), TimeUnit.MILLISECONDS))
        return new Outcome.Away("its server does not answer");
      return new Past(address, server).fetch(shelf, journal, end, told);
    } catch (Server.Away e) {
      return new Outcome.Away(String.valueOf(e.getMessage()));
    } finally {
      server.close();
    }
  }

  /** The last event of this hall in the stream of journals; empty: none, or not told in time. */
  public static Optional<Position> newest(Address address, Duration within)
      throws InterruptedException {
    var reached = new CountDownLatch(1);
    var server = new Server(address, up -> reached.countDown(), connection -> {});
    try {
      if (!reached.await(within.toMillis(), TimeUnit.MILLISECONDS)) return Optional.empty();
      Optional<byte[]> last = server.last(address.factStream(), address.factSubject());
      if (last.isEmpty()) return Optional.empty();
      EntryBatch batch = Message.entries(last.get());
      return Optional.of(new Position(batch.incarnation(), batch.to()));
    } catch (IOException | Message.Wrong e) {
      LOG.info("What the district has last of this hall is not known: {}", e.getMessage());
      return Optional.empty();
    } finally {
      server.close();
    }
  }

  /**
   * Which of {@code halls} ever heard of this one, where the district's servers and its office know
   * nothing of it: they may have lost their disks as well. Empty: none that answered; it is new.
   */
  public static Optional<String> knownTo(Address address, List<String> halls)
      throws InterruptedException {
    var reached = new CountDownLatch(1);
    var server = new Server(address, up -> reached.countDown(), connection -> {});
    try {
      var left = new ArrayList<>(halls);
      if (!reached.await(REACHED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) return Optional.empty();
      for (int tries = 0; tries < KNOWN_TRIES && !left.isEmpty(); tries++) {
        for (String hall : List.copyOf(left)) {
          Optional<Boolean> knows = knows(server, address, hall);
          if (knows.isPresent() && knows.get()) return Optional.of(hall);
          if (knows.isPresent()) left.remove(hall);
        }
        if (!left.isEmpty()) TimeUnit.MILLISECONDS.sleep(KNOWN_EVERY.toMillis());
      }
      return Optional.empty();
    } finally {
      server.close();
    }
  }

  /** Empty: no answer, at once where nobody of that name is linked. */
  private static Optional<Boolean> knows(Server server, Address address, String hall)
      throws InterruptedException {
    byte[] asked = StaffDesk.versioned(new JsonObject());
    try {
      byte[] answer =
          server
              .ask(address.staffSubject(hall, StaffDesk.KNOWS), asked, KNOWN_EVERY)
              .get()
              .getData();
      return Optional.of(Message.json(answer).getBoolean(StaffDesk.KNOWS));
    } catch (IOException
        | ExecutionException
        | CancellationException
        | DecodeException
        | ClassCastException
        | NullPointerException none) {
      return Optional.empty();
    }
  }

  private Outcome fetch(Disk shelf, Disk journal, Optional<End> end, LongConsumer told)
      throws IOException, JournalTrouble, InterruptedException {
    server.prepare();
    OptionalLong last = server.lastOf(address.factStream(), address.factSubject());
    Covered held = held();
    if (last.isEmpty() && held.ranges().isEmpty()) return new Outcome.None();
    try (var keeper = new Keeper(address.hall(), shelf)) {
      cases(keeper);
      try (var rebuilt = rebuilt(journal, keeper.shelf(), end)) {
        // What the stream begins with says whether it has the beginning, but not whether the end.
        boolean[] asked = {last.isEmpty() || end.isPresent()};
        if (last.isEmpty()) office(held, rebuilt, told);
        read(
            address.factStream(),
            address.factSubject(),
            1,
            last.orElse(0),
            batch -> {
              for (io.nats.client.Message message : batch) rebuilt.take(message.getData());
              if (rebuilt.entries() == 0 && !asked[0]) office(held, rebuilt, told);
              asked[0] = true;
              told.accept(rebuilt.entries());
            });
        if (end.isPresent() && rebuilt.entries() == 0) office(held, rebuilt, told);
        if (rebuilt.isNewer()) return new Outcome.Away("a newer release wrote it: update first");
        rebuilt.end();
        return rebuilt.entries() == 0
            ? new Outcome.Away(
                end.isPresent() ? "nobody has what follows" : "nobody has the beginning of a day")
            : new Outcome.Back(rebuilt.entries(), rebuilt.aside());
      }
    }
  }

  private Rebuilt rebuilt(Disk journal, Shelf shelf, Optional<End> end) {
    return end.isEmpty()
        ? new Rebuilt(address.hall(), journal, shelf)
        : new Rebuilt(address.hall(), journal, shelf, end.get());
  }

  /** What the office's tables hold of this hall; nothing where no office answers. */
  private Covered held() {
    try {
      return Covered.of(
          Message.json(ask(PastAnswer.ranges())).getJsonObject("covered", new JsonObject()));
    } catch (IOException | DecodeException | ClassCastException nobody) {
      LOG.info("The district's office does not answer: {}", nobody.getMessage());
      return Covered.NOTHING;
    }
  }

  /** Takes all that the office holds: the stream does not have the beginning. */
  private void office(Covered held, Rebuilt rebuilt, LongConsumer told)
      throws IOException, JournalTrouble {
    for (var of : held.ranges().entrySet())
      for (long[] range : of.getValue())
        for (long at = range[0]; at <= range[1]; ) {
          EntryBatch batch = some(of.getKey(), at, range[1]);
          rebuilt.take(batch);
          told.accept(rebuilt.entries());
          at = batch.to() + 1;
        }
  }

  private EntryBatch some(String incarnation, long from, long to) throws Server.Away {
    try {
      return Message.entries(ask(PastAnswer.entries(incarnation, from, to)));
    } catch (IOException | Message.Wrong e) {
      throw new Server.Away("the district's office did not answer: " + e.getMessage(), e);
    }
  }

  private byte[] ask(byte[] question) throws IOException {
    try {
      return server
          .ask(address.pastSubject(address.hall()), question, ANSWER_WITHIN)
          .get()
          .getData();
    } catch (ExecutionException | CancellationException e) {
      throw new IOException("no answer", e);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopping);
    }
  }

  private void cases(Keeper keeper) throws IOException, JournalTrouble, InterruptedException {
    StreamAt at =
        server
            .at(address.caseStream())
            .orElseThrow(() -> new Server.Away("no stream of cases", null));
    read(
        address.caseStream(),
        Server.ALL,
        1,
        at.last(),
        batch -> {
          var facts = new ArrayList<CaseFact>();
          for (io.nats.client.Message message : batch)
            facts.addAll(CaseFact.said(address, message, LinkWatch.QUIET));
          keeper.keep(facts, Inbox.cursor(at.created(), batch.getLast()), LinkWatch.QUIET);
        });
  }

  /** Takes what was read; what it throws is the disk's. */
  private interface Taker {
    void take(List<io.nats.client.Message> batch) throws IOException, JournalTrouble;
  }

  private void read(String stream, String subject, long from, long to, Taker taker)
      throws IOException, JournalTrouble, InterruptedException {
    if (from > to) return;
    try (Reading reading = server.read(stream, subject, from)) {
      long at = from - 1;
      for (int silences = 0; at < to; silences++) {
        if (silences > SILENCES_MAX || !server.isUp())
          throw new Server.Away("the line was cut", null);
        reading.pull();
        int left = Reading.BATCH_MAX;
        while (left > 0 && at < to) {
          List<io.nats.client.Message> batch = reading.next(left, Reading.WAIT);
          if (batch.isEmpty()) break;
          taker.take(batch);
          at = batch.getLast().metaData().streamSequence();
          left -= batch.size();
          silences = 0;
        }
      }
    }
  }
}
