package org.xuhao.hall.value;

/** The short name of a service in the hall's file, such as {@code RS}: 1 to 16 of A-Z, 0-9, -. */
public record ServiceCode(String code) implements Comparable<ServiceCode> {
  public ServiceCode {
    if (!isGood(code)) throw new IllegalArgumentException("service " + code);
  }

  private static boolean isGood(String code) {
    if (code.isEmpty() || code.length() > 16) return false;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c != '-' && (c < '0' || c > '9') && (c < 'A' || c > 'Z')) return false;
    }
    return true;
  }

  @Override
  public int compareTo(ServiceCode other) {
    // Mostly it is the same one.
    return this == other ? 0 : code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
