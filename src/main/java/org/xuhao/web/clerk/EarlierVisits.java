package org.xuhao.web.clerk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.xuhao.board.Board;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.Visit;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.Words;
import org.xuhao.report.CaseVisits;
import org.xuhao.report.Reports;
import org.xuhao.store.StoreDown;
import org.xuhao.web.district.CaseShelf;
import org.xuhao.web.district.CaseShelf.Visited;

/** The visits of a case: the district's, or those of a hall that stands alone. */
public final class EarlierVisits {
  private final CaseShelf shelf;
  private final Reports reports;
  private final Supplier<Hall> hall;
  private final Supplier<Board> board;

  /** {@code board} for the hall's name. */
  public EarlierVisits(
      CaseShelf shelf, Reports reports, Supplier<Hall> hall, Supplier<Board> board) {
    this.shelf = shelf;
    this.reports = reports;
    this.hall = hall;
    this.board = board;
  }

  /** In order; none where nobody knows any, or the tables cannot be read now. */
  public Future<List<Visited>> of(Vertx vertx, CaseId id) {
    List<Visited> known = shelf.visits(id);
    if (!known.isEmpty()) return Future.succeededFuture(known);
    return vertx
        .executeBlocking(() -> here(id), false)
        .map(Objects::requireNonNull)
        .recover(why ->
            why instanceof StoreDown
                ? Future.succeededFuture(List.of())
                : Future.failedFuture(why));
  }

  /** Whether another hall completed the case of the ticket at {@code window}. */
  public boolean isCompletedElsewhere(WindowId window) {
    Hall now = hall.get();
    Visit visit = now.window(window).visit();
    return visit != null
        && now.ticket(visit.ticket())
            .flatMap(ticket -> Optional.ofNullable(ticket.matter().file()))
            .flatMap(shelf::meanwhile)
            .filter(CaseShelf.Meanwhile::completed)
            .isPresent();
  }

  private List<Visited> here(CaseId id) throws StoreDown {
    var all = new ArrayList<Visited>();
    Words name = board.get().hall();
    for (CaseVisits.One one : reports.visitsOf(id.id()))
      all.add(
          new Visited(
              hall.get().plan().hall(),
              name.zh(),
              name.en(),
              one.window(),
              one.clerk(),
              one.wall(),
              one.outcome(),
              false));
    return all;
  }
}
