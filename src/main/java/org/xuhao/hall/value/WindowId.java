package org.xuhao.hall.value;

/** A window as the public knows it, 1..999. */
public record WindowId(int number) implements Comparable<WindowId> {
  public WindowId {
    if (number < 1 || number > 999) throw new IllegalArgumentException("window " + number);
  }

  @Override
  public int compareTo(WindowId other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
