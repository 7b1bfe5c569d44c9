package org.xuhao.driver.osdp;

import java.util.Optional;
import org.xuhao.board.Statement.Face;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.WindowId;

/** What the keys of a call pad ask. Source: protocol.md of osdp-pad, "Keys". */
final class PadKeys {
  static final int CLEAR = 0x7F;
  static final int OK = 0x0D;

  /** Typed before OK, as on simple pads. Source: rules of the hall, section 1, "Simple pads". */
  private static final String NO_SHOW = "6";

  private static final String HOLD = "0";
  private static final String CALL_BACK = "3";

  /** A pad cannot write a reason. Source: rules of the hall, section 2. */
  private static final String REASON = "PAD";

  private PadKeys() {}

  static boolean isDigit(int key) {
    return key >= '0' && key <= '9';
  }

  /**
   * The command of one key; empty when the key has no use.
   *
   * @param typed digits before it, at most three
   * @param face what was last stated of the window: one key begins and ends a visit, one pauses and
   *     reopens, one holds and calls back
   */
  static Optional<Command> command(WindowId window, String typed, int key, Face face) {
    boolean atWindow = face == Face.CALLING || face == Face.SERVING;
    return switch (key) {
      case 'A' -> Optional.of(new Command.CallNext(window));
      case 'B' -> Optional.of(new Command.Recall(window));
      case 'C' ->
          Optional.of(
              face == Face.SERVING
                  ? new Command.EndVisit(window, null)
                  : new Command.StartVisit(window));
      case 'D' -> Optional.of(new Command.MarkNoShow(window));
      case 'E' ->
          Optional.of(
              face == Face.PAUSED ? new Command.Reopen(window) : new Command.Pause(window, REASON));
      case 'F' -> transfer(window, typed);
      case 'G' ->
          Optional.of(
              atWindow ? new Command.Hold(window, REASON) : new Command.CallBack(window, null));
      case 'H' -> Optional.of(new Command.EndVisit(window, null));
      case OK -> confirmed(window, typed);
      default -> Optional.empty();
    };
  }

  private static Optional<Command> transfer(WindowId window, String typed) {
    int number = typed.isEmpty() ? 0 : Integer.parseInt(typed);
    if (number == 0) return Optional.empty();
    return Optional.of(
        new Command.Transfer(window, null, new WindowId(number), Command.TransferPlace.KEEP));
  }

  private static Optional<Command> confirmed(WindowId window, String typed) {
    return switch (typed) {
      case NO_SHOW -> Optional.of(new Command.MarkNoShow(window));
      case HOLD -> Optional.of(new Command.Hold(window, REASON));
      case CALL_BACK -> Optional.of(new Command.CallBack(window, null));
      default -> Optional.empty();
    };
  }
}
