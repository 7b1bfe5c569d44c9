package org.xuhao.hall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.Place;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.trial.Day;
import org.xuhao.trial.Trials;

/** What holds for every day, whatever people do. Numbers in names: invariants of the rules. */
class HallPropertyTest {

  /** A hall that is played step by step, with the journal it makes. */
  static final class Play {
    final Plan plan = Day.plan();
    Hall hall = Hall.empty(plan);
    final List<Entry> journal = new ArrayList<>();
    long seq = 1;
    BiConsumer<Hall, Entry> watch = (before, entry) -> {};

    Decision ask(Ask ask, Instant at) {
      Decision decision = hall.decide(ask, at);
      if (decision instanceof Decision.Accepted(var events) && !events.isEmpty()) {
        Entry entry = hall.entry(ask, at, events, "00000000000000aa", seq);
        Hall before = hall;
        hall = hall.apply(entry);
        seq += events.size();
        journal.add(entry);
        watch.accept(before, entry);
      }
      return decision;
    }

    void tick(Instant at) {
      ask(new Ask("clock", By.CLOCK, new Command.TimePassed(at)), at);
    }

    /** The loop asks the clock first whenever a deadline is due. */
    Decision step(Day.Step step, int number) {
      if (hall.nextDeadline().map(due -> !due.isAfter(step.at())).orElse(false)) tick(step.at());
      return ask(new Ask("r" + number, step.by(), step.command()), step.at());
    }

    void all(List<Day.Step> steps) {
      tick(Day.START);
      int number = 0;
      for (Day.Step step : steps) step(step, number++);
    }
  }

  @Test
  void aTicketAndAWindowAreInOnePlaceEach() { // 1, 2, 4
    Trials.check(
        Day::draw,
        steps -> {
          var play = new Play();
          play.watch = (before, entry) -> assertOnePlaceEach(play.hall);
          play.all(steps);
        });
  }

  private static void assertOnePlaceEach(Hall hall) {
    var places = new HashMap<TicketNumber, Integer>();
    assertTidy(hall.queues);
    for (Lanes lanes : hall.queues.lanes().values()) lanes.forEach(t -> count(places, List.of(t)));
    for (var window : hall.queues.own().entrySet())
      for (Lanes lanes : window.getValue().values())
        lanes.forEach(
            number -> countOwn(hall.ticket(number).orElseThrow(), window.getKey(), places));
    for (var expedited : hall.queues.expedited())
      assertEquals(Ticket.State.WAITING, hall.ticket(expedited.ticket()).orElseThrow().state());
    for (var delayed : hall.queues.delayed().values()) count(places, delayed.values());
    for (var held : hall.held.values()) count(places, held);
    for (Ticket ticket : hall.tickets())
      if (ticket.state() == Ticket.State.AWAY || ticket.state() == Ticket.State.EARLY)
        count(places, List.of(ticket.number()));
    for (Window window : hall.windows.values())
      if (window.visit() != null) count(places, List.of(window.visit().ticket()));
    for (Ticket ticket : hall.tickets()) {
      int wanted = ticket.isOver() ? 0 : 1;
      assertEquals(wanted, places.getOrDefault(ticket.number(), 0), ticket::toString);
    }
    for (TicketNumber number : places.keySet()) assertTrue(hall.ticket(number).isPresent());
  }

  /** What is kept is bounded: no empty lane, no more passes than the limit, oldest first. */
  private static void assertTidy(Queues queues) {
    for (Lanes lanes : queues.lanes().values()) assertFalse(lanes.heads().isEmpty());
    for (var window : queues.own().values()) {
      assertFalse(window.isEmpty());
      for (Lanes lanes : window.values()) assertFalse(lanes.heads().isEmpty());
    }
    for (List<Place> passes : queues.passes().values()) {
      assertTrue(passes.size() <= Plan.Rules.DEFAULT.overtakeLimit());
      assertEquals(passes.stream().sorted().toList(), passes);
    }
  }

  /** Who waits for everybody stands once more where the case is known, and nowhere else. */
  private static void countOwn(Ticket ticket, WindowId at, Map<TicketNumber, Integer> places) {
    if (ticket.state() == Ticket.State.WAITING) assertEquals(at, ticket.origin());
    else count(places, List.of(ticket.number()));
  }

  private static void count(Map<TicketNumber, Integer> places, Iterable<TicketNumber> tickets) {
    for (TicketNumber ticket : tickets) places.merge(ticket, 1, Integer::sum);
  }

  @Test
  void noNumberTwiceAndSequencesWithoutGaps() { // 3
    Trials.check(
        Day::draw,
        steps -> {
          var play = new Play();
          play.all(steps);
          var numbers = new HashSet<TicketNumber>();
          long sequence = 0;
          for (Entry entry : play.journal)
            for (Event event : entry.events())
              if (event instanceof Event.TicketIssued e) {
                assertTrue(numbers.add(e.ticket()), e::toString);
                assertEquals(++sequence, e.sequence());
              }
        });
  }

