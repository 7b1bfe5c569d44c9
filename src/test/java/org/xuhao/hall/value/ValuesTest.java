package org.xuhao.hall.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What may be written on a slip, a badge or a sign, and in what order such things stand. */
class ValuesTest {

  @Test
  void aTicketNumberIsReadAsItIsWritten() {
    for (String text : List.of("A001", "A099", "A100", "AB023", "Z999", "A1000", "ZZ99999"))
      assertEquals(Optional.of(text), TicketNumber.parse(text).map(TicketNumber::toString));
    assertEquals(new TicketNumber("AB", 23), TicketNumber.parse("AB023").orElseThrow());
  }

  @Test
  void whatIsNoTicketNumberIsNotRead() {
    for (String text :
        List.of("", "A", "A1", "A01", "A000", "001", "ABC001", "a001", "A00x", "A00/", "A00:"))
      assertEquals(Optional.empty(), TicketNumber.parse(text), text);
    assertEquals(Optional.empty(), TicketNumber.parse("A100000"));
    assertEquals(Optional.empty(), TicketNumber.parse("[001"));
    assertEquals(Optional.empty(), TicketNumber.parse("@001"));
  }

  @Test
  void numbersKeepToTheirBounds() {
    assertEquals("A99999", new TicketNumber("A", TicketNumber.NUMBER_MAX).toString());
    assertRefused(() -> new TicketNumber("A", TicketNumber.NUMBER_MAX + 1));
    assertRefused(() -> new TicketNumber("A", 0));
    assertRefused(() -> new TicketNumber("", 1));
    assertRefused(() -> new TicketNumber("ABC", 1));
    assertRefused(() -> new TicketNumber("A1", 1));
    assertEquals("999", new WindowId(999).toString());
    assertRefused(() -> new WindowId(0));
    assertRefused(() -> new WindowId(1000));
    assertEquals("1", new VisitId(1).toString());
    assertRefused(() -> new VisitId(0));
  }

  @Test
  void namesKeepToTheirLetters() {
    assertEquals("RS-09", new ServiceCode("RS-09").toString());
    assertEquals("AZ", new ServiceCode("AZ").code());
    for (String bad : List.of("", "rs", "R S", "社保", "A".repeat(17), "A/", "A:", "A@", "A["))
      assertRefused(() -> new ServiceCode(bad));
    assertEquals(16, new ServiceCode("A".repeat(16)).toString().length());
    assertEquals("GREEN_2", new ClassCode("GREEN_2").toString());
    assertRefused(() -> new ClassCode("green"));
    assertEquals("c-7_x", new ClerkId("c-7_x").toString());
    assertRefused(() -> new ClerkId("c 7"));
  }

  @Test
  void casesAndBookingsAreCountedByHall() {
    assertEquals("haixi-000123", CaseId.of("haixi", 123).toString());
    assertEquals("haixi-B000123", BookingId.of("haixi", 123).toString());
    assertEquals(Optional.of("hai-xi"), CaseId.of("hai-xi", 123).hall());
    for (String other :
        List.of("poison", "haixi-", "-000123", "haixi-12x", "haixi-" + "1".repeat(19)))
      assertEquals(Optional.empty(), new CaseId(other).hall());
    assertEquals(64, new CaseId("x".repeat(64)).toString().length());
    assertEquals(64, new BookingId("x".repeat(64)).toString().length());
    for (String bad : List.of("", "x".repeat(65))) {
      assertRefused(() -> new CaseId(bad));
      assertRefused(() -> new BookingId(bad));
    }
  }

  @Test
  void signsAndListsStandInTheOrderThatPeopleExpect() {
    inOrder(List.of(new WindowId(2), new WindowId(10)));
    inOrder(List.of(new VisitId(9), new VisitId(10)));
    inOrder(
        List.of(new TicketNumber("A", 999), new TicketNumber("A", 1000), new TicketNumber("B", 1)));
    inOrder(List.of(new ServiceCode("A"), new ServiceCode("B")));
    inOrder(List.of(new ClassCode("ELDERLY"), new ClassCode("GREEN")));
    inOrder(List.of(new ClerkId("c1"), new ClerkId("c2")));
    inOrder(List.of(CaseId.of("h", 1), CaseId.of("h", 2)));
    inOrder(List.of(BookingId.of("h", 1), BookingId.of("h", 2)));
  }

  private static <T extends Comparable<T>> void inOrder(List<T> wanted) {
    var sorted = new ArrayList<>(wanted);
    Collections.reverse(sorted);
    Collections.sort(sorted);
    assertEquals(wanted, sorted);
  }

  @Test
  void whoStoodEarlierIsOlderAndAmongTheSameTheSmallerSequence() {
    Instant nine = Instant.parse("2026-03-02T09:00:00Z");
    var first = new Place(nine, 7);
    assertTrue(first.isOlderThan(new Place(nine.plusMillis(1), 1)));
    assertTrue(first.isOlderThan(new Place(nine, 8)));
    assertFalse(first.isOlderThan(new Place(nine, 7)));
    assertFalse(first.isOlderThan(new Place(nine, 6)));
    assertFalse(first.isOlderThan(new Place(nine.minusMillis(1), 8)));
  }

  @Test
  void aPadCanEndAVisitUnlessSomethingMustBeSaid() {
    for (Outcome outcome : Outcome.values()) {
      boolean needsWords =
          outcome == Outcome.AWAITING_MATERIALS || outcome == Outcome.ACCEPTED_TOLERANT;
      assertEquals(!needsWords, outcome.endsAlone(), outcome.name());
    }
  }

  private static void assertRefused(Runnable making) {
    assertThrows(IllegalArgumentException.class, making::run);
  }
}
