package org.xuhao.driver;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement.Face;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/**
 * What a key asks for, on pads whose keys the hall's file names.
 *
 * @param number the window of {@code TRANSFER}, the level of {@code RATE}, else 0
 */
public record KeyUse(Verb verb, int number) {

  /** What may be asked. Source: rules of the hall, section 1, "Simple pads". */
  public enum Verb {
    CALL("call"),
    RECALL("recall"),
    START("start"),
    END("end"),
    /** Starts a visit, or ends the one that goes on. */
    START_END("start-end"),
    NO_SHOW("no-show"),
    /** Pauses, or reopens while the window pauses. */
    PAUSE("pause"),
    HOLD("hold"),
    /** Calls back what was held first. */
    CALL_BACK("call-back"),
    TRANSFER("to-"),
    RATE("rate-");

    private final String word;

    Verb(String word) {
      this.word = word;
    }

    private boolean hasNumber() {
      return word.endsWith("-");
    }
  }

  /** Every word, as a regular expression: {@code to-12} is window 12, {@code rate-5} the best. */
  public static final String WORDS =
      "call|recall|start|end|start-end|no-show|pause|hold|call-back"
          + "|to-[1-9][0-9]{0,2}|rate-[1-5]";

  /** The words for people. */
  public static final String LISTED =
      "call, recall, start, end, start-end, no-show, pause, hold, call-back, to-12, rate-5";

  /** A pad cannot write a reason. Source: rules of the hall, section 2. */
  private static final String REASON = "PAD";

  /**
   * What {@code word} means.
   *
   * @throws IllegalArgumentException when it is none of {@link #WORDS}
   */
  public static KeyUse of(String word) {
    for (Verb verb : Verb.values()) {
      if (verb.hasNumber() && word.startsWith(verb.word))
        return new KeyUse(verb, Integer.parseInt(word.substring(verb.word.length())));
      if (verb.word.equals(word)) return new KeyUse(verb, 0);
    }
    throw new IllegalArgumentException("'" + word + "' is none of " + LISTED);
  }

  /** As the hall's file writes it. */
  public String word() {
    return verb.hasNumber() ? verb.word + number : verb.word;
  }

  /**
   * The command of one press; empty: it has no use now.
   *
   * @param face what was last stated of the window
   * @param rateable the visit at the window that may be rated; null: none
   */
  public Optional<Command> command(WindowId window, Face face, @Nullable VisitId rateable) {
    return switch (verb) {
      case CALL -> Optional.of(new Command.CallNext(window));
      case RECALL -> Optional.of(new Command.Recall(window));
      case START -> Optional.of(new Command.StartVisit(window));
      case END -> Optional.of(new Command.EndVisit(window, null));
      case START_END ->
          Optional.of(
              face == Face.SERVING
                  ? new Command.EndVisit(window, null)
                  : new Command.StartVisit(window));
      case NO_SHOW -> Optional.of(new Command.MarkNoShow(window));
      case PAUSE ->
          Optional.of(
              face == Face.PAUSED ? new Command.Reopen(window) : new Command.Pause(window, REASON));
      case HOLD -> Optional.of(new Command.Hold(window, REASON));
      case CALL_BACK -> Optional.of(new Command.CallBack(window, null));
      case TRANSFER ->
          Optional.of(
              new Command.Transfer(window, null, new WindowId(number), Command.TransferPlace.KEEP));
      case RATE ->
          rateable == null
              ? Optional.empty()
              : Optional.of(new Command.Rate(rateable, number, List.of(), Command.Channel.PAD));
    };
  }
}
