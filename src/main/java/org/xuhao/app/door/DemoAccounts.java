package org.xuhao.app.door;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.AccountRole;
import org.xuhao.web.account.AccountStore;
import org.xuhao.web.account.Entrance;
import org.xuhao.web.account.Session;

/**
 * The accounts of the demonstration: an account a role, all with one password that everybody knows.
 * They are in memory only, so that no hall of its own can find them in its folder.
 */
public final class DemoAccounts implements AccountStore {
  /** Printed in the README and on the sign-in page of the demonstration; no other hall takes it. */
  public static final String PASSWORD = "xuhao-demo";

  /** Of {@link #PASSWORD}, made once, so that no start waits for it; a test compares the two. */
  public static final String KEPT =
      "pbkdf2-sha512:220000:eHVoYW8gZGVtbyBzYWx0IQ==:mEhsRYWzR6dNLGz037JIRgmeNIWnMzqqZsUJjSAqGxVc1"
          + "Tc60SrOJNguZWPmZRIsk4Dxfa46ZddMk0XVFf8gqg==";

  private static final List<Entrance.Shown> SHOWN =
      List.of(
          shown("clerk", AccountRole.CLERK),
          shown("desk", AccountRole.SERVICE_DESK),
          shown("manager", AccountRole.MANAGER),
          shown("district", AccountRole.DISTRICT),
          shown("admin", AccountRole.ADMINISTRATOR));

  private List<Account> accounts = new ArrayList<>();
  private List<Session> sessions = List.of();

  /**
   * Made at {@code now}.
   *
   * @param clerks staff numbers of a district; each has an account besides, of that name in small
   *     letters, and none of them is shown
   */
  public DemoAccounts(Instant now, List<String> clerks) {
    for (String id : clerks)
      Account.named(id)
          .ifPresent(name ->
              accounts.add(
                  new Account(name, Set.of(AccountRole.CLERK), id, false, false, KEPT, now, null)));
    for (Entrance.Shown one : SHOWN)
      accounts.add(new Account(one.name(), one.roles(), null, false, false, KEPT, now, null));
  }

  /** What the sign-in page tells of them. */
  public static List<Entrance.Shown> shown() {
    return SHOWN;
  }

  private static Entrance.Shown shown(String name, AccountRole role) {
    return new Entrance.Shown(name, PASSWORD, Set.of(role));
  }

  @Override
  public synchronized List<Account> accounts() {
    return accounts;
  }

  @Override
  public synchronized void saveAccounts(List<Account> all) {
    accounts = List.copyOf(all);
  }

  @Override
  public synchronized List<Session> sessions() {
    return sessions;
  }

  @Override
  public synchronized void saveSessions(List<Session> all) {
    sessions = List.copyOf(all);
  }

  @Override
  public String recoveryCode() {
    return "";
  }

  @Override
  public void forgetRecoveryCode() {
    // There is none: the demonstration begins anew with each start.
  }
}
