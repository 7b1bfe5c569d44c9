package org.xuhao.board;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement.Face;
import org.xuhao.hall.ClerkId;
import org.xuhao.hall.ServiceCode;
import org.xuhao.hall.TicketNumber;
import org.xuhao.hall.VisitId;
import org.xuhao.hall.WindowId;
import org.xuhao.hall.Words;

/**
 * What people read of the hall at one moment: the waiting board. Numbers and windows only, nothing
 * personal.
 *
 * @param day the business day; null before the first
 * @param calls the latest calls, newest first, at most {@value #CALLS_MAX}
 */
public record Board(
    String hall,
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

  /**
   * One call that was made.
   *
   * @param call 2 and more are recalls
   * @param live the ticket is still called or served at that window
   */
  public record Called(
      TicketNumber ticket, WindowId window, int call, Instant at, Words reason, boolean live) {}

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
   * @param reason why the ticket at the window was called
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
      @Nullable String pauseReason,
      boolean closing,
      @Nullable ClerkId clerk,
      int waiting,
      List<TicketNumber> held,
      List<TicketNumber> next,
      @Nullable VisitId rating) {
    public WindowRow {
      services = List.copyOf(services);
      held = List.copyOf(held);
      next = List.copyOf(next);
    }
  }
}
