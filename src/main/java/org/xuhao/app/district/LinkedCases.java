package org.xuhao.app.district;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.value.CaseId;
import org.xuhao.link.CaseView;
import org.xuhao.link.CaseVisit;
import org.xuhao.link.Link;
import org.xuhao.web.district.CaseShelf;

/** The shelf of the link, for the pages. */
final class LinkedCases implements CaseShelf {
  /** Who stands at a dispenser is not kept waiting longer for what another hall knows. */
  private static final long LEARN_WITHIN_MS = 2_000;

  private final Link link;
  private final HallNames names;

  LinkedCases(Link link, HallNames names) {
    this.link = link;
    this.names = names;
  }

  @Override
  public CompletionStage<Void> learn(String numberOrCode) {
    Optional<CaseView> view = link.named(numberOrCode);
    return view.isEmpty() ? CaseShelf.NONE.learn(numberOrCode) : learn(view.get());
  }

  @Override
  public CompletionStage<Void> learnOf(List<String> visitor) {
    List<CaseView> views = link.ofVisitor(visitor);
    return CompletableFuture.allOf(
        views.stream().map(this::learn).toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> learn(CaseView view) {
    return link.learn(view.file().id())
        .completeOnTimeout(null, LEARN_WITHIN_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public List<Visited> visits(CaseId id) {
    return link.view(id)
        .map(view -> view.visits().stream().map(this::told).toList())
        .orElse(List.of());
  }

  @Override
  public Optional<Meanwhile> meanwhile(CaseId id) {
    return link.view(id).flatMap(view -> view.meanwhile(names.own())).map(this::told);
  }

  private Meanwhile told(CaseView.Meanwhile there) {
    HallNames.Name name = names.of(there.hall());
    return new Meanwhile(
        there.hall(),
        name.name(),
        name.nameEn(),
        there.window().number(),
        there.since(),
        there.completed());
  }

  @Override
  public Optional<CaseFile> readOnly(String numberOrCode) {
    return link.named(numberOrCode)
        .filter(view -> !view.isWhole())
        .map(view -> view.fileIn(names.own()));
  }

  private Visited told(CaseVisit visit) {
    HallNames.Name name = names.of(visit.hall());
    return new Visited(
        visit.hall(),
        name.name(),
        name.nameEn(),
        visit.window().number(),
        visit.clerk() == null ? null : visit.clerk().id(),
        visit.wall(),
        visit.outcome() == null ? null : visit.outcome().name(),
        visit.parallel());
  }
}
