package org.xuhao.app.district;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.fault.OpenFaults;
import org.xuhao.hall.value.CaseId;
import org.xuhao.link.Key;
import org.xuhao.loop.HallClock;

/** When faults of the link end. */
@NullMarked
class LinkFaultsTest {
  private static final Key KEY = new Key("licun", "00000000000000a1", 7);

  private final AtomicLong nanos = new AtomicLong();
  private final OpenFaults faults = new OpenFaults();
  private final HallClock clock =
      new HallClock() {
        @Override
        public long elapsedNanos() {
          return nanos.get();
        }

        @Override
        public Instant wall() {
          return Instant.EPOCH;
        }
      };

  private List<String> open(LinkFaults of) {
    of.look();
    return faults.all().stream().map(fault -> fault.code() + " " + fault.subject()).toList();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void whatOthersDoWrongEndsOnceNothingMoreIsHeardOfIt() {
    try (var of = new LinkFaults(faults, clock)) {
      of.foreign("cangkou", KEY);
      of.full(new CaseId("licun-1"));
      pass(LinkFaults.HEARD_OF.minusSeconds(1));
      assertEquals(
          List.of("DISTRICT_FOREIGN case licun-1", "DISTRICT_FOREIGN hall cangkou for others"),
          open(of));
      of.foreign("cangkou", KEY);
      pass(Duration.ofSeconds(1));
      assertEquals(List.of("DISTRICT_FOREIGN hall cangkou for others"), open(of), "it came again");
      pass(LinkFaults.HEARD_OF);
      assertEquals(List.of(), open(of));
      of.foreign("cangkou", KEY);
      assertEquals(
          List.of("DISTRICT_FOREIGN hall cangkou for others"), open(of), "and may begin anew");
    }
  }

  /** Who sends garbage by mistake may speak for another by intent. */
  @Test
  void whatIsWorseIsNotHiddenByWhatCannotBeRead() {
    try (var of = new LinkFaults(faults, clock)) {
      of.unread("cangkou", "before");
      of.unread("cangkou", "a line\nand another");
      of.foreign("cangkou", KEY);
      assertEquals(
          List.of(
              "hall cangkou: it sent what cannot be read: a line?and another",
              "hall cangkou for others: it spoke for licun, as " + KEY),
          faults.all().stream().map(fault -> fault.subject() + ": " + fault.detail()).toList());
    }
  }

  @Test
  void aSecondApplianceIsGoneWhenItTellsNothingAnyMore() {
    try (var of = new LinkFaults(faults, clock)) {
      for (int i = 0; i < 9; i++) {
        of.second("licun", "00000000000000b2");
        pass(Duration.ofSeconds(15));
        assertEquals(List.of("DISTRICT_TWICE hall licun"), open(of));
      }
      pass(LinkFaults.SECOND_SILENT);
      assertEquals(List.of(), open(of));
    }
  }

  @Test
  void twoContentsUnderOneNameStayForLongerThanTheirWriter() {
    try (var of = new LinkFaults(faults, clock)) {
      of.twice(KEY);
      of.second("licun", "00000000000000b2");
      pass(LinkFaults.SECOND_SILENT);
      assertEquals(List.of("DISTRICT_TWICE hall licun"), open(of));
      pass(LinkFaults.HEARD_OF);
      assertEquals(List.of(), open(of));
    }
  }
}
