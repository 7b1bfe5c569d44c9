package org.xuhao.store;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Event;
import org.xuhao.hall.Standing;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.store.Folds.Moment;

/** The table of tickets: one row a ticket and day. */
final class TicketRows {
  private static final String ONE = " where hall = ? and business_day = ? and ticket = ?";

  private final Statements sql;

  TicketRows(Statements sql) {
    this.sql = sql;
  }

  void register(Folds folds) {
    folds.on(Event.TicketIssued.class, this::issue);
    folds.on(Event.TicketCalled.class, (e, m) -> call(e.ticket(), e.window(), m));
    folds.on(Event.TicketCalledBack.class, (e, m) -> call(e.ticket(), e.window(), m));
    folds.on(
        Event.VisitStarted.class, (e, m) -> move(e.ticket(), Ticket.State.SERVING, e.window(), m));
    folds.on(Event.TicketNoShow.class, this::noShow);
    folds.on(Event.TicketDelayed.class, (e, m) -> move(e.ticket(), Ticket.State.DELAYED, null, m));
    folds.on(Event.TicketAway.class, (e, m) -> move(e.ticket(), Ticket.State.AWAY, null, m));
    folds.on(Event.PriorityGranted.class, this::grant);
    folds.on(Event.TicketRedirected.class, this::redirect);
    folds.on(Event.TicketReturned.class, this::comeBack);
    folds.on(Event.OriginReleased.class, (e, m) -> move(e.ticket(), Ticket.State.WAITING, null, m));
    folds.on(Event.TicketCallable.class, (e, m) -> move(e.ticket(), Ticket.State.WAITING, null, m));
    folds.on(
        Event.OriginHeld.class, (e, m) -> move(e.ticket(), Ticket.State.RESERVED, e.window(), m));
    folds.on(
        Event.ItemStarted.class,
        (e, m) -> goOn(e.ticket(), e.service(), Ticket.State.SERVING, e.window(), m));
    folds.on(
        Event.TicketRequeued.class,
        (e, m) -> goOn(e.ticket(), e.service(), Ticket.State.WAITING, null, m));
    folds.on(Event.TicketHeld.class, (e, m) -> move(e.ticket(), Ticket.State.HELD, e.window(), m));
    folds.on(Event.TicketTransferred.class, this::transfer);
    folds.on(
        Event.TicketAbandoned.class,
        (e, m) -> end(e.ticket(), Ticket.State.GONE, e.why().name(), m));
    folds.on(
        Event.TicketFinished.class, (e, m) -> end(e.ticket(), Ticket.State.DONE, "FINISHED", m));
    registerPrints(folds);
  }

  private void registerPrints(Folds folds) {
    folds.on(
        Event.PrintAsked.class, (e, m) -> print(e.ticket(), e.copy(), Ticket.PrintState.ASKED, m));
    folds.on(
        Event.PrintConfirmed.class,
        (e, m) -> print(e.ticket(), e.copy(), Ticket.PrintState.CONFIRMED, m));
    folds.on(
        Event.PrintFailed.class,
        (e, m) -> print(e.ticket(), e.copy(), Ticket.PrintState.FAILED, m));
    folds.on(
        Event.PrintUnknown.class,
        (e, m) -> print(e.ticket(), e.copy(), Ticket.PrintState.UNKNOWN, m));
  }

  private void issue(Event.TicketIssued e, Moment m) throws SQLException {
    sql.change(
        "insert into tickets (hall, business_day, ticket, ticket_sequence, service, state,"
            + " issued_at, since_at, ahead, no_shows, copies, print_state, priority)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)",
        m.entry().hall(),
        m.day(),
        e.ticket().toString(),
        e.sequence(),
        e.service().code(),
        e.callableFrom() == null ? Ticket.State.WAITING : Ticket.State.EARLY,
        m.at(),
        e.since(),
        e.ahead(),
        Ticket.PrintState.NONE,
        code(e.standing()));
    if (e.matter() == null) return;
    count(e.ticket(), e.matter().modes(), m);
  }

