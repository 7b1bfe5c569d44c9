package org.xuhao.app;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.board.Board;
import org.xuhao.board.Slips;
import org.xuhao.board.Statement;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.loop.Published;

/**
 * Turns what the loop published into what people see: the board for the pages, statements for the
 * lines, slips for a printer. On one event loop, so that everybody is told in the same order.
 */
final class Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  /** How long tickets may wait, as far as it is known; completes on the caller's event loop. */
  interface PrintWaits {
    Future<Map<TicketNumber, Wait>> of(Hall hall, List<TicketNumber> tickets);
  }

  private final Context context;
  private final Slips slips;
  private final List<DeviceLine> lines;
  private final List<DeviceLine> printers;
  private final PrintWaits waits;
  private final Consumer<Published> figures;
  private final Consumer<Board> pages;
  private volatile Board board;

  Publisher(
      Context context,
      Board board,
      Slips slips,
      PrintWaits waits,
      List<DeviceLine> lines,
      List<DeviceLine> printers,
      Consumer<Published> figures,
      Consumer<Board> pages) {
    this.context = context;
    this.board = board;
    this.slips = slips;
    this.waits = waits;
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

  /**
   * A slip goes to one printer: the first whose line is up. What is foretold of its wait is found
   * on a worker thread first; a ticket is printed without where that fails.
   */
  private void print(Published news) {
    var asked = new ArrayList<TicketNumber>();
    for (Entry entry : news.entries()) asked.addAll(Slips.asked(entry));
    if (printers.isEmpty() || news.entries().stream().noneMatch(Slips::asksForPaper)) return;
    waits
        .of(news.hall(), asked)
        .onComplete(found -> {
          if (found.failed()) LOG.warn("A wait could not be foretold", found.cause());
          print(news, found.succeeded() ? found.result() : Map.of());
        });
  }

  private void print(Published news, Map<TicketNumber, Wait> waiting) {
    var prints = new ArrayList<Statement>();
    for (Entry entry : news.entries())
      prints.addAll(slips.of(news.hall(), entry, number -> minutes(waiting.get(number))));
    DeviceLine printer =
        printers.stream().filter(DeviceLine::isUp).findFirst().orElse(printers.getFirst());
    printer.state(prints);
  }

  private static Statement.@Nullable Minutes minutes(@Nullable Wait wait) {
    return wait == null ? null : Statement.Minutes.of(wait.likely(), wait.atMost());
  }
}
