package org.xuhao.web;

import io.vertx.core.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.keys.AccountFile;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.AccountRole;
import org.xuhao.web.account.Passwords;

/** The people of a test hall: one for each role, and one who may do everything. */
final class Staff {
  static final String EVERYBODY = "everybody";
  static final String PASSWORD = "窗前明月光, 9 行";

  private Staff() {}

  static String of(AccountRole role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Makes their accounts, unless there are some. */
  static void moveIn(Path keys) throws IOException {
    var file = new AccountFile(keys);
    if (!file.accounts().isEmpty()) return;
    String kept = new Passwords(LiveHall.QUICK_ROUNDS, new SecureRandom()).hash(PASSWORD);
    var all =
        new ArrayList<Account>(
            List.of(account(EVERYBODY, null, kept, Set.of(AccountRole.values()))));
    for (AccountRole role : AccountRole.values())
      all.add(account(of(role), role == AccountRole.CLERK ? "c12" : null, kept, EnumSet.of(role)));
    file.saveAccounts(all);
  }

  private static Account account(
      String name, @Nullable String clerk, String kept, Set<AccountRole> roles) {
    return new Account(name, roles, clerk, false, false, kept, Instant.EPOCH, null);
  }

  /** Signs in over the real route; gives the cookie as a browser sends it back. */
  static String cookie(LiveHall hall, String name) {
    return cookie(signIn(hall, name, PASSWORD).is(200));
  }

  static Client.Told signIn(LiveHall hall, String name, String password) {
    String body = Json.encode(Map.of("name", name, "password", password));
    return Client.sendAs(new Client(hall).raw("/api/session", "application/json", body));
  }

  /** The session cookie in an answer. */
  static String cookie(Client.Told told) {
    String set = told.header("set-cookie");
    return set.substring(0, set.indexOf(';'));
  }
}
