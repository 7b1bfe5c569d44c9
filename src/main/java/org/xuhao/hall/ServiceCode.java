package org.xuhao.hall;

/** The short name of a service in the hall's file, such as {@code RS}: 1 to 16 of A-Z, 0-9, -. */
public record ServiceCode(String code) implements Comparable<ServiceCode> {
  public ServiceCode {
    if (!code.matches("[A-Z0-9-]{1,16}")) throw new IllegalArgumentException("service " + code);
  }

  @Override
  public int compareTo(ServiceCode other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
