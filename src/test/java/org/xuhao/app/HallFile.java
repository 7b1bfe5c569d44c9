package org.xuhao.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.xuhao.app.door.DemoAccounts;
import org.xuhao.app.keys.AccountFile;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.AccountRole;

/** Writes a hall's file for a test: three services, their windows, and the given devices. */
@NullMarked
public final class HallFile {
  private HallFile() {}

  /** Who may do everything in it; the password is that of the demonstration. */
  static final String EVERYBODY = "everybody";

  /**
   * A hall with {@code windows} windows, and the account {@value #EVERYBODY}.
   *
   * @param devices the sections {@code lines} and {@code devices}, or nothing
   */
  public static Path write(Path folder, int windows, String devices) throws IOException {
    var text = new StringBuilder();
    text.append(
        "hall: {id: haixi, name: 海西州政务服务中心, tier: DISTRICT, timeZone: Asia/Shanghai}\n"
            + "http: {host: 127.0.0.1}\n"
            + "data: ./data\n"
            + "rules: {day.starts: \"%02d:00\"}\n".formatted(farHour())
            + "services:\n"
            + "  - {code: RS, prefix: A, name: 社会保险, department: 州人力资源和社会保障局}\n"
            + "  - {code: GA, prefix: B, name: 出入境, department: 州公安局}\n"
            + "  - {code: BD, prefix: C, name: 不动产登记, department: 州自然资源局}\n"
            + "windows:\n");
    for (int number = 1; number <= windows; number++)
      text.append("  - {number: %d, name: 综合窗口, services: [RS, GA, BD]}\n".formatted(number));
    moveIn(folder.resolve("data").resolve("keys"));
    return Files.writeString(folder.resolve("hall.yaml"), text.append(devices));
  }

  /** Gives a hall whose keys lie in {@code keys} the account {@value #EVERYBODY}. */
  public static void moveIn(Path keys) throws IOException {
    var file = new AccountFile(keys);
    if (!file.accounts().isEmpty()) return;
    var roles = Set.of(AccountRole.values());
    file.saveAccounts(
        List.of(
            new Account(
                EVERYBODY, roles, null, false, false, DemoAccounts.KEPT, Instant.EPOCH, null)));
  }

  /** The business day shall not change while a test runs: numbers would begin anew. */
  public static int farHour() {
    return (LocalTime.now(ZoneId.of("Asia/Shanghai")).getHour() + 12) % 24;
  }
}
