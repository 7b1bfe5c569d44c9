package org.xuhao.hall;

import org.junit.jupiter.api.Test;
import org.xuhao.hall.value.NoShowRule;

/** How one comes back who was away, held or sent on. */
class ReturnDaysTest {

  @Test
  void whoWasAwayChecksInAgainAtTheOldPlace() {
    new HallScript(HallScript.with(HallScript.plan("A", 1, null, null), NoShowRule.RECHECKIN))
        .check(
            """
            09:00:00 take A | A001 issued
            09:00:10 take A | A002 issued
            09:00:20 here A001 | refused: NotAway
            09:01:00 call 1 | A001 to window 1: LONGEST
            09:02:00 no-show 1 | A001 no-show 1 at window 1; A001 away
            09:02:10 here A001 | A001 back at its place
            09:02:20 call 1 | A001 to window 1: LONGEST
            09:03:00 no-show 1 | A001 no-show 2 at window 1; A001 away
            09:03:10 call 1 | A002 to window 1: LONGEST
            09:03:20 here A001 | A001 back at its place
            09:03:30 next 1 | A002 ended; A001 to window 1: LONGEST
            09:04:00 no-show 1 | A001 no-show 3 at window 1; A001 abandoned NO_SHOW
            09:04:10 here A001 | refused: TicketOver
            """);
  }

  @Test
  void aHeldTicketIsReleasedAndASentOneComesBack() {
    new HallScript("AB", 3, false, null)
        .check(
            """
            09:00:00 take A | A001 issued
            09:00:10 release 1 | refused: NotHeld
            09:01:00 call 1 | A001 to window 1: LONGEST
            09:02:00 hold 1 | A001 held at window 1
            09:02:10 release 2 A001 | refused: HeldElsewhere
            09:02:20 release 1 | A001 back at its place
            09:02:30 call 1 | A001 to window 1: LONGEST
            09:03:00 send 1 2 back | A001 kept for window 2
            09:03:10 call 2 | A001 to window 2: LONGEST
            09:03:20 end 2 | A001 back to window 1
            09:03:30 call 2 | refused: NobodyWaiting
            09:03:40 call 1 | A001 to window 1: LONGEST
            09:03:50 send 1 B back | A001 waits for B
            09:04:00 call 3 | A001 to window 3: LONGEST
            09:04:10 close 1 | window 1 closed
            09:04:20 end 3 | A001 back at its place
            09:04:30 call 2 | A001 to window 2: LONGEST
            09:04:40 end 2 | A001 ended
            """);
  }
}
