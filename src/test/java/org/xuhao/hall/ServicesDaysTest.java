package org.xuhao.hall;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.ServiceCode;

/** What windows serve, what clerks can, and when numbers are given out. */
class ServicesDaysTest {

  @Test
  void clerksServeWhatTheyHaveTheSkillFor() {
    var clerk = new ClerkId("k1");
    var able = new Plan.ClerkPlan(clerk, "", Set.of(new ServiceCode("B")));
    var none = new Plan.ClerkPlan(new ClerkId("k2"), "", Set.of(new ServiceCode("C")));
    Plan plan = HallScript.plan("AB", 2, null, null);
    new HallScript(HallScript.with(plan, NoShowRule.VOID, able, none))
        .check(
            """
            09:00:00 take A | A001 issued
            09:00:10 take B | B001 issued
            09:00:20 sign-in 1 k2 | refused: NoSkill
            09:00:30 sign-in 1 k1 | k1 in at window 1
            09:01:00 name 1 A001 child | refused: NoSkill
            09:01:10 call 1 | B001 to window 1: LONGEST
            09:01:20 call 2 | A001 to window 2: LONGEST
            09:01:30 send 2 k9 | refused: ClerkAbsent
            09:01:40 send 2 k1 | A001 kept for window 1
            09:01:50 next 1 | B001 ended; A001 to window 1: LONGEST
            """);
  }

  @Test
  void aManagerSetsWhatAWindowServesAndStopsTheTaking() {
    new HallScript("AB", 2, false, null)
        .check(
            """
            09:00:00 take A | A001 issued
            09:00:10 take B | B001 issued
            09:00:20 serve 1 X | refused: NoSuchService
            09:00:30 serve 1 B until 09:10:00 | window 1 serves [B]
            09:01:00 call 1 | B001 to window 1: LONGEST
            09:01:10 next 1 | B001 ended; refused: NobodyWaiting
            09:01:20 call 2 | A001 to window 2: LONGEST
            09:01:30 send 2 1 | A001 kept for window 1
            09:01:40 serve 1 A | window 1 serves [A]; A001 released: NOT_SERVED
            09:01:50 call 2 | A001 to window 2: LONGEST
            09:02:00 serve 1 A until 09:10:00 | window 1 serves [A]
            09:02:10 stop A | A stopped
            09:02:20 take A | refused: TakingOver
            09:02:30 stop A | refused: TakingOver
            09:02:40 allow B | refused: NotStopped
            09:02:50 allow A | A taken again
            09:03:00 take A | A002 issued
            09:03:10 take B | B002 issued
            09:03:20 call 1 | A002 to window 1: LONGEST
            09:10:00 tick | window 1 serves as planned
            09:10:10 next 1 | A002 ended; B002 to window 1: LONGEST
            """);
  }
}
