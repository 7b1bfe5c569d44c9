package org.xuhao.driver;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Refusal;
import org.xuhao.wire.Bytes;

/** What a driver is told. Every input carries its time, which never goes back. */
public sealed interface Input {
  Instant at();

  /** The line is open: whatever the device showed before may be gone. */
  record Opened(Instant at) implements Input {}

  /** The line was lost. */
  record Lost(Instant at) implements Input {}

  record Received(Bytes bytes, Instant at) implements Input {}

  record Stated(Statement statement, Instant at) implements Input {}

  /**
   * It is this driver's turn: it may send once now. The line last brought bytes at {@code heard}.
   *
   * @param spare the turn was taken from nobody, for what can wait
   */
  record YourTurn(Instant at, Instant heard, boolean spare) implements Input {
    /** On a line that has brought none. */
    public YourTurn(Instant at) {
      this(at, Instant.EPOCH, false);
    }
  }

  /** What the hall said to an {@link Output.Asked}; {@code refusal} null: accepted. */
  record Answered(Ask ask, @Nullable Refusal refusal, Instant at) implements Input {}

  record Tick(Instant at) implements Input {}
}
