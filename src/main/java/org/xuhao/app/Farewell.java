package org.xuhao.app;

import java.util.ArrayList;
import java.util.List;
import org.xuhao.board.Board;
import org.xuhao.board.Statement;

/** What displays show when the appliance stops: no number that nobody answers for. */
final class Farewell {
  private Farewell() {}

  static List<Statement> of(Board board) {
    var closing = new ArrayList<Statement>();
    for (var row : board.windows()) {
      closing.add(
          new Statement.ShowWindow(row.window(), Statement.Face.CLOSED, null, 0, row.name()));
      closing.add(new Statement.ShowPad(row.window(), 0, null));
      closing.add(new Statement.AskRating(row.window(), null));
    }
    closing.add(new Statement.ShowHall(List.of(), List.of()));
    return closing;
  }
}
