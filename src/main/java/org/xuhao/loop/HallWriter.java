package org.xuhao.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command.TakeEdition;
import org.xuhao.hall.Command.TimePassed;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Event.Started;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.By;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalUnwritable;
import org.xuhao.journal.Position;

/**
 * One turn of the hall: decide a batch, put it on disk, then let it be known. Holds no thread, so
 * that a test can turn it by hand.
 */
final class HallWriter {

  /** A larger difference between the clocks is a jump. Source: rules of the hall, section 4. */
  static final long SKEW_MAX_MS = 2_000;

  private final Journal journal;
  private final HallClock clock;
  private final Consumer<Published> published;
  private final LoopWatch watch;
  private final Started start;
  private final Instant startedAt;
  private final long startedNanos;

  private final Repeats repeats = new Repeats();
  private Hall hall;
  private boolean started;
  private boolean refused;
  private Instant turnAt;
  private long appendNanos;
  private List<Entry> written = List.of();

  /**
   * Goes on from {@code hall}, which is what {@code journal} was found to hold.
   *
   * @param start the first event of this run; what came before it is filled in
   */
  HallWriter(
      Hall hall,
      Journal journal,
      HallClock clock,
      Started start,
      Consumer<Published> published,
      LoopWatch watch) {
    this.hall = hall;
    this.journal = journal;
    this.clock = clock;
    this.published = published;
    this.watch = watch;
    String previous = journal.found().last().map(Position::toString).orElse("");
    this.start = new Started(previous, start.release(), start.reason(), start.moved());
    Instant fromWall = wall().minusMillis(hall.skewMs());
    this.startedAt = fromWall.isAfter(hall.at()) ? fromWall : hall.at();
    this.startedNanos = clock.elapsedNanos();
    this.turnAt = startedAt;
  }

  Hall hall() {
    return hall;
  }

  /** What the latest turn put on disk. */
  List<Entry> written() {
    return written;
  }

  /** How long the latest turn's write and force took; 0 without entries. */
  long appendNanos() {
    return appendNanos;
  }

  /** Hall time: goes on with elapsed time, in whole milliseconds, and never back. */
  Instant at() {
    long elapsed = clock.elapsedNanos() - startedNanos;
    Instant at = startedAt.plusNanos(elapsed).truncatedTo(ChronoUnit.MILLIS);
    return at.isBefore(hall.at()) ? hall.at() : at;
  }

  private Instant wall() {
    return clock.wall().truncatedTo(ChronoUnit.MILLIS);
  }

  /** How long the loop may wait for an ask before the clock has something to say. */
  Duration idle(Duration atMost) {
    if (refused) return atMost;
    if (!started) return Duration.ZERO;
    Instant deadline = hall.nextDeadline().orElse(Instant.MAX);
    // One that this turn was told of and left standing would be left standing again.
    if (!deadline.isAfter(turnAt)) return atMost;
    Instant at = at();
    if (!deadline.isBefore(at.plus(atMost))) return atMost;
    return deadline.isAfter(at) ? Duration.between(at, deadline) : Duration.ZERO;
  }

  /**
   * Decides {@code asks} one after another, each on the hall as those before left it, and answers
   * them in order. What is accepted is on disk and published when this returns.
   */
  List<Answer> turn(List<Ask> asks) {
    turnAt = at();
    appendNanos = 0;
    var batch = new Batch(hall, journal, turnAt);
    if (!started) batch.start(start, wall());
    batch.clock(wall());
    List<Answer> answers = new ArrayList<>(asks.size());
    int sure = 0;
    for (Ask ask : asks) {
      answers.add(repeats.of(ask).orElseGet(() -> batch.answer(ask)));
      // A refusal may rest on an entry of this batch, which the disk may yet refuse.
      if (batch.entries.isEmpty()) sure = answers.size();
    }
    if (batch.entries.isEmpty()) written = List.of();
    else if (!append(batch, answers, sure)) return answers;
    for (int i = 0; i < answers.size(); i++) repeats.note(asks.get(i), answers.get(i));
    if (!written.isEmpty()) published.accept(new Published(hall, written));
    return answers;
  }

  private boolean append(Batch batch, List<Answer> answers, int sure) {
    long before = clock.elapsedNanos();
    try {
      journal.append(batch.entries);
    } catch (JournalUnwritable e) {
      refused = true;
      written = List.of();
      String why = String.valueOf(e.getMessage());
      for (int i = sure; i < answers.size(); i++) answers.set(i, new Answer.Unwritable(why));
      watch.journalRefused(why);
      return false;
    }
    appendNanos = clock.elapsedNanos() - before;
    hall = batch.hall;
    written = List.copyOf(batch.entries);
    started = true;
    if (refused) {
      refused = false;
      watch.journalWritable();
    }
    return true;
  }

  /** A hall that is not real until its entries are on disk. */
  private static final class Batch {
    private final String incarnation;
    private final Instant at;
    private final List<Entry> entries = new ArrayList<>();
    private Hall hall;
    private long seq;

    Batch(Hall hall, Journal journal, Instant at) {
      this.hall = hall;
      this.incarnation = journal.incarnation();
      this.seq = journal.nextSeq();
      this.at = at;
    }

    void start(Started event, Instant wall) {
      var ask = new Ask("start/" + incarnation, By.SYSTEM, new TimePassed(wall));
      accept(ask, List.of(event));
    }

    /** Tells the hall the time where it matters. */
    void clock(Instant wall) {
      long skewMs = Duration.between(at, wall).toMillis();
      boolean stepped = Math.abs(skewMs - hall.skewMs()) > SKEW_MAX_MS;
      boolean due = hall.nextDeadline().filter(deadline -> !deadline.isAfter(at)).isPresent();
      if (!stepped && !due && hall.day().isPresent()) return;
      answer(new Ask("clock/" + incarnation + "/" + seq, By.CLOCK, new TimePassed(wall)));
    }

    Answer answer(Ask ask) {
      return switch (hall.decide(ask, at)) {
        case Decision.Accepted(var events) -> accept(ask, events);
        case Decision.Repeated(var first) -> new Answer.Accepted(first, true);
        case Decision.Refused(var why) -> new Answer.Refused(why);
      };
    }

    private Answer accept(Ask ask, List<Event> events) {
      // Only the clock may do nothing, and nobody but this class asks for the clock.
      if (events.isEmpty()) return new Answer.Refused(Refusal.NOT_ALLOWED);
      Entry entry = hall.entry(ask, at, events, incarnation, seq);
      hall = hall.apply(entry);
      // A plan is no part of what is journaled: what it decides is.
      if (ask.command() instanceof TakeEdition edition) hall = hall.under(edition.plan());
      entries.add(entry);
      seq = entry.lastSeq() + 1;
      return new Answer.Accepted(entry, false);
    }
  }
}
