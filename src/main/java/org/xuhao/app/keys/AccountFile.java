package org.xuhao.app.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.AccountStore;
import org.xuhao.web.account.AccountText;
import org.xuhao.web.account.Session;

/**
 * Accounts in {@code keys/accounts-<n>.key}, sessions in {@code keys/sessions-<n>.live}, which no
 * backup copies, and the code of an administrator who forgot in {@code keys/administrator.code}.
 */
public final class AccountFile implements AccountStore {
  private static final Logger LOG = LoggerFactory.getLogger(AccountFile.class);
  private static final Pattern NAME = NumberedFile.names("accounts", "key");

  private final NumberedFile accounts;
  private final NumberedFile sessions;
  private final Path code;
  private final @Nullable Damage damage;

  /** Those in {@code folder}, which need not be there yet. */
  public AccountFile(Path folder) {
    this(folder, null);
  }

  /** The same; accounts that cannot be read are told to {@code damage}, and there are none. */
  public AccountFile(Path folder, @Nullable Damage damage) {
    this.damage = damage;
    accounts = new NumberedFile(folder, "accounts", "key");
    sessions = new NumberedFile(folder, "sessions", "live");
    code = folder.resolve("administrator.code");
  }

  /** Whether a file of that name may go while the hall lives, and then must go from backups. */
  public static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }

  @Override
  public List<Account> accounts() throws IOException {
    return accounts.read(
        AccountText::parse,
        damage,
        "put it back from a backup, or move it away, start again, make accounts anew");
  }

  @Override
  public void saveAccounts(List<Account> all) throws IOException {
    accounts.save(AccountText.of(all));
    if (damage != null) damage.mended();
  }

  /** Those that cannot be read are over: everybody signs in anew, and the hall opens. */
  @Override
  public List<Session> sessions() throws IOException {
    Optional<Path> last = sessions.last();
    if (last.isEmpty()) return List.of();
    try {
      return AccountText.parseSessions(Files.readString(last.get()));
    } catch (IllegalArgumentException e) {
      LOG.warn("{}: {}; everybody must sign in anew", last.get(), e.getMessage());
      return List.of();
    }
  }

  @Override
  public void saveSessions(List<Session> all) throws IOException {
    sessions.save(AccountText.ofSessions(all));
  }

  @Override
  public String recoveryCode() throws IOException {
    return Files.exists(code) ? Files.readString(code).strip() : "";
  }

  /** Lets whoever has the code of this hash make an administrator, also while the hall runs. */
  public void saveRecoveryCode(String hash) throws IOException {
    SecretFile.write(code, (hash + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void forgetRecoveryCode() throws IOException {
    Files.deleteIfExists(code);
  }
}
