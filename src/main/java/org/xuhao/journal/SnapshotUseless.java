package org.xuhao.journal;

/** Why a snapshot is passed over. It costs time only: the journal holds all there is. */
final class SnapshotUseless extends Exception {
  private static final long serialVersionUID = 1;

  SnapshotUseless(String why) {
    super(why);
  }

  SnapshotUseless(String why, Throwable cause) {
    super(why + ": " + cause, cause);
  }
}
