package org.xuhao.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;

/** Entries that look like a hall's, without one. */
final class Entries {
  static final String HALL = "haixi";
  static final Instant NINE = Instant.parse("2026-11-20T01:00:00Z");

  private Entries() {}

  static String incarnation(int n) {
    return String.format("%016x", 0xabc0000000000000L + n);
  }

  /** One that issues ticket number {@code seq}. */
  static Entry take(int incarnation, long seq) {
    int number = (int) seq;
    Instant at = NINE.plusMillis(seq * 40);
    return new Entry(
        HALL,
        incarnation(incarnation),
        seq,
        at,
        at,
        LocalDate.of(2026, 11, 20),
        "dispenser/" + incarnation + "/" + seq,
        new By(By.Role.DISPENSER, "dispenser", "dispenser 1"),
        "TakeTicket RS",
        List.of(
            new Event.TicketIssued(
                new TicketNumber("A", number),
                number,
                new ServiceCode("RS"),
                at,
                0,
                null,
                null,
                null)));
  }

  static List<Entry> takes(int incarnation, long from, int count) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) entries.add(take(incarnation, from + i));
    return entries;
  }
}
