package org.xuhao.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.store.Folds.Moment;

/** The tables {@code items}, {@code cases} and {@code case_visits}. */
final class CaseRows {
  private static final String ONE = " where hall = ? and case_no = ?";

  /** Longer than any list of materials of one notice. */
  private static final int TEXT_MAX = 4_000;

  private final Statements sql;

  CaseRows(Statements sql) {
    this.sql = sql;
  }

  void register(Folds folds) {
    folds.on(Event.ItemFinished.class, this::finish);
    folds.on(CaseEvent.CaseOpened.class, this::open);
    folds.on(CaseEvent.CaseResumed.class, this::resume);
    folds.on(CaseEvent.NoticeGiven.class, this::notice);
    folds.on(CaseEvent.MaterialsChecked.class, this::check);
    folds.on(CaseEvent.CaseTolerated.class, this::tolerate);
    folds.on(
        CaseEvent.CaseOverdue.class,
        (e, m) ->
            sql.change(
                "update cases set overdue = true" + ONE, m.entry().hall(), e.file().toString()));
    folds.on(CaseEvent.CaseCompleted.class, (e, m) -> end(e.file(), CaseFile.State.COMPLETED, m));
    folds.on(CaseEvent.CaseExpired.class, (e, m) -> end(e.file(), CaseFile.State.EXPIRED, m));
    folds.on(CaseEvent.CaseMerged.class, (e, m) -> end(e.file(), CaseFile.State.MERGED, m));
    folds.on(CaseEvent.CaseHeard.class, (e, m) -> hear(e.now(), m));
  }

  private void finish(Event.ItemFinished e, Moment m) throws SQLException {
    sql.change(
        "insert into items (hall, incarnation, seq, business_day, visit, ticket, service,"
            + " department, window_no, clerk, finished_at, outcome, outcome_by)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        m.entry().hall(),
        m.entry().incarnation(),
        m.seq(),
        m.day(),
        e.visit().number(),
        e.ticket().toString(),
        e.service().code(),
        e.department(),
        e.window().number(),
        e.clerk() == null ? null : e.clerk().id(),
        m.at(),
        e.outcome(),
        e.outcomeBy());
  }

  private void open(CaseEvent.CaseOpened e, Moment m) throws SQLException {
    sql.change(
        "insert into cases (hall, case_no, service, state, visits, window_no, clerk, missing,"
            + " checked, commitment, opened_at, expires_at, overdue)"
            + " values (?, ?, ?, ?, 1, ?, ?, '', '', false, ?, ?, false)",
        m.entry().hall(),
        e.file().toString(),
        e.service().code(),
        CaseFile.State.OPEN,
        e.window().number(),
        e.clerk() == null ? null : e.clerk().id(),
        m.at(),
        e.expires());
    visit(e.file(), e.visit(), e.window(), e.clerk(), m);
  }

  /** Another hall's case has a row of its own where it is worked on too. */
  private void hear(CaseFile now, Moment m) throws SQLException {
    List<@Nullable Object> what =
        Arrays.asList(
            now.state(),
            now.visits(),
            now.window().number(),
            now.clerk() == null ? null : now.clerk().id(),
            text(now.missing()),
            text(now.checked()),
            now.commitment(),
            now.due(),
            now.overdue(),
            m.entry().hall(),
            now.id().toString());
    int known =
        sql.changed(
            "update cases set state = ?, visits = ?, window_no = ?, clerk = ?, missing = ?,"
                + " checked = ?, commitment = ?, due_at = ?, overdue = ?"
                + ONE,
            what.toArray());
    if (known > 0) return;
    var row = new ArrayList<>(what);
    Collections.addAll(row, now.service().code(), m.at(), now.expires());
    sql.change(
        "insert into cases (state, visits, window_no, clerk, missing, checked, commitment, due_at,"
            + " overdue, hall, case_no, service, opened_at, expires_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.toArray());
  }

  private void resume(CaseEvent.CaseResumed e, Moment m) throws SQLException {
    sql.change(
        "update cases set visits = visits + 1, window_no = ?, clerk = ?" + ONE,
        e.window().number(),
        e.clerk() == null ? null : e.clerk().id(),
        m.entry().hall(),
        e.file().toString());
    visit(e.file(), e.visit(), e.window(), e.clerk(), m);
  }

  private void visit(CaseId file, VisitId visit, WindowId window, @Nullable ClerkId clerk, Moment m)
      throws SQLException {
    sql.change(
        "insert into case_visits (hall, case_no, visit, window_no, clerk, began_at)"
            + " values (?, ?, ?, ?, ?, ?)",
        m.entry().hall(),
        file.toString(),
        visit.number(),
        window.number(),
        clerk == null ? null : clerk.id(),
        m.entry().wall());
  }

  private void notice(CaseEvent.NoticeGiven e, Moment m) throws SQLException {
    sql.change(
        "update cases set state = ?, missing = ?, notice_code = ?, due_at = null, commitment = ?"
            + ONE,
        CaseFile.State.AWAITING,
        text(e.missing()),
        e.code(),
        e.commitment(),
        m.entry().hall(),
        e.file().toString());
    addChecked(e.file(), e.checked(), m);
  }

  private void check(CaseEvent.MaterialsChecked e, Moment m) throws SQLException {
    addChecked(e.file(), e.materials(), m);
  }

  private void addChecked(CaseId file, List<String> materials, Moment m) throws SQLException {
    if (materials.isEmpty()) return;
    sql.change(
        "update cases set checked = substring("
            + "case when checked = '' then ? else checked || ? end, 1, 4000)"
            + ONE,
        text(materials),
        "\n" + text(materials),
        m.entry().hall(),
        file.toString());
  }

  private void tolerate(CaseEvent.CaseTolerated e, Moment m) throws SQLException {
    sql.change(
        "update cases set state = ?, missing = ?, due_at = ?, overdue = false, commitment = ?"
            + ONE,
        CaseFile.State.TOLERATED,
        text(e.missing()),
        e.due(),
        e.commitment(),
        m.entry().hall(),
        e.file().toString());
  }

  private void end(CaseId file, CaseFile.State state, Moment m) throws SQLException {
    sql.change(
        "update cases set state = ?, ended_at = ?" + ONE,
        state,
        m.at(),
        m.entry().hall(),
        file.toString());
  }

  private static String text(List<String> materials) {
    String all = String.join("\n", materials);
    return all.length() <= TEXT_MAX ? all : all.substring(0, TEXT_MAX);
  }
}
