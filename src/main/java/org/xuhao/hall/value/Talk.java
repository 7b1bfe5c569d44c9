package org.xuhao.hall.value;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a talk at a remote window has come.
 *
 * @param reached each stage at most once, in order
 * @param visit the latest one that it was held in; null: none yet
 */
public record Talk(List<Reached> reached, @Nullable VisitId visit) {
  public Talk {
    reached = List.copyOf(reached);
  }

  /** {@code wall}: what the clock on the wall said when it was reached. */
  public record Reached(TalkStage stage, Instant wall) {}

  /** One that was booked. */
  public static Talk booked(Instant wall) {
    return new Talk(List.of(new Reached(TalkStage.BOOKING, wall)), null);
  }

  /** With one stage more in {@code in}; one that was reached before keeps its time. */
  public Talk with(TalkStage stage, @Nullable VisitId in, Instant wall) {
    VisitId latest = in == null ? visit : in;
    if (at(stage).isPresent()) return new Talk(reached, latest);
    var all = new ArrayList<Reached>(reached);
    all.add(new Reached(stage, wall));
    return new Talk(all, latest);
  }

  /** When a stage was reached; empty: not yet, or it was left out. */
  public Optional<Instant> at(TalkStage stage) {
    return reached.stream().filter(one -> one.stage() == stage).map(Reached::wall).findFirst();
  }

  /** Whether {@code stage} may come now: after all that were reached, and guidance before most. */
  public boolean mayReach(TalkStage stage) {
    boolean later = reached.stream().allMatch(one -> one.stage().compareTo(stage) < 0);
    return later && (stage == TalkStage.GUIDANCE || at(TalkStage.GUIDANCE).isPresent());
  }
}
