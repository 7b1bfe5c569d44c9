package org.xuhao.board;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement.Face;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.Words;

/**
 * What people read of the hall at one moment: the waiting board. Numbers and windows only, nothing
 * personal.
 *
 * @param hall the hall's name as people know it; its English one may be empty
 * @param day the business day; null before the first
 * @param calls the latest calls, newest first, at most {@value #CALLS_MAX}
 */
public record Board(
    Words hall,
    @Nullable LocalDate day,
    Instant at,
    List<Called> calls,
    List<ServiceRow> services,
    List<WindowRow> windows) {

  /** Calls kept for displays: one now and the rows below it, with some to spare. */
  public static final int CALLS_MAX = 12;

  public Board {
    calls = List.copyOf(calls);
    services = List.copyOf(services);
    windows = List.copyOf(windows);
  }

  /** The board of a hall, named {@code name}, as if nothing had been called yet. */
  public static Board of(Words name, Hall hall) {
    return new Board(name, null, hall.at(), List.of(), List.of(), List.of()).next(hall, List.of());
  }

  /** The board after {@code entries}, which made the hall what {@code now} is. */
  public Board next(Hall now, List<Entry> entries) {
    return BoardFold.next(this, now, entries);
  }

  /** The calls that are shown and spoken in the hall. */
  public List<Called> callsInHall() {
    return calls.stream().filter(call -> !call.remote()).toList();
  }

  /** All that devices ought to show now. */
  public List<Statement> statements() {
    var said = new ArrayList<Statement>();
    for (WindowRow row : windows) {
      said.add(
          new Statement.ShowWindow(row.window(), row.face(), row.ticket(), row.call(), row.name()));
      said.add(new Statement.ShowPad(row.window(), row.waiting(), row.ticket()));
      said.add(new Statement.AskRating(row.window(), row.rating()));
    }
    var lines = new ArrayList<Statement.CallLine>();
    for (Called called : callsInHall())
      lines.add(new Statement.CallLine(called.ticket(), called.window(), called.call()));
    var waiting = new ArrayList<Statement.WaitingLine>();
    for (ServiceRow row : services)
      waiting.add(new Statement.WaitingLine(row.name(), row.waiting()));
    said.add(new Statement.ShowHall(lines, waiting));
    return said;
  }

  /** What devices ought to show now and did not before. */
  public List<Statement> changesSince(Board before) {
    var said = new ArrayList<>(statements());
    said.removeAll(new HashSet<>(before.statements()));
    return said;
  }

  /**
   * One call that was made.
   *
   * @param call 2 and more are recalls
   * @param cause null: not known any more
   * @param live the ticket is still called or served at that window
   * @param remote the window speaks with visitors elsewhere: nobody in the hall is meant
   */
  public record Called(
      TicketNumber ticket,
      WindowId window,
      int call,
      Instant at,
      Words reason,
      @Nullable Cause cause,
      boolean live,
      boolean remote) {}

  /**
   * One service and who waits for it.
   *
   * @param taking whether numbers are given out now
   * @param closedWhy the refusal's code when not, such as {@code TAKING-OVER}
   * @param oldestSince since when the oldest waits; null when nobody does
   */
  public record ServiceRow(
      ServiceCode code,
      String prefix,
      String name,
      String nameEn,
      String department,
      int waiting,
      @Nullable Instant oldestSince,
      boolean taking,
      @Nullable String closedWhy) {}

  /**
   * One window and who is at it.
   *
   * @param since when the present face began
   * @param rating the visit that may be rated here now
   * @param reason why the ticket at the window was called, and the same in parts
   * @param rated the ticket of the visit that may be rated; null also where it is no longer known
   * @param notice the code of the notice that was given in that visit; never for public pages,
   *     since it opens the case
   * @param holds the held ones again with what is known of each; for the window's clerk
   */
  public record WindowRow(
      WindowId window,
      String name,
      List<ServiceCode> services,
      Face face,
      Instant since,
      @Nullable TicketNumber ticket,
      int call,
      @Nullable VisitId visit,
      @Nullable Words reason,
      @Nullable Cause cause,
      @Nullable String pauseReason,
      boolean closing,
      @Nullable ClerkId clerk,
      int waiting,
      List<TicketNumber> held,
      List<TicketNumber> next,
      @Nullable VisitId rating,
      @Nullable TicketNumber rated,
      @Nullable String notice,
      List<Hold> holds) {
    public WindowRow {
      services = List.copyOf(services);
      held = List.copyOf(held);
      next = List.copyOf(next);
      holds = List.copyOf(holds);
    }
  }

  /**
   * A ticket that is set aside at a window.
   *
   * @param since null: it was before the hall was started anew
   * @param reason as the clerk said it; null: said nothing, or before
   */
  public record Hold(TicketNumber ticket, @Nullable Instant since, @Nullable String reason) {}
}
