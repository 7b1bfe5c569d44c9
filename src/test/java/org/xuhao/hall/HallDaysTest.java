package org.xuhao.hall;

import org.junit.jupiter.api.Test;

/** The worked days of the rules, and the days that settle what they leave open. */
class HallDaysTest {

  @Test
  void day1APlainDay() {
    new HallScript("A", 1, true, null)
        .check(
            """
            08:31:00 take A | A001 issued
            08:31:20 take A | A002 issued
            08:32:00 call 1 | A001 to window 1: LONGEST
            08:32:01 call 1 | refused: WindowBusy
            08:32:10 recall 1 | A001 to window 1, call 2
            08:32:40 start 1 | A001 started
            08:40:10 next 1 | A001 ended; A002 to window 1: LONGEST
            08:41:40 tick | A002 no-show 1 at window 1; A002 back after 3 calls of A
            08:41:50 call 1 | A002 to window 1: EARLY_BACK
            """);
  }

  /**
   * Played with no-shows by the clerk only: with the clock's 90 s, A002, called at 10:02:10 and
   * never started, would be a no-show at 10:03:40 and could not end at 10:05:10.
   */
  @Test
  void day3NoShowWithDelay() {
    new HallScript("A", 1, false, null)
        .check(
            """
            10:00:00 take A | A001 issued
            10:00:10 take A | A002 issued
            10:00:20 take A | A003 issued
            10:00:30 take A | A004 issued
            10:01:00 call 1 | A001 to window 1: LONGEST
            10:02:00 no-show 1 | A001 no-show 1 at window 1; A001 back after 3 calls of A
            10:02:10 call 1 | A002 to window 1: LONGEST
            10:05:10 next 1 | A002 ended; A003 to window 1: LONGEST
            10:08:10 next 1 | A003 ended; A004 to window 1: LONGEST; A001 back at its place
            10:09:10 next 1 | A004 ended; A001 to window 1: LONGEST
            10:10:00 no-show 1 | A001 no-show 2 at window 1; A001 back after 3 calls of A
            10:12:10 call 1 | A001 to window 1: EARLY_BACK
            10:13:00 no-show 1 | A001 no-show 3 at window 1; A001 abandoned NO_SHOW
            """);
  }

  @Test
  void day4HoldAndCallBackAtTwoWindows() {
    new HallScript("A", 2, false, null)
        .check(
            """
            09:00:00 take A | A001 issued
            09:00:30 take A | A002 issued
            09:01:00 call 1 | A001 to window 1: LONGEST
            09:05:00 hold 1 | A001 held at window 1
            09:05:10 call 1 | A002 to window 1: LONGEST
            09:06:00 call-back 2 A001 | refused: HeldElsewhere
            09:08:00 hold 1 | A002 held at window 1
            09:08:10 call-back 1 A001 | A001 to window 1: CALLED_BACK
            09:09:00 hold 1 | A001 held at window 1
            09:10:00 close 1 | window 1 closed; A001 back at its place; A002 back at its place
            09:11:00 call 2 | A001 to window 2: LONGEST
            """);
  }

  @Test
  void day8ClosingWithPeopleWaiting() {
    new HallScript("A", 2, true, HallScript.hours("09:00", "17:30"))
        .check(
            """
            16:58:00 take A | A001 issued
            16:59:00 take A | A002 issued
            16:59:30 take A | A003 issued
            16:59:40 take A | A004 issued
            17:00:00 take A | refused: TakingOver
            17:05:00 call 1 | A001 to window 1: LONGEST
            17:05:20 start 1 | A001 started
            17:06:00 call 2 | A002 to window 2: LONGEST
            17:07:00 hold 2 | A002 held at window 2
            17:30:00 tick | day closing, 2 waiting
            17:32:00 next 1 | A001 ended; A003 to window 1: LONGEST
            17:32:10 start 1 | A003 started
            17:33:00 close 1 | window 1 closing after A003
            18:00:00 tick | A002 abandoned END_OF_DAY; A004 abandoned END_OF_DAY; \
            day closes after window 1
            18:04:00 end 1 | A003 ended; window 1 closed; day closed
            """);
  }

