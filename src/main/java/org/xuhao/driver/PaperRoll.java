package org.xuhao.driver;

/**
 * The paper in a printer, as far as its tickets were counted.
 *
 * @param lengthMm of a new roll; 0: not known, and nothing is foretold
 * @param warnTickets so many tickets before its end somebody is told
 * @param usedMm went out since the roll was new
 * @param tickets were on that
 */
public record PaperRoll(int lengthMm, int warnTickets, long usedMm, long tickets) {

  /** Nothing is known of the roll. */
  public static final PaperRoll UNKNOWN = new PaperRoll(0, 0, 0, 0);

  public PaperRoll {
    if (lengthMm < 0 || warnTickets < 0 || usedMm < 0 || tickets < 0)
      throw new IllegalArgumentException("paper of " + lengthMm + " mm, used " + usedMm);
  }

  public boolean isKnown() {
    return lengthMm > 0;
  }

  /** After a ticket of {@code mm}. */
  public PaperRoll printed(int mm) {
    return new PaperRoll(lengthMm, warnTickets, usedMm + mm, tickets + 1);
  }

  /** With a new roll. */
  public PaperRoll replaced() {
    return new PaperRoll(lengthMm, warnTickets, 0, 0);
  }

  /** A usual ticket of 80 mm paper, until the roll's own are known: 100 mm, measured. */
  private static final int USUAL_MM = 100;

  /** How many more tickets it is good for, each as long as those before. */
  public long left() {
    if (usedMm == 0) return lengthMm / USUAL_MM;
    return Math.max(0, lengthMm - usedMm) * tickets / usedMm;
  }

  /** Whether somebody should have a new roll ready. */
  public boolean isLow() {
    return isKnown() && tickets > 0 && left() <= warnTickets;
  }
}
