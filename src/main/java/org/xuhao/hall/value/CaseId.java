package org.xuhao.hall.value;

import java.util.Optional;

/**
 * A case's number (办件编号): the hall that opened it and a count of that hall's cases, such as {@code
 * haixi-000123}. Hall names are never given twice, so it is unique in a district.
 */
public record CaseId(String id) implements Comparable<CaseId> {
  /**
   * What the count of a hall's cases looks like: as many digits as a long holds whatever they are.
   */
  public static final String COUNT = "[0-9]{1,18}";

  public CaseId {
    if (id.isEmpty() || id.length() > 64) throw new IllegalArgumentException("case " + id);
  }

  public static CaseId of(String hall, long count) {
    return new CaseId("%s-%06d".formatted(hall, count));
  }

  /** The hall that opened it; empty: it is no number that a hall gives. */
  public Optional<String> hall() {
    int dash = id.lastIndexOf('-');
    if (dash <= 0 || !id.substring(dash + 1).matches(COUNT)) return Optional.empty();
    return Optional.of(id.substring(0, dash));
  }

  @Override
  public int compareTo(CaseId other) {
    return id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return id;
  }
}
