package org.xuhao.hall.value;

/**
 * A priority class of the hall, such as {@code ELDERLY}: who is in it may be called earlier, by a
 * bounded rule.
 *
 * @param code 1 to 16 of A-Z, 0-9 and _
 */
public record ClassCode(String code) implements Comparable<ClassCode> {
  public ClassCode {
    if (!code.matches("[A-Z0-9_]{1,16}")) throw new IllegalArgumentException("class " + code);
  }

  @Override
  public int compareTo(ClassCode other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
