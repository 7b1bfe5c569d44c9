package org.xuhao.app;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.xuhao.board.Board;
import org.xuhao.board.Slips;
import org.xuhao.board.Statement;
import org.xuhao.hall.Entry;
import org.xuhao.loop.Published;

/**
 * Turns what the loop published into what people see: the board for the pages, statements for the
 * lines, slips for a printer. On one event loop, so that everybody is told in the same order.
 */
final class Publisher {
  private final Context context;
  private final Slips slips;
  private final List<DeviceLine> lines;
  private final List<DeviceLine> printers;
  private final Consumer<Published> figures;
  private final Consumer<Board> pages;
  private volatile Board board;

  Publisher(
      Context context,
      Board board,
      Slips slips,
      List<DeviceLine> lines,
      List<DeviceLine> printers,
      Consumer<Published> figures,
      Consumer<Board> pages) {
    this.context = context;
    this.board = board;
    this.slips = slips;
    this.lines = List.copyOf(lines);
    this.printers = List.copyOf(printers);
    this.figures = figures;
    this.pages = pages;
  }

  /** The board as last published. From any thread. */
  Board board() {
    return board;
  }

  /** Runs {@code what} where the board is folded, so that both never meet. */
  void onItsLoop(Runnable what) {
    context.runOnContext(go -> what.run());
  }

  /** Tells every line all that it ought to show. */
  void stateAll() {
    context.runOnContext(go -> state(board.statements()));
  }

  /** Called on the loop's thread. */
  void published(Published news) {
    context.runOnContext(go -> tell(news));
  }

  private void tell(Published news) {
    Board before = board;
    Board now = before.next(news.hall(), news.entries());
    board = now;
    state(now.changesSince(before));
    print(news);
    pages.accept(now);
    figures.accept(news);
  }

  private void state(List<Statement> statements) {
    if (!statements.isEmpty()) for (DeviceLine line : lines) line.state(statements);
  }

  /** A slip goes to one printer: the first whose line is up. */
  private void print(Published news) {
    var prints = new ArrayList<Statement>();
    for (Entry entry : news.entries()) prints.addAll(slips.of(news.hall(), entry));
    if (prints.isEmpty() || printers.isEmpty()) return;
    DeviceLine printer =
        printers.stream().filter(DeviceLine::isUp).findFirst().orElse(printers.getFirst());
    printer.state(prints);
  }
}
