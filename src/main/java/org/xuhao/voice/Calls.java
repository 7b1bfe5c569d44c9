package org.xuhao.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xuhao.board.Board;
import org.xuhao.board.Board.Called;
import org.xuhao.board.Statement.Face;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/** What a loudspeaker hears of the hall between two boards. */
public record Calls(List<Called> made, List<TicketNumber> over) {
  public Calls {
    made = List.copyOf(made);
    over = List.copyOf(over);
  }

  /**
   * What was called and what is over.
   *
   * @param windows of the zone; none: all of the hall
   */
  public static Calls between(Board before, Board now, Set<WindowId> windows) {
    var made = new ArrayList<Called>();
    var over = new ArrayList<TicketNumber>();
    for (Called call : now.callsInHall()) {
      if (!windows.isEmpty() && !windows.contains(call.window())) continue;
      if (!call.live() || hasCome(now, call)) over.add(call.ticket());
      else if (before.callsInHall().stream().noneMatch(old -> isSame(old, call)))
        made.addFirst(call);
    }
    return new Calls(made, over);
  }

  private static boolean isSame(Called old, Called call) {
    return old.ticket().equals(call.ticket())
        && old.window().equals(call.window())
        && old.call() == call.call()
        && old.at().equals(call.at());
  }

  private static boolean hasCome(Board board, Called call) {
    return board.windows().stream()
        .anyMatch(row ->
            row.window().equals(call.window())
                && row.face() == Face.SERVING
                && call.ticket().equals(row.ticket()));
  }
}
