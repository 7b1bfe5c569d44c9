package org.xuhao.hall;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/** Something about a case. */
public sealed interface CaseEvent extends Event {
  CaseId file();

  /**
   * A matter that outlives its visit.
   *
   * @param expires what the clock will say when it ends unless it was completed
   */
  record CaseOpened(
      CaseId file,
      ServiceCode service,
      @Nullable String visitor,
      VisitId visit,
      WindowId window,
      @Nullable ClerkId clerk,
      Instant expires)
      implements CaseEvent {}

  record CaseResumed(CaseId file, VisitId visit, WindowId window, @Nullable ClerkId clerk)
      implements CaseEvent {}

  /** What is missing was said once, on paper, under a code that finds the case again. */
  record NoticeGiven(
      CaseId file,
      VisitId visit,
      List<String> missing,
      List<String> checked,
      String code,
      boolean commitment)
      implements CaseEvent {
    public NoticeGiven {
      missing = List.copyOf(missing);
      checked = List.copyOf(checked);
    }
  }

  /** These materials were there; they need not be brought again. */
  record MaterialsChecked(CaseId file, List<String> materials) implements CaseEvent {
    public MaterialsChecked {
      materials = List.copyOf(materials);
    }
  }

  /** Accepted although something is missing, which is {@code due} by then on the wall's clock. */
  record CaseTolerated(CaseId file, List<String> missing, Instant due, boolean commitment)
      implements CaseEvent {
    public CaseTolerated {
      missing = List.copyOf(missing);
    }
  }

  record CaseOverdue(CaseId file) implements CaseEvent {}

  /** {@code outcome}: of the visit that completed it; null: the back office did. */
  record CaseCompleted(CaseId file, @Nullable Outcome outcome) implements CaseEvent {}

  record CaseExpired(CaseId file) implements CaseEvent {}

  record CaseMerged(CaseId file, CaseId into) implements CaseEvent {}

  /**
   * Somebody has taken note that two halls worked on it without knowing of each other.
   *
   * @param who as in {@link Entry#by}
   */
  record ConflictSeen(CaseId file, String who) implements CaseEvent {}

  /**
   * What the district knows of a case was taken over, because it is worked on here or because a
   * visitor came with it; {@code now} counts from here on.
   *
   * @param heads names of the newest things known of it, as {@code hall/incarnation/seq}
   */
  record CaseHeard(CaseId file, CaseFile now, List<String> heads) implements CaseEvent {
    public CaseHeard {
      heads = List.copyOf(heads);
    }
  }
}
