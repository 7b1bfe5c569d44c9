package org.xuhao.app.door;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import org.xuhao.app.keys.AccountFile;
import org.xuhao.app.verb.Exit;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.OneTimeCode;

/** What the owner of the machine says to {@code xuhao accounts}. The hall may run. */
public final class AccountVerbs {
  private AccountVerbs() {}

  /** Lists the accounts, or writes a code for an administrator who forgot; gives the exit code. */
  public static int tell(String what, Path data, PrintWriter out) {
    if (!Files.isDirectory(data.resolve("journal"))) {
      out.println("xuhao: " + data + " holds no journal; name the hall's data folder. 没有日志。");
      return Exit.REFUSED;
    }
    var file = new AccountFile(data.resolve("keys"));
    try {
      return what.equals("list") ? list(file, out) : code(file, out);
    } catch (IOException e) {
      out.println("xuhao: " + e.getMessage());
      return Exit.REFUSED;
    }
  }

  private static int list(AccountFile file, PrintWriter out) throws IOException {
    List<Account> all = file.accounts();
    for (Account one : all)
      out.printf(
          "%-20s %s%s%s, last in: %s%n",
          one.name(),
          one.roles().stream().map(Enum::name).collect(Collectors.joining(", ")),
          one.clerk() == null ? "" : ", clerk " + one.clerk(),
          one.locked() ? ", LOCKED 已停用" : "",
          one.signedIn() == null ? "never 从未登录" : one.signedIn());
    if (all.isEmpty()) out.println("No accounts yet. 还没有帐号。");
    return Exit.DONE;
  }

  private static int code(AccountFile file, PrintWriter out) throws IOException {
    String code = OneTimeCode.draw(new SecureRandom());
    file.saveRecoveryCode(OneTimeCode.hash(code));
    out.println("Code 一次性管理员码: " + code);
    out.println("  Open /sign-in?code on the hall's pages, type it, and choose name and password.");
    out.println("  It is good once, and until another is made. 在登录页输入此码，设置管理员密码，只能用一次。");
    return Exit.DONE;
  }
}
