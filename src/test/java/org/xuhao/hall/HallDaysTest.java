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
            18:00:00 tick | A002 abandoned END_OF_DAY; A004 abandoned END_OF_DAY; day closes after window 1
            18:04:00 end 1 | A003 ended; window 1 closed; day closed
            """);
  }
}
