package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xuhao.board.Statement.Face;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

class KeyUseTest {
  private static final WindowId WINDOW = new WindowId(5);

  private static Optional<Command> press(String word, Face face) {
    return KeyUse.of(word).command(WINDOW, face, null);
  }

  @Test
  void everyListedWordIsRead() {
    for (String word : KeyUse.LISTED.split(", ", -1)) {
      assertTrue(word.matches(KeyUse.WORDS), word);
      assertEquals(word, KeyUse.of(word).word());
    }
    for (String wrong : List.of("", "Call", "to-0", "to-1000", "rate-6", "rate-", "sing"))
      assertFalse(wrong.matches(KeyUse.WORDS), wrong);
    assertThrows(IllegalArgumentException.class, () -> KeyUse.of("sing"));
  }

  @Test
  void aKeyAsksWhatItsWordSays() {
    assertEquals(Optional.of(new Command.CallNext(WINDOW)), press("call", Face.IDLE));
    assertEquals(Optional.of(new Command.Recall(WINDOW)), press("recall", Face.CALLING));
    assertEquals(Optional.of(new Command.StartVisit(WINDOW)), press("start", Face.CALLING));
    assertEquals(Optional.of(new Command.EndVisit(WINDOW, null)), press("end", Face.SERVING));
    assertEquals(Optional.of(new Command.MarkNoShow(WINDOW)), press("no-show", Face.CALLING));
    assertEquals(Optional.of(new Command.Hold(WINDOW, "PAD")), press("hold", Face.SERVING));
    assertEquals(Optional.of(new Command.CallBack(WINDOW, null)), press("call-back", Face.IDLE));
    assertEquals(
        Optional.of(
            new Command.Transfer(WINDOW, null, new WindowId(12), Command.TransferPlace.KEEP)),
        press("to-12", Face.SERVING));
  }

  @Test
  void oneKeyMayDoTwoThingsByTurns() {
    assertEquals(Optional.of(new Command.StartVisit(WINDOW)), press("start-end", Face.CALLING));
    assertEquals(Optional.of(new Command.EndVisit(WINDOW, null)), press("start-end", Face.SERVING));
    assertEquals(Optional.of(new Command.Pause(WINDOW, "PAD")), press("pause", Face.IDLE));
    assertEquals(Optional.of(new Command.Reopen(WINDOW)), press("pause", Face.PAUSED));
  }

  @Test
  void aRatingNeedsAVisit() {
    assertEquals(Optional.empty(), press("rate-4", Face.SERVING));
    var visit = new VisitId(7);
    assertEquals(
        Optional.of(new Command.Rate(visit, 4, List.of(), Command.Channel.PAD)),
        KeyUse.of("rate-4").command(WINDOW, Face.SERVING, visit));
  }
}
