package org.xuhao.hall.value;

/** A clerk's staff number, as on the badge: 1 to 32 of A-Z, a-z, 0-9, - and _. */
public record ClerkId(String id) implements Comparable<ClerkId> {
  public ClerkId {
    if (!id.matches("[A-Za-z0-9_-]{1,32}")) throw new IllegalArgumentException("clerk " + id);
  }

  @Override
  public int compareTo(ClerkId other) {
    return id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return id;
  }
}