  @Test
  void theCallMadeIsThatOfAFullScan() { // 6, 7
    Trials.check(
        Day::draw,
        steps -> {
          var play = new Play();
          play.watch =
              (before, entry) -> {
                Hall then = before;
                for (Event event : entry.events()) {
                  if (event instanceof Event.TicketCalled e) assertScan(then, e, entry.at());
                  var draft = new Draft(then, entry.at());
                  draft.fold(event);
                  then = then.apply(alone(entry, event));
                }
              };
          play.all(steps);
        });
  }

  private static Entry alone(Entry entry, Event event) {
    return new Entry(
        entry.hall(),
        entry.incarnation(),
        entry.seq(),
        entry.at(),
        entry.wall(),
        entry.day(),
        "clock",
        By.CLOCK,
        entry.command(),
        List.of(event));
  }

  /** The rule once more, written down as a scan over every ticket. */
  private static void assertScan(Hall hall, Event.TicketCalled called, Instant at) {
    List<ServiceCode> services = hall.plan().servicesAt(hall.window(called.window()));
    var able = new ArrayList<Ticket>();
    for (Ticket ticket : hall.tickets()) {
      boolean here = called.window().equals(ticket.window());
      boolean callable =
          ticket.state() == Ticket.State.WAITING
              || (ticket.state() == Ticket.State.RESERVED && here);
      if (callable && services.contains(ticket.service())) able.add(ticket);
    }
    if (called.why() == Event.Why.NAMED) {
      assertTrue(able(hall, services, called.ticket()), called::toString);
      return;
    }
    for (var expedited : hall.queues.expedited())
      if (services.contains(expedited.service())) {
        assertEquals(expedited.ticket(), called.ticket());
        assertEquals(Event.Why.EXPEDITED, called.why());
        return;
      }
    if (able.isEmpty()) {
      assertEquals(Event.Why.EARLY_BACK, called.why());
      return;
    }
    var byPoints =
        Comparator.<Ticket>comparingLong(t -> points(services, t, called.window(), at))
            .thenComparing(Ticket::place, Comparator.reverseOrder());
    Ticket best = able.stream().max(byPoints).orElseThrow();
    Ticket oldest =
        able.stream()
            .filter(t -> t.service().equals(best.service()) && t.window() == null)
            .min(Comparator.comparing(Ticket::place))
            .orElse(best);
    boolean limit =
        hall.queues.passesOf(best.service()).size() >= 3
            && oldest.place().isOlderThan(best.place());
    assertEquals((limit ? oldest : best).number(), called.ticket());
    assertEquals(limit, called.why() == Event.Why.LIMIT);
  }

  private static boolean able(Hall hall, List<ServiceCode> services, TicketNumber number) {
    Ticket ticket = hall.ticket(number).orElseThrow();
    boolean waits =
        ticket.state() == Ticket.State.WAITING || ticket.state() == Ticket.State.RESERVED;
    return waits && services.contains(ticket.service());
  }

  private static long points(List<ServiceCode> services, Ticket ticket, WindowId at, Instant now) {
    long waited = Duration.between(ticket.place().since(), now).toMillis();
    int rank = services.indexOf(ticket.service());
    long minutes = services.size() < 2 || rank > 1 ? 0 : rank == 0 ? 10 : 5;
    boolean known = ticket.state() == Ticket.State.RESERVED || at.equals(ticket.origin());
    long credit = known ? 20 : 0;
    int rate = ticket.standing().priority() != null ? 3 : ticket.standing().booked() ? 2 : 1;
    return rate * waited + (minutes + credit) * 60_000;
  }

  @Test
  void nobodyIsPassedMoreThanTheLimitAtOnePlace() { // 5, bound 2
    Trials.check(
        Day::draw,
        steps -> {
          var play = new Play();
          var passed = new HashMap<String, Integer>();
          play.watch =
              (before, entry) -> {
                Hall then = before;
                for (Event event : entry.events()) {
                  if (event instanceof Event.TicketCalled e) countPassed(then, e, passed);
                  if (event instanceof Event.PriorityGranted e) forget(passed, e.ticket());
                  if (event instanceof Event.TicketRedirected e) forget(passed, e.ticket());
                  then = then.apply(alone(entry, event));
                }
                for (Ticket ticket : play.hall.tickets())
                  if (ticket.state() != Ticket.State.WAITING) forget(passed, ticket.number());
              };
          play.all(steps);
        });
  }

  private static void forget(Map<String, Integer> passed, TicketNumber number) {
    passed.keySet().removeIf(key -> key.startsWith(number + " "));
  }

