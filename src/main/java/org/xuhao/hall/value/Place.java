package org.xuhao.hall.value;

import java.time.Instant;

/** Where a ticket stands (位次): since when, then by sequence. Smaller is older. */
public record Place(Instant since, long sequence) implements Comparable<Place> {

  public boolean isOlderThan(Place other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(Place other) {
    int bySince = since.compareTo(other.since);
    return bySince != 0 ? bySince : Long.compare(sequence, other.sequence);
  }
}