  @Test
  void aTransferKeepsThePlaceOrGoesToTheEnd() {
    new HallScript("AB", 2, false, null)
        .check(
            """
            09:00:00 take A | A001 issued
            09:00:10 take B | B001 issued
            09:00:20 take B | B002 issued
            09:01:00 call 1 | A001 to window 1: LONGEST
            09:02:00 send 1 B | A001 waits for B
            09:02:10 call 2 | A001 to window 2: LONGEST
            09:03:00 send 2 B end | A001 waits for B
            09:03:10 call 2 | B001 to window 2: LONGEST
            09:04:00 send 2 1 | B001 kept for window 1
            09:04:10 call 2 | B002 to window 2: LONGEST
            09:04:20 call 1 | B001 to window 1: LONGEST
            09:05:00 send 1 9 | refused: NoSuchWindow
            09:05:10 send 1 2 | B001 kept for window 2
            09:05:20 end 2 | B002 ended
            09:05:30 close 2 | window 2 closed; B001 released: WINDOW_CLOSED
            09:05:40 call 1 | B001 to window 1: LONGEST
            09:06:00 send 1 2 | refused: WindowClosed
            09:06:10 end 1 | B001 ended
            09:06:20 send 1 B | refused: NobodyAtWindow
            """);
  }

  @Test
  void aWindowPrefersItsFirstServiceButNobodyIsPassedMoreThanThreeTimes() {
    new HallScript("AB", 1, false, null)
        .check(
            """
            09:00:00 take B | B001 issued
            09:04:00 take A | A001 issued
            09:06:00 take A | A002 issued
            09:07:00 call 1 | A001 to window 1: PREFERRED past B001
            09:08:00 next 1 | A001 ended; B001 to window 1: LONGEST
            09:09:00 next 1 | B001 ended; A002 to window 1: LONGEST
            """);
  }

  @Test
  void windowsOpenPauseAndCloseAroundAVisit() {
    new HallScript("A", 1, false, null)
        .check(
            """
            09:00:00 take A | A001 issued
            09:00:10 take A | A002 issued
            09:01:00 open 1 | refused: WindowOpen
            09:01:10 reopen 1 | refused: NotPaused
            09:02:00 pause 1 | window 1 pauses
            09:02:10 pause 1 | refused: WindowClosed
            09:03:00 call 1 | window 1 reopened; A001 to window 1: LONGEST
            09:04:00 pause 1 | window 1 pauses after the visit
            09:05:00 end 1 | A001 ended
            09:05:10 end 1 | refused: NobodyAtWindow
            09:05:20 reopen 1 | window 1 reopened
            09:06:00 close 1 | window 1 closed
            09:06:10 close 1 | refused: WindowClosed
            09:06:20 hold 1 | refused: NobodyAtWindow
            09:07:00 call 1 | window 1 open; A002 to window 1: LONGEST
            09:08:00 close 1 | window 1 closing after A002
            09:08:10 reopen 1 | window 1 reopened
            09:08:20 end 1 | A002 ended
            09:08:30 call 1 | refused: NobodyWaiting
            09:08:40 close 1 | window 1 closed
            09:08:50 call 1 | window 1 open
            """);
  }

  @Test
  void aClerkIsAtOneWindowAndAnotherTakesOverAFreeOne() {
    new HallScript("A", 2, false, null)
        .check(
            """
            09:00:00 sign-in 1 c7 | c7 in at window 1
            09:00:10 sign-in 2 c7 | refused: ClerkElsewhere
            09:00:20 sign-in 1 c8 | c7 out at window 1; c8 in at window 1
            09:00:30 take A | A001 issued
            09:00:40 call 1 | A001 to window 1: LONGEST
            09:00:50 sign-in 1 c7 | refused: WindowBusy
            09:01:00 sign-out 1 | window 1 closing after A001
            09:02:00 end 1 | A001 ended; c8 out at window 1; window 1 closed
            09:03:00 sign-in 1 c7 | c7 in at window 1; window 1 open
            """);
  }

