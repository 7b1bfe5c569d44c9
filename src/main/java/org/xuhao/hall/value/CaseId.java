package org.xuhao.hall.value;

/**
 * A case's number (办件编号): the hall that opened it and a count of that hall's cases, such as {@code
 * haixi-000123}. Hall names are never given twice, so it is unique in a district.
 */
public record CaseId(String id) implements Comparable<CaseId> {
  public CaseId {
    if (id.isEmpty() || id.length() > 64) throw new IllegalArgumentException("case " + id);
  }

  public static CaseId of(String hall, long count) {
    return new CaseId("%s-%06d".formatted(hall, count));
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
