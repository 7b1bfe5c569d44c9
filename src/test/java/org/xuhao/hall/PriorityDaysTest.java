package org.xuhao.hall;

import org.junit.jupiter.api.Test;

/** Who goes before whom: classes, expedited and named tickets. */
class PriorityDaysTest {

  @Test
  void day2PriorityAgeingTheLimitReached() {
    new HallScript("A", 1, false, null)
        .check(
            """
            09:00:30 take A | A001 issued
            09:10:00 take A elderly | A002 issued ELDERLY
            09:11:00 take A elderly | A003 issued ELDERLY
            09:12:00 take A military | A004 issued MILITARY
            09:13:00 take A disabled | A005 issued DISABLED
            09:20:00 call 1 | A002 to window 1: CLASS past A001
            09:25:00 next 1 | A002 ended; A003 to window 1: CLASS past A001
            09:27:00 next 1 | A003 ended; A004 to window 1: CLASS past A001
            09:29:00 next 1 | A004 ended; A001 to window 1: LIMIT
            """);
  }

  @Test
  void theDeskGrantsAClassExpeditesAndAClerkNames() {
    new HallScript("AB", 2, false, null)
        .check(
            """
            09:00:00 take A | A001 issued
            09:00:10 take A | A002 issued
            09:00:20 take B | B001 issued
            09:00:30 take A | A003 issued
            09:01:00 take A nobility | refused: NoSuchClass
            09:02:00 grant A009 elderly | refused: NoSuchTicket
            09:02:10 grant A003 elderly | A003 is ELDERLY
            09:02:20 expedite B001 flight | B001 expedited by d7: flight
            09:02:30 expedite B001 flight | refused: NotWaiting
            09:02:40 grant B001 elderly | refused: NotWaiting
            09:03:00 call 1 | B001 to window 1: EXPEDITED
            09:03:10 call 2 | A003 to window 2: CLASS past A001
            09:03:20 name 1 A002 child | refused: WindowBusy
            09:03:30 end 1 | B001 ended
            09:03:40 name 1 B001 child | refused: TicketOver
            09:03:50 name 1 A002 child | A002 to window 1: NAMED
            09:04:00 grant A002 elderly | refused: NotWaiting
            09:04:10 next 2 | A003 ended; A001 to window 2: LONGEST
            """);
  }
}
