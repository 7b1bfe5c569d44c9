package org.xuhao.link;

import io.nats.client.api.PublishAck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** What halls sent, and how late each of them read it. Safe from any thread. */
final class WireFigures {
  final LongAdder events = new LongAdder();
  final LongAdder factMessages = new LongAdder();
  final LongAdder factBytes = new LongAdder();
  final LongAdder facts = new LongAdder();
  final LongAdder caseMessages = new LongAdder();
  final LongAdder caseBytes = new LongAdder();
  final LongAdder reports = new LongAdder();
  final LongAdder reportBytes = new LongAdder();
  final LongAdder unacknowledged = new LongAdder();
  final List<Throwable> failures = new CopyOnWriteArrayList<>();
  final Micros kept = new Micros();
  final Micros acknowledged = new Micros();
  private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
  private final List<Reader> readers = new CopyOnWriteArrayList<>();

  /** Times in whole microseconds. */
  static final class Micros {
    private int[] all = new int[1_024];
    private int count;

    synchronized void add(long nanos) {
      if (count == all.length) all = Arrays.copyOf(all, count * 2);
      all[count++] = (int) Math.min(Integer.MAX_VALUE, nanos / 1_000);
    }

    synchronized int[] sorted() {
      int[] sorted = Arrays.copyOf(all, count);
      Arrays.sort(sorted);
      return sorted;
    }

    synchronized void clear() {
      count = 0;
    }
  }

  /** One hall that reads. */
  final class Reader {
    private final Micros lags = new Micros();

    void read(String id) {
      Long sent = sentAt.get(id);
      if (sent != null) lags.add(System.nanoTime() - sent);
    }
  }

  Reader reader() {
    var reader = new Reader();
    readers.add(reader);
    return reader;
  }

  void fact(int ofEvents, int bytes) {
    events.add(ofEvents);
    factMessages.increment();
    factBytes.add(bytes);
  }

  void sending(String id, int ofFacts, int bytes) {
    facts.add(ofFacts);
    caseMessages.increment();
    caseBytes.add(bytes);
    sentAt.put(id, System.nanoTime());
  }

  void report(int bytes) {
    reports.increment();
    reportBytes.add(bytes);
  }

  void await(CompletableFuture<PublishAck> sent) {
    long from = System.nanoTime();
    unacknowledged.increment();
    var unused =
        sent.whenComplete((ack, wrong) -> {
          if (wrong != null) failures.add(wrong);
          unacknowledged.decrement();
          acknowledged.add(System.nanoTime() - from);
        });
  }

  void kept(String id) {
    Long sent = sentAt.get(id);
    if (sent != null) kept.add(System.nanoTime() - sent);
  }

  void failed(Throwable why) {
    failures.add(why);
  }

  /** The lags of each hall, each in order. */
  List<int[]> lags() {
    var all = new ArrayList<int[]>();
    for (Reader reader : readers) all.add(reader.lags.sorted());
    return all;
  }

  /** Begins to count anew; what was sent before is not looked for any more. */
  void clear() {
    for (LongAdder sum :
        List.of(
            events, factMessages, factBytes, facts, caseMessages, caseBytes, reports, reportBytes))
      sum.reset();
    sentAt.clear();
    kept.clear();
    acknowledged.clear();
    for (Reader reader : readers) reader.lags.clear();
  }
}
