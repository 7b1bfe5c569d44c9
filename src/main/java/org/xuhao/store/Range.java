package org.xuhao.store;

/** Numbers of events of one incarnation, both ends included. */
public record Range(long from, long to) {
  public Range {
    if (from < 1 || to < from) throw new IllegalArgumentException(from + " to " + to);
  }

  @Override
  public String toString() {
    return from == to ? "" + from : from + "-" + to;
  }
}
