package org.xuhao.app.settings;

/** The devices that can hang on a line. The word is that of {@code firmware-protocols}. */
public enum DeviceType {
  FF68_PAD("ff68-pad", 0, 255, true),
  ONBON_BX("onbon-bx", 1, 0x7FFF, false),
  ESCPOS("escpos", 0, 0, false),
  OSDP_PAD("osdp-pad", 0, 126, true);

  private final String word;
  private final int addressLeast;
  private final int addressMost;
  private final boolean atWindow;

  DeviceType(String word, int addressLeast, int addressMost, boolean atWindow) {
    this.word = word;
    this.addressLeast = addressLeast;
    this.addressMost = addressMost;
    this.atWindow = atWindow;
  }

  /** How the type is written in the hall's file. */
  public String word() {
    return word;
  }

  static java.util.Optional<DeviceType> of(String word) {
    return java.util.Arrays.stream(values()).filter(type -> type.word.equals(word)).findAny();
  }

  /** Whether several can share a line, told apart by address. */
  public boolean isAddressed() {
    return addressMost > 0;
  }

  int addressLeast() {
    return addressLeast;
  }

  int addressMost() {
    return addressMost;
  }

  /** Whether it is of no use without a window. */
  boolean needsWindow() {
    return atWindow;
  }
}
