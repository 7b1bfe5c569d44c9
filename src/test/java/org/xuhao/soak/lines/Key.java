package org.xuhao.soak.lines;

/** What a clerk or a visitor presses, as each kind of pad has it. */
enum Key {
  CALL('A', 1, "CallNext"),
  RECALL('B', 2, "Recall"),
  /** Begins a visit on pads that can, and ends it. */
  END('D', 3, "StartVisit|EndVisit"),
  NO_SHOW('G', 4, "MarkNoShow"),
  PAUSE('P', 5, "Pause|Reopen"),
  RATE('S', 15, "Rate");

  private final char plain;
  private final int modbus;
  private final String commands;

  Key(char plain, int modbus, String commands) {
    this.plain = plain;
    this.modbus = modbus;
    this.commands = commands;
  }

  /** Of a byte-map pad; any two differ in two bits at least, so that no changed bit is a key. */
  char plain() {
    return plain;
  }

  /** Of a Modbus box. */
  int modbus() {
    return modbus;
  }

  /** Of a numbered pad: digits, then the key; empty: it has none. */
  int[] pad() {
    return switch (this) {
      case CALL -> new int[] {0x0C};
      case RECALL -> new int[] {0x0D};
      case END -> new int[] {0x0B};
      case NO_SHOW -> new int[] {6, 0x0F};
      case PAUSE -> new int[] {0x12};
      case RATE -> new int[0];
    };
  }

  /** Whether a journaled command comes of this key. */
  boolean asks(String command) {
    return command.substring(0, Math.max(0, command.indexOf('['))).matches(commands);
  }
}