  private static void countPassed(
      Hall hall, Event.TicketCalled called, Map<String, Integer> passed) {
    var uncounted = EnumSet.of(Event.Why.EARLY_BACK, Event.Why.NAMED, Event.Why.EXPEDITED);
    if (uncounted.contains(called.why())) return;
    Place place = hall.ticket(called.ticket()).orElseThrow().place();
    for (Ticket ticket : hall.tickets()) {
      boolean older =
          ticket.state() == Ticket.State.WAITING
              && ticket.service().equals(called.service())
              && ticket.place().isOlderThan(place);
      if (!older) continue;
      int times = passed.merge(ticket.number() + " " + ticket.place(), 1, Integer::sum);
      assertTrue(times <= 3, () -> ticket + " was passed " + times + " times");
    }
  }

  @Test
  void oneRequestOneAcceptance() { // 9
    Trials.check(
        Day::draw,
        steps -> {
          var play = new Play();
          play.tick(Day.START);
          int number = 0;
          for (Day.Step step : steps) {
            Decision first = play.step(step, number);
            boolean remembered = step.by().role() != By.Role.DRIVER;
            if (first instanceof Decision.Accepted(var events) && remembered) {
              var again = new Ask("r" + number, step.by(), step.command());
              Decision second = play.hall.decide(again, step.at());
              assertTrue(second instanceof Decision.Repeated, second::toString);
              assertEquals(events, ((Decision.Repeated) second).first().events());
            }
            number++;
          }
        });
  }

  @Test
  void aVisitHasOneStartOneEndAndAtMostOneRating() { // 10
    Trials.check(
        Day::draw,
        steps -> {
          var play = new Play();
          play.all(steps);
          var ended = new TreeMap<VisitId, Event.EndedWhy>();
          var rated = new HashSet<VisitId>();
          for (Entry entry : play.journal)
            for (Event event : entry.events()) {
              if (event instanceof Event.VisitEnded e)
                assertNull(ended.put(e.visit(), e.why()), e::toString);
              if (event instanceof Event.RatingOpened e)
                assertEquals(Event.EndedWhy.OUTCOME, ended.get(e.visit()));
              if (event instanceof Event.RatingGiven e)
                assertTrue(rated.add(e.visit()), e::toString);
            }
        });
  }

  @Test
  void tickingOftenerGivesTheSameEvents() { // 13
    Trials.check(
        Day::draw,
        steps -> {
          var seldom = new Play();
          seldom.all(steps);
          var often = new Play();
          often.tick(Day.START);
          int number = 0;
          for (Day.Step step : steps) {
            for (Instant due = nextDue(often, step.at());
                !due.isAfter(step.at());
                due = nextDue(often, step.at())) often.tick(due);
            often.step(step, number++);
          }
          assertEquals(kinds(seldom.journal), kinds(often.journal));
        });
  }

  private static Instant nextDue(Play play, Instant until) {
    return play.hall.nextDeadline().orElse(until.plusSeconds(1));
  }

  /** The kinds and subjects of events in order; their times may differ with the ticking. */
  private static List<String> kinds(List<Entry> journal) {
    var kinds = new ArrayList<String>();
    for (Entry entry : journal)
      for (Event event : entry.events())
        if (event instanceof Event.TicketCalled e) kinds.add("called " + e.ticket());
        else if (event instanceof Event.TicketAbandoned e) kinds.add("gone " + e.ticket());
        else kinds.add(event.getClass().getSimpleName());
    return kinds;
  }

  @Test
  void aRefusalChangesNothingAndAReplayGivesTheSameHall() { // 14
    Trials.check(
        Day::draw,
        steps -> {
          var play = new Play();
          play.tick(Day.START);
          int number = 0;
          for (Day.Step step : steps) {
            Hall before = play.hall;
            Decision decision =
                play.ask(new Ask("r" + number++, step.by(), step.command()), step.at());
            if (decision instanceof Decision.Refused) assertSame(before, play.hall);
          }
          Hall replayed = Hall.empty(play.plan);
          for (Entry entry : play.journal) replayed = replayed.apply(entry);
          assertEquals(play.hall, replayed);
        });
  }

  @Test
  void aClearedDayLeavesNobodyWaiting() { // 15
    Trials.check(
        Day::draw,
        steps -> {
          var play = new Play();
          play.all(steps);
          play.tick(Day.START.plus(Duration.ofHours(4)));
          for (Ticket ticket : play.hall.tickets())
            assertTrue(ticket.isOver() || ticket.state() == Ticket.State.SERVING, ticket::toString);
          play.tick(Day.START.plus(Duration.ofHours(20)));
          assertEquals("2026-03-03", play.hall.day().orElseThrow().toString());
          assertFalse(play.hall.tickets().iterator().hasNext());
        });
  }
}
