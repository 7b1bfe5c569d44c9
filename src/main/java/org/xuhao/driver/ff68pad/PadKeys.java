package org.xuhao.driver.ff68pad;

import java.util.Optional;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.WindowId;
import org.xuhao.wire.Bytes;

/** What the keys of a call pad ask. Source: rules of the hall, section 1, "Simple pads". */
final class PadKeys {
  static final int END_VISIT = 0x0B;
  static final int CALL_NEXT = 0x0C;
  static final int RECALL = 0x0D;
  static final int OK = 0x0F;
  static final int PAUSE = 0x12;
  static final int TRANSFER = 0x13;

  /** Typed before OK. */
  private static final int NO_SHOW = 6;

  private static final int HOLD = 0;
  private static final int CALL_BACK = 3;

  /** A pad cannot write a reason. Source: rules of the hall, section 2. */
  private static final String REASON = "PAD";

  private PadKeys() {}

  /**
   * The command of one key frame; empty when the key has no use.
   *
   * @param data digits typed before the key, then the key
   * @param paused whether the window was last stated to pause: the pause key then reopens it
   */
  static Optional<Command> command(WindowId window, Bytes data, boolean paused) {
    int digits = data.size() - 1;
    int number = 0;
    for (int i = 0; i < digits; i++) {
      if (data.at(i) > 9) return Optional.empty();
      number = 10 * number + data.at(i);
    }
    return switch (data.at(digits)) {
      case CALL_NEXT -> Optional.of(new Command.CallNext(window));
      case RECALL -> Optional.of(new Command.Recall(window));
      case END_VISIT -> Optional.of(new Command.EndVisit(window, null));
      case PAUSE ->
          Optional.of(paused ? new Command.Reopen(window) : new Command.Pause(window, REASON));
      case TRANSFER -> number == 0 ? Optional.empty() : Optional.of(transfer(window, number));
      case OK -> digits == 1 ? confirmed(window, number) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Command transfer(WindowId window, int number) {
    return new Command.Transfer(window, null, new WindowId(number), Command.TransferPlace.KEEP);
  }

  private static Optional<Command> confirmed(WindowId window, int digit) {
    return switch (digit) {
      case NO_SHOW -> Optional.of(new Command.MarkNoShow(window));
      case HOLD -> Optional.of(new Command.Hold(window, REASON));
      case CALL_BACK -> Optional.of(new Command.CallBack(window, null));
      default -> Optional.empty();
    };
  }
}
