package org.xuhao.soak.lines;

/**
 * One thing that goes wrong for a while.
 *
 * @param kind what the figures count it as
 */
record Prank(Kind kind, String what, Act begins, Act ends) {

  /** What goes wrong. */
  enum Kind {
    UNPLUG,
    HOLD,
    LOSE,
    POWER,
    PRINTER,
    BROWSER
  }

  /** Something that may fail. */
  interface Act {
    void go() throws Exception;
  }

  /** The switch {@code turns} off what {@code what} names, and on again. */
  static Prank of(Kind kind, String what, Switch turns) {
    return new Prank(kind, what, () -> turns.set(true), () -> turns.set(false));
  }

  /** Something with two positions; true: it is ill. */
  interface Switch {
    void set(boolean ill) throws Exception;
  }
}
