package org.xuhao.web.setup;

/** Why something about the hall's file was not done. */
public final class SetupTrouble extends Exception {
  private static final long serialVersionUID = 1;

  /** The kinds; each is a problem with a stable code for the page. */
  public enum Why {
    /** Somebody else wrote the file since the draft was begun. */
    CHANGED,
    /** The reader that a start uses does not take it. */
    REFUSED,
    /** Larger than is edited in a browser. */
    TOO_LARGE,
    /** It cannot be taken apart, so that no form can change it. */
    BROKEN,
    /** The form cannot reach this place; the text can. */
    BY_HAND,
    /** Nobody but the machine's owner may change file or folder. */
    READ_ONLY,
    DISK_FULL,
    /** Anything else that a disk says. */
    UNWRITABLE,
    NO_EDITION,
    /** Not a table of a kind that is read. */
    NO_TABLE,
    /** A table that grows beyond all measure. */
    TABLE_TOO_LARGE,
    NO_FONT
  }

  private final Why why;

  /**
   * It was not done.
   *
   * @param detail what else is to be known of this case; may be empty
   */
  public SetupTrouble(Why why, String detail) {
    super(detail);
    this.why = why;
  }

  /** Its kind. */
  public Why why() {
    return why;
  }

  /** What else is to be known of this case. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
