package org.xuhao.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.trial.BusyHour.take;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.WindowId;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.LyingDisk;
import org.xuhao.trial.BusyHour;

/** The loop without its thread, on a clock and a disk that do as told. */
class HallWriterTest {
  private static final By CLERK = new By(By.Role.CLERK, "c1", "window 1");

  private final LyingDisk disk = new LyingDisk();
  private final HandClock clock = new HandClock(BusyHour.TEN);
  private final List<Published> published = new ArrayList<>();
  private final List<String> watched = new ArrayList<>();
  private int starts;
  private HallWriter writer = start();

  private final class Watch implements LoopWatch {
    @Override
    public void journalRefused(String why) {
      watched.add("refused: " + why);
    }

    @Override
    public void journalWritable() {
      watched.add("writable");
    }
  }

  /** As after a kill: from what is on disk. */
  private HallWriter start() {
    starts++;
    var entries = new ArrayList<Entry>();
    try {
      Journal journal =
          Journal.open(
              starts == 1 ? disk : disk.copy(),
              BusyHour.HALL,
              String.format("%016x", starts),
              64 << 10,
              entries::add);
      Hall hall = Hall.empty(BusyHour.plan(4));
      for (Entry entry : entries) hall = hall.apply(entry);
      return new HallWriter(
          hall,
          journal,
          clock,
          new Event.Started("", "0.1.0", "test"),
          published::add,
          new Watch());
    } catch (JournalTrouble e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer answer(Ask ask) {
    return writer.turn(List.of(ask)).getFirst();
  }

  private static Ask call(String request, int window) {
    return new Ask(request, CLERK, new Command.CallNext(new WindowId(window)));
  }

  private static List<Class<?>> events(List<Entry> entries) {
    List<Class<?>> types = new ArrayList<>();
    for (Entry entry : entries) for (Event event : entry.events()) types.add(event.getClass());
    return types;
  }

  @Test
  void theFirstThingWrittenIsThatTheHallStarted() {
    writer.turn(List.of());
    assertEquals(List.of(Event.Started.class, Event.DayOpened.class), events(writer.written()));
    Entry first = writer.written().getFirst();
    assertEquals(new Event.Started("", "0.1.0", "test"), first.events().getFirst());
    assertEquals(By.SYSTEM, first.by());
    assertEquals(1, first.seq());
    answer(take("a"));
    writer = start();
    writer.turn(List.of());
    var again = (Event.Started) writer.written().getFirst().events().getFirst();
    assertEquals("0000000000000001/4", again.previous());
  }

  @Test
  void eachAskSeesWhatThoseBeforeItInTheBatchDid() {
    var answers = writer.turn(List.of(call("1", 1), take("2"), call("3", 2), take("2")));
    assertInstanceOf(Answer.Accepted.class, answers.get(0));
    var taken = assertInstanceOf(Answer.Accepted.class, answers.get(1));
    var called = assertInstanceOf(Answer.Accepted.class, answers.get(2));
    assertTrue(events(List.of(called.entry())).contains(Event.TicketCalled.class));
    assertEquals(new Answer.Accepted(taken.entry(), true), answers.get(3));
    assertEquals(1, published.size());
    assertEquals(writer.hall(), published.getFirst().hall());
    assertEquals(writer.written(), published.getFirst().entries());
  }

  @Test
  void aSecondPressThatIsSentAgainCallsNobodyElse() {
    answer(take("a"));
    answer(take("b"));
    var first = assertInstanceOf(Answer.Accepted.class, answer(call("1", 1)));
    clock.pass(Duration.ofMillis(200));
    assertEquals(new Answer.Accepted(first.entry(), true), answer(call("2", 1)));
    clock.pass(Duration.ofSeconds(5));
    assertEquals(new Answer.Accepted(first.entry(), true), answer(call("2", 1)));
    assertEquals(
        new Answer.Refused(Refusal.REQUEST_REUSED),
        answer(new Ask("2", CLERK, take("x").command())));
    assertEquals(3, published.size());
  }

  @Test
  void aRefusalWritesNothing() {
    writer.turn(List.of());
    int before = disk.operations();
    var open = new Command.Recall(new WindowId(1));
    assertEquals(new Answer.Refused(Refusal.NOBODY_AT_WINDOW), answer(new Ask("r", CLERK, open)));
    assertEquals(before, disk.operations());
    assertEquals(1, published.size());
  }

  @Test
  void aDiskThatRefusesChangesNothingAndTheHallGoesOnAfterwards() {
    writer.turn(List.of(take("1")));
    Hall before = writer.hall();
    disk.refuse(true);
    // The second rests on the first, which the disk refuses.
    var answers = writer.turn(List.of(take("2"), call("3", 1), call("4", 1)));
    for (Answer answer : answers) assertInstanceOf(Answer.Unwritable.class, answer);
    assertEquals(before, writer.hall());
    assertEquals(1, published.size());
    assertEquals(1, watched.size());
    assertTrue(watched.getFirst().contains("told to refuse"), watched::toString);
    disk.refuse(false);
    var accepted = assertInstanceOf(Answer.Accepted.class, answer(take("2")));
    assertFalse(accepted.repeated());
    var issued = (Event.TicketIssued) accepted.entry().events().getFirst();
    assertEquals("A002", issued.ticket().toString());
    assertEquals("writable", watched.getLast());
  }

  @Test
  void aRefusalThatOwesNothingToTheBatchStandsEvenIfTheDiskRefuses() {
    writer.turn(List.of());
    disk.refuse(true);
    var recall = new Ask("r", CLERK, new Command.Recall(new WindowId(1)));
    var answers = writer.turn(List.of(recall, take("2")));
    assertEquals(new Answer.Refused(Refusal.NOBODY_AT_WINDOW), answers.get(0));
    assertInstanceOf(Answer.Unwritable.class, answers.get(1));
  }

  @Test
  void theSameRequestGetsTheSameAnswerAfterARestart() {
    var first = assertInstanceOf(Answer.Accepted.class, answer(take("twice")));
    writer = start();
    clock.pass(Duration.ofMinutes(3));
    assertEquals(new Answer.Accepted(first.entry(), true), answer(take("twice")));
    var other = new Ask("twice", CLERK, new Command.OpenWindow(new WindowId(1)));
    assertEquals(new Answer.Refused(Refusal.REQUEST_REUSED), answer(other));
  }

  @Test
  void theClockIsToldBeforeAnyAskWhenADeadlineIsDue() {
    writer.turn(List.of(take("1"), take("2"), call("3", 1)));
    assertEquals(Duration.ofSeconds(1), writer.idle(Duration.ofSeconds(1)));
    Duration idle = writer.idle(Duration.ofHours(1));
    assertEquals(Duration.ofSeconds(15), idle, "the first print is due");
    clock.pass(Duration.ofSeconds(90));
    assertEquals(Duration.ZERO, writer.idle(Duration.ofSeconds(1)));
    writer.turn(List.of(call("4", 1)));
    assertEquals(By.CLOCK, writer.written().getFirst().by(), "no-show first, then the call");
    var types = events(writer.written());
    assertTrue(types.indexOf(Event.TicketNoShow.class) < types.indexOf(Event.TicketCalled.class));
    assertTrue(types.contains(Event.TicketNoShow.class));
  }

  @Test
  void aClockWithNothingToSayWritesNothing() {
    writer.turn(List.of());
    int before = disk.operations();
    for (int i = 0; i < 100; i++) {
      clock.pass(Duration.ofSeconds(1));
      writer.turn(List.of());
    }
    assertEquals(before, disk.operations());
  }

  @Test
  void hallTimeGoesOnWhenTheWallJumpsAndTheJumpIsSaid() {
    writer.turn(List.of());
    Instant before = writer.at();
    clock.step(Duration.ofMinutes(-10));
    clock.pass(Duration.ofSeconds(1));
    writer.turn(List.of());
    assertEquals(before.plusSeconds(1), writer.at());
    assertEquals(List.of(Event.ClockStepped.class), events(writer.written()));
    assertEquals(-600_000, writer.hall().skewMs());
    writer.turn(List.of());
    assertEquals(List.of(), writer.written());
  }

  @Test
  void afterARestartHallTimeGoesOnAndNeverBack() {
    writer.turn(List.of(take("1")));
    Instant last = writer.at();
    clock.step(Duration.ofHours(-1));
    writer = start();
    assertEquals(last, writer.at());
    clock.step(Duration.ofHours(2));
    writer = start();
    assertEquals(last.plus(Duration.ofHours(1)), writer.at());
    writer.turn(List.of());
    assertEquals(Optional.of(last.plus(Duration.ofHours(1))), lastAt());
  }

  private Optional<Instant> lastAt() {
    return writer.written().stream().map(Entry::at).reduce((a, b) -> b);
  }

  @Test
  void whileTheDiskRefusesTheClockDoesNotSpin() {
    writer.turn(List.of(take("1"), call("2", 1)));
    clock.pass(Duration.ofSeconds(100));
    disk.refuse(true);
    writer.turn(List.of());
    assertEquals(Duration.ofSeconds(1), writer.idle(Duration.ofSeconds(1)));
    disk.refuse(false);
    writer.turn(List.of());
    assertTrue(events(writer.written()).contains(Event.TicketNoShow.class));
  }
}
