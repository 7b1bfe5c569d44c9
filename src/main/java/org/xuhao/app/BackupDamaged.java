package org.xuhao.app;

/** A backup that is not as it was made, or that does not belong to what it is used with. */
final class BackupDamaged extends Exception {
  private static final long serialVersionUID = 1;

  BackupDamaged(String seen) {
    super(seen);
  }
}