  @Test
  void recallsAreLimitedAndSpaced() {
    new HallScript("A", 1, false, null)
        .check(
            """
            09:00:00 take A | A001 issued
            09:00:10 call 1 | A001 to window 1: LONGEST
            09:00:19 recall 1 | refused: RecallTooSoon
            09:00:20 recall 1 | A001 to window 1, call 2
            09:00:30 recall 1 | A001 to window 1, call 3
            09:00:40 recall 1 | A001 to window 1, call 4
            09:00:50 recall 1 | A001 to window 1, call 5
            09:01:00 recall 1 | A001 to window 1, call 6
            09:01:10 recall 1 | refused: RecallLimit
            09:01:20 start 1 | A001 started
            09:01:30 start 1 | refused: AlreadyStarted
            09:01:40 no-show 1 | refused: AlreadyStarted
            """);
  }

  @Test
  void atMostFiveAreHeldAtAWindow() {
    new HallScript("A", 1, false, null)
        .check(
            """
            09:00:00 take A | A001 issued
            09:00:01 take A | A002 issued
            09:00:02 take A | A003 issued
            09:00:03 take A | A004 issued
            09:00:04 take A | A005 issued
            09:00:05 take A | A006 issued
            09:01:00 call 1 | A001 to window 1: LONGEST
            09:01:01 hold 1 | A001 held at window 1
            09:02:00 call 1 | A002 to window 1: LONGEST
            09:02:01 hold 1 | A002 held at window 1
            09:03:00 call 1 | A003 to window 1: LONGEST
            09:03:01 hold 1 | A003 held at window 1
            09:04:00 call 1 | A004 to window 1: LONGEST
            09:04:01 hold 1 | A004 held at window 1
            09:05:00 call 1 | A005 to window 1: LONGEST
            09:05:01 hold 1 | A005 held at window 1
            09:06:00 call 1 | A006 to window 1: LONGEST
            09:06:01 hold 1 | refused: HoldLimit
            09:07:00 end 1 | A006 ended
            09:08:00 call-back 1 A006 | refused: TicketOver
            09:08:10 call-back 1 A009 | refused: NoSuchTicket
            09:08:20 call-back 1 | A001 to window 1: CALLED_BACK
            09:08:30 call-back 1 | refused: WindowBusy
            """);
  }

  /** B001 stood aside on hold while three younger ones were sent to window 1. */
  @Test
  void nobodyIsPassedAFourthTime() {
    new HallScript("AB", 2, false, null)
        .check(
            """
            09:00:00 take B | B001 issued
            09:00:01 take B | B002 issued
            09:00:02 take B | B003 issued
            09:00:03 take B | B004 issued
            09:00:04 take B | B005 issued
            09:01:00 call 2 | B001 to window 2: LONGEST
            09:01:10 hold 2 | B001 held at window 2
            09:02:00 call 2 | B002 to window 2: LONGEST
            09:02:10 send 2 1 | B002 kept for window 1
            09:03:00 call 2 | B003 to window 2: LONGEST
            09:03:10 send 2 1 | B003 kept for window 1
            09:04:00 call 2 | B004 to window 2: LONGEST
            09:04:10 send 2 1 | B004 kept for window 1
            09:05:00 call 2 | B005 to window 2: LONGEST
            09:05:10 send 2 1 | B005 kept for window 1
            09:06:00 close 2 | window 2 closed; B001 back at its place
            09:07:00 call 1 | B002 to window 1: OWN_WINDOW past B001
            09:08:00 next 1 | B002 ended; B003 to window 1: OWN_WINDOW past B001
            09:09:00 next 1 | B003 ended; B004 to window 1: OWN_WINDOW past B001
            09:10:00 next 1 | B004 ended; B001 to window 1: LIMIT
            09:11:00 next 1 | B001 ended; B005 to window 1: LONGEST
            """);
  }

  @Test
  void aDoublePressCountsOnceAndACallAfterSomethingElseCounts() {
    new HallScript("A", 1, false, null)
        .check(
            """
            09:00:00 take A | A001 issued
            09:00:00 take A | A002 issued
            09:00:01 call 1 | A001 to window 1: LONGEST
            09:00:01 call 1 | again A001 to window 1: LONGEST
            09:00:01 end 1 | A001 ended
            09:00:01 call 1 | A002 to window 1: LONGEST
            09:00:02 call 1 | refused: WindowBusy
            """);
  }
}
