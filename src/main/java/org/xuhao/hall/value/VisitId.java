package org.xuhao.hall.value;

/** One visit, counted from 1 since the hall's first day; never used twice. */
public record VisitId(long number) implements Comparable<VisitId> {
  public VisitId {
    if (number < 1) throw new IllegalArgumentException("visit " + number);
  }

  @Override
  public int compareTo(VisitId other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
