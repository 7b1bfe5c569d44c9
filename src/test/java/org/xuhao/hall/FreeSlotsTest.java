package org.xuhao.hall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ServiceCode;

/** What a visitor is offered to book is what the hall accepts, and nothing else. */
class FreeSlotsTest {
  private static final ServiceCode B = new ServiceCode("B");
  private static final By VISITOR = new By(By.Role.VISITOR, "web", "booking");

  /** 2026-03-02 is a Monday; by the calendar the Friday is closed, and the Saturday works. */
  private static final String WEEK =
      """
      let window 1 serves A
      let window 9 serves B
      let window 9 is remote
      let open 09:00 12:00
      let A slots 30 1
      let B slots 30 1
      let 2026-03-06 closed
      let 2026-03-07 09:00 11:00
      let 2026-03-08 closed\
      """;

  private Plan plan = new DayFile(WEEK).plan();
  private Hall hall = Hall.empty(plan);
  private long seq = 1;

  private Decision book(Instant slot, Instant at) {
    var command = new Command.BookAppointment(B, slot, "v" + seq + slot);
    return hall.decide(new Ask("r" + seq + slot, VISITOR, command), at);
  }

  private void really(Instant slot, Instant at) {
    var command = new Command.BookAppointment(B, slot, "somebody " + seq);
    var ask = new Ask("really " + seq, VISITOR, command);
    var accepted = (Decision.Accepted) hall.decide(ask, at);
    Entry entry = hall.entry(ask, at, accepted.events(), "0000000000000001", seq);
    hall = hall.apply(entry);
    seq = entry.lastSeq() + 1;
  }

  private SortedMap<LocalDate, List<Instant>> accepted(Instant at) {
    var all = new TreeMap<LocalDate, List<Instant>>();
    var service = Bookings.talks(plan).getFirst();
    LocalDate first = LocalDate.parse("2026-03-01");
    for (LocalDate date : first.datesUntil(first.plusDays(14)).toList()) {
      var slots = new ArrayList<Instant>();
      for (Instant slot : plan.slots(service, date))
        if (book(slot, at) instanceof Decision.Accepted) slots.add(slot);
      if (!slots.isEmpty()) all.put(date, slots);
    }
    return all;
  }

  @Test
  void whatIsOfferedIsAcceptedAndNothingElse() {
    var service = Bookings.talks(plan).getFirst();
    assertEquals(List.of(service), Bookings.talks(plan), "people come to window 1");
    var firsts = new ArrayList<String>();
    for (String now : List.of("2026-03-02T08:00:00Z", "2026-03-03T09:30:00Z")) {
      Instant at = Instant.parse(now);
      var free = hall.bookings().free(plan, service, at, 99);
      assertEquals(accepted(at), free);
      firsts.add(free.firstKey().toString());
      for (Instant slot : List.copyOf(free.firstEntry().getValue())) really(slot, at);
      really(free.lastEntry().getValue().getFirst(), at);
      var then = hall.bookings().free(plan, service, at, 99);
      assertEquals(accepted(at), then);
      assertEquals(free.size() - 1, then.size(), "a full day is left out");
      assertEquals(2, hall.bookings().free(plan, service, at, 2).size());
    }
    assertEquals(List.of("2026-03-03", "2026-03-04"), firsts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00:00", "02:00"})
  void aServiceThatIsOpenUntilMidnightOrPastItHasSlotsUntilMidnight(String closes) {
    plan = new DayFile(WEEK.replace("let open 09:00 12:00", "let open 20:00 " + closes)).plan();
    hall = Hall.empty(plan);
    Instant at = Instant.parse("2026-03-02T08:00:00Z");
    var free = hall.bookings().free(plan, Bookings.talks(plan).getFirst(), at, 99);
    assertEquals(accepted(at), free);
    List<Instant> evening = free.firstEntry().getValue();
    assertEquals(8, evening.size());
    assertEquals(Duration.ofMinutes(210), Duration.between(evening.getFirst(), evening.getLast()));
  }
}
