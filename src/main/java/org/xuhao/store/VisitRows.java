package org.xuhao.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.store.Folds.Moment;

/** The tables of visits and of calls: one row a visit, one row a call or recall. */
final class VisitRows {
  private static final String ONE = " where hall = ? and visit = ?";

  private final Statements sql;

  VisitRows(Statements sql) {
    this.sql = sql;
  }

  void register(Folds folds) {
    folds.on(Event.TicketCalled.class, this::call);
    folds.on(Event.TicketCalledBack.class, this::callBack);
    folds.on(Event.TicketRecalled.class, this::recall);
    folds.on(Event.VisitStarted.class, this::start);
    folds.on(Event.VisitEnded.class, this::end);
  }

  private void call(Event.TicketCalled e, Moment m) throws SQLException {
    begin(e.visit(), e.ticket(), e.window(), e.clerk(), m);
    var passed = e.passed() == null ? null : e.passed().toString();
    row("CALL", e.visit(), e.ticket(), e.window(), e.why(), passed, m);
  }

  private void callBack(Event.TicketCalledBack e, Moment m) throws SQLException {
    begin(e.visit(), e.ticket(), e.window(), e.clerk(), m);
    row("CALL_BACK", e.visit(), e.ticket(), e.window(), null, null, m);
  }

  private void recall(Event.TicketRecalled e, Moment m) throws SQLException {
    sql.change("update visits set calls = ?" + ONE, e.call(), m.entry().hall(), e.visit().number());
    row("RECALL", e.visit(), e.ticket(), e.window(), null, null, m);
  }

  /** The service is the ticket's at the time of the call. */
  private void begin(
      VisitId visit, TicketNumber ticket, WindowId window, @Nullable ClerkId clerk, Moment m)
      throws SQLException {
    sql.change(
        "insert into visits (hall, visit, business_day, ticket, service, window_no, clerk,"
            + " called_at, calls) select ?, ?, business_day, ticket, service, ?, ?, ?, 1"
            + " from tickets where hall = ? and business_day = ? and ticket = ?",
        m.entry().hall(),
        visit.number(),
        window.number(),
        clerk == null ? null : clerk.id(),
        m.at(),
        m.entry().hall(),
        m.day(),
        ticket.toString());
  }

  private void start(Event.VisitStarted e, Moment m) throws SQLException {
    sql.change(
        "update visits set started_at = ?" + ONE, m.at(), m.entry().hall(), e.visit().number());
  }

  private void end(Event.VisitEnded e, Moment m) throws SQLException {
    sql.change(
        "update visits set ended_at = ?, ended_why = ?, outcome = ?, outcome_by = ?" + ONE,
        m.at(),
        e.why(),
        e.outcome(),
        e.outcomeBy(),
        m.entry().hall(),
        e.visit().number());
  }

  private void row(
      String kind,
      VisitId visit,
      TicketNumber ticket,
      WindowId window,
      Event.@Nullable Why why,
      @Nullable String passed,
      Moment m)
      throws SQLException {
    sql.change(
        "insert into calls (hall, incarnation, seq, business_day, visit, ticket, window_no, kind,"
            + " called_at, why, passed) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        m.entry().hall(),
        m.entry().incarnation(),
        m.seq(),
        m.day(),
        visit.number(),
        ticket.toString(),
        window.number(),
        kind,
        m.at(),
        why,
        passed);
  }
}