  /** A mode counts once for a ticket, whoever gave it. */
  private void count(TicketNumber ticket, List<String> modes, Moment m) throws SQLException {
    for (String mode : modes) {
      String number = ticket.toString();
      String hall = m.entry().hall();
      int known =
          sql.changed(
              "update ticket_modes set mode = mode"
                  + " where hall = ? and business_day = ? and ticket = ? and mode = ?",
              hall,
              m.day(),
              number,
              mode);
      if (known == 0)
        sql.change(
            "insert into ticket_modes (hall, business_day, ticket, mode) values (?, ?, ?, ?)",
            hall,
            m.day(),
            number,
            mode);
    }
  }

  private void goOn(
      TicketNumber ticket,
      ServiceCode service,
      Ticket.State state,
      @Nullable WindowId window,
      Moment m)
      throws SQLException {
    sql.change(
        "update tickets set service = ?" + ONE,
        service.code(),
        m.entry().hall(),
        m.day(),
        ticket.toString());
    move(ticket, state, window, m);
  }

  private void grant(Event.PriorityGranted e, Moment m) throws SQLException {
    sql.change(
        "update tickets set priority = ?" + ONE,
        code(e.standing()),
        m.entry().hall(),
        m.day(),
        e.ticket().toString());
  }

  private void redirect(Event.TicketRedirected e, Moment m) throws SQLException {
    sql.change(
        "update tickets set service = ?" + ONE,
        e.service().code(),
        m.entry().hall(),
        m.day(),
        e.ticket().toString());
  }

  private static @Nullable String code(@Nullable Standing standing) {
    return standing == null || standing.priority() == null ? null : standing.priority().code();
  }

  private void comeBack(Event.TicketReturned e, Moment m) throws SQLException {
    var state = e.toWindow() == null ? Ticket.State.WAITING : Ticket.State.RESERVED;
    move(e.ticket(), state, e.toWindow(), m);
  }

  private void call(TicketNumber ticket, WindowId window, Moment m) throws SQLException {
    sql.change(
        "update tickets set state = ?, window_no = ?,"
            + " first_called_at = coalesce(first_called_at, ?)"
            + ONE,
        Ticket.State.CALLED,
        window.number(),
        m.at(),
        m.entry().hall(),
        m.day(),
        ticket.toString());
  }

  private void move(TicketNumber ticket, Ticket.State state, @Nullable WindowId window, Moment m)
      throws SQLException {
    sql.change(
        "update tickets set state = ?, window_no = ?" + ONE,
        state,
        window == null ? null : window.number(),
        m.entry().hall(),
        m.day(),
        ticket.toString());
  }

  private void noShow(Event.TicketNoShow e, Moment m) throws SQLException {
    sql.change(
        "update tickets set no_shows = ?" + ONE,
        e.times(),
        m.entry().hall(),
        m.day(),
        e.ticket().toString());
  }

  private void transfer(Event.TicketTransferred e, Moment m) throws SQLException {
    WindowId to = e.toWindow();
    sql.change(
        "update tickets set state = ?, window_no = ?, service = ?, since_at = ?" + ONE,
        to == null ? Ticket.State.WAITING : Ticket.State.RESERVED,
        to == null ? null : to.number(),
        e.service().code(),
        e.since(),
        m.entry().hall(),
        m.day(),
        e.ticket().toString());
  }

  private void end(TicketNumber ticket, Ticket.State state, String why, Moment m)
      throws SQLException {
    sql.change(
        "update tickets set state = ?, over_at = ?, over_why = ?" + ONE,
        state,
        m.at(),
        why,
        m.entry().hall(),
        m.day(),
        ticket.toString());
  }

  private void print(TicketNumber ticket, int copy, Ticket.PrintState state, Moment m)
      throws SQLException {
    sql.change(
        "update tickets set copies = ?, print_state = ?" + ONE,
        copy,
        state,
        m.entry().hall(),
        m.day(),
        ticket.toString());
  }
}
