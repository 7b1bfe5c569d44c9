package org.xuhao.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/**
 * What a device ought to show or do now. A statement, not a step: a later one of the same kind and
 * window replaces it, and it may be said again after a reconnect. A driver picks those meant for
 * its device and ignores the rest.
 */
public sealed interface Statement {

  /** What it is about: a later one of the same place replaces it. Empty: it is done once. */
  default Optional<String> place() {
    return switch (this) {
      case ShowWindow window -> Optional.of("window " + window.window());
      case ShowHall hall -> Optional.of("hall");
      case ShowPad pad -> Optional.of("pad " + pad.window());
      case AskRating rating -> Optional.of("rating " + rating.window());
      case Print once -> Optional.empty();
      case NewRoll once -> Optional.empty();
    };
  }

  /**
   * What stands above a window.
   *
   * @param ticket at the window; only with CALLING and SERVING
   * @param call which call of the visit this is; a higher one is a recall and draws the eye again
   * @param name the window's services in words
   */
  record ShowWindow(
      WindowId window, Face face, @Nullable TicketNumber ticket, int call, String name)
      implements Statement {}

  /** The states a person can see at a window. */
  enum Face {
    /** Open and free. */
    IDLE,
    CALLING,
    SERVING,
    PAUSED,
    CLOSED
  }

  /** The latest calls of the hall, newest first, and who waits. */
  record ShowHall(List<CallLine> calls, List<WaitingLine> waiting) implements Statement {
    public ShowHall {
      calls = List.copyOf(calls);
      waiting = List.copyOf(waiting);
    }
  }

  /** One call; the count in it is that of {@link ShowWindow}. */
  record CallLine(TicketNumber ticket, WindowId window, int call) {}

  record WaitingLine(String service, int waiting) {}

  /** What a clerk's pad shows: people waiting for its window's services, the ticket at it. */
  record ShowPad(WindowId window, int waiting, @Nullable TicketNumber ticket)
      implements Statement {}

  /** The visit at this window may be rated now; null: no longer, or not yet. */
  record AskRating(WindowId window, @Nullable VisitId visit) implements Statement {}

  /** Print copy {@code slip.copy()} and say what became of it. */
  record Print(Slip slip) implements Statement {}

  /**
   * What stands on the paper.
   *
   * @param copy 1 is the first print; higher ones carry 补打
   * @param ahead older waiting tickets of the service when it was issued
   * @param link the ticket's progress page, for the QR code
   * @param marks such as 绿色通道; the mark of a reprint is not among them
   * @param expected how long the wait may be; null: nothing is known
   * @param ways how to get to its windows, a line each
   * @param away what another hall keeps, in place of a number of this one; null: a ticket
   */
  record Slip(
      String hall,
      TicketNumber ticket,
      int copy,
      String service,
      String windows,
      int ahead,
      Instant takenAt,
      String takenText,
      String link,
      List<String> marks,
      @Nullable Minutes expected,
      List<String> ways,
      @Nullable Away away) {
    public Slip {
      marks = List.copyOf(marks);
      ways = List.copyOf(ways);
    }

    /** A slip of a ticket. */
    public Slip(
        String hall,
        TicketNumber ticket,
        int copy,
        String service,
        String windows,
        int ahead,
        Instant takenAt,
        String takenText,
        String link,
        List<String> marks,
        @Nullable Minutes expected,
        List<String> ways) {
      this(
          hall, ticket, copy, service, windows, ahead, takenAt, takenText, link, marks, expected,
          ways, null);
    }

    /** A slip without marks, wait and ways. */
    public Slip(
        String hall,
        TicketNumber ticket,
        int copy,
        String service,
        String windows,
        int ahead,
        Instant takenAt,
        String takenText,
        String link) {
      this(
          hall, ticket, copy, service, windows, ahead, takenAt, takenText, link, List.of(), null,
          List.of());
    }
  }

  /**
   * A number that another hall keeps (跨厅留号).
   *
   * @param hall its name in both languages
   * @param directions where it is and how to get there, a line each
   * @param code what the visitor shows or types there
   * @param until the time of day until when it is kept
   */
  record Away(String hall, List<String> directions, String code, String until) {
    public Away {
      directions = List.copyOf(directions);
    }
  }

  /** A wait in whole minutes, as people are told it: from 0 on, {@code to} at least 1. */
  record Minutes(int from, int to) {

    /** Half wait no longer than {@code likely}, hardly anybody longer than {@code atMost}. */
    public static Minutes of(Duration likely, Duration atMost) {
      int from = (int) likely.toMinutes();
      int to = (int) atMost.plusSeconds(59).toMinutes();
      return new Minutes(from, Math.max(1, Math.max(from, to)));
    }
  }

  /** Printer {@code printer} was given a new roll of paper. */
  record NewRoll(String printer) implements Statement {}
}
