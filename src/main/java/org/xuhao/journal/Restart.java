package org.xuhao.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;

/**
 * Finds the hall that a journal holds: the newest snapshot that is good and belongs to it, then
 * what follows. Whatever is wrong with a snapshot costs time only.
 */
final class Restart {
  private final Disk disk;
  private final Plan plan;
  private final String release;
  private final List<String> passedOver = new ArrayList<>();
  private Hall hall;

  Restart(Disk disk, Plan plan, String release) {
    this.disk = disk;
    this.plan = plan;
    this.release = release;
    this.hall = Hall.empty(plan);
  }

  /** The hall after {@link #walk}. */
  Hall hall() {
    return hall;
  }

  /** Walks the chain from the best place there is to the end. */
  Chain walk() throws IOException, JournalTrouble {
    for (String name : Snapshots.newestFirst(disk)) {
      try {
        return walk(SnapshotFile.read(disk, name, plan.hall(), release));
      } catch (SnapshotUseless e) {
        passedOver.add(name + ": " + e.getMessage());
      }
    }
    hall = Hall.empty(plan);
    Chain chain = chain();
    chain.walk();
    return chain;
  }

  private Chain walk(SnapshotFile snapshot) throws IOException, JournalTrouble, SnapshotUseless {
    Chain chain = chain();
    chain.beginAfter(snapshot.point());
    hall = snapshot.hall(plan);
    try {
      chain.walk();
      return chain;
    } catch (IllegalStateException e) {
      // The entries do not fit this state. A hall that was folded from all of them takes them.
      throw new SnapshotUseless("what follows does not fit it", e);
    }
  }

  private Chain chain() {
    var chain =
        new Chain(
            disk,
            plan.hall(),
            (segment, frame) -> hall = hall.apply(Journal.entry(segment, frame)));
    chain.passedOver(passedOver);
    return chain;
  }
}
