package org.xuhao.web.district;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.value.CaseId;

/** What the district knows of cases. Safe from any thread; nothing here blocks. */
public interface CaseShelf {

  /**
   * One visit of a case.
   *
   * @param hall short name of the hall
   * @param name as people read it
   * @param wall when it began, by the clock on that hall's wall
   * @param outcome null: none yet, or it ended without one
   * @param parallel another hall worked on the case at the same time without knowing
   */
  record Visited(
      String hall,
      String name,
      String nameEn,
      int window,
      @Nullable String clerk,
      Instant wall,
      @Nullable String outcome,
      boolean parallel) {}

  /**
   * What another hall does with a case, or has done, that a clerk of this one has to know.
   *
   * @param hall short name
   * @param since the call there, or the completion, by that hall's clock
   * @param completed else it is at the window there now, by the last that was heard
   */
  record Meanwhile(
      String hall, String name, String nameEn, int window, Instant since, boolean completed) {

    /** For the pages. */
    public JsonObject json() {
      return new JsonObject()
          .put("hall", hall)
          .put("hallName", name)
          .put("hallNameEn", nameEn)
          .put("window", window)
          .put("at", since.toString())
          .put("completed", completed);
    }
  }

  /** That of a hall that stands alone. */
  CaseShelf NONE =
      new CaseShelf() {
        @Override
        public CompletionStage<Void> learn(String numberOrCode) {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> learnOf(List<String> visitor) {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public List<Visited> visits(CaseId id) {
          return List.of();
        }

        @Override
        public Optional<Meanwhile> meanwhile(CaseId id) {
          return Optional.empty();
        }

        @Override
        public Optional<CaseFile> readOnly(String numberOrCode) {
          return Optional.empty();
        }
      };

  /**
   * Has the hall know the case of this number or notice code, where the district knows it;
   * completes soon in any case.
   */
  CompletionStage<Void> learn(String numberOrCode);

  /** The same for all cases of a visitor with one of these keyed hashes. */
  CompletionStage<Void> learnOf(List<String> visitor);

  /** All visits of a case, in the district's order; empty where only this hall knows it. */
  List<Visited> visits(CaseId id);

  /** What another hall does with it or has done; empty: nothing, or nobody knows. */
  Optional<Meanwhile> meanwhile(CaseId id);

  /**
   * The case of this number or notice code as far as this release understands it, where a hall with
   * a newer release wrote part of it: it is only to be read here. Empty: what the hall knows is
   * all.
   */
  Optional<CaseFile> readOnly(String numberOrCode);
}
