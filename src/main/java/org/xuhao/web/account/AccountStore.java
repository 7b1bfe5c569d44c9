package org.xuhao.web.account;

import java.io.IOException;
import java.util.List;

/** Keeps accounts and sessions through restarts. */
public interface AccountStore {

  /** Those that were kept last; empty: none ever. */
  List<Account> accounts() throws IOException;

  /** Keeps {@code all} in place of those before, whole or not at all, and forced to the disk. */
  void saveAccounts(List<Account> all) throws IOException;

  /** Sessions that were kept last. */
  List<Session> sessions() throws IOException;

  /** Keeps {@code all} in place of those before, in the same way. */
  void saveSessions(List<Session> all) throws IOException;

  /**
   * SHA-256 of the code that {@code xuhao accounts code} wrote for an administrator who forgot;
   * empty: none was asked for.
   */
  String recoveryCode() throws IOException;

  /** The code has done its work. */
  void forgetRecoveryCode() throws IOException;
}
