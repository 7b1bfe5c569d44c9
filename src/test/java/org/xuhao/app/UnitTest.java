package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.verb.Exit;

/** The files for systemd and udev, judged by systemd's own programs. */
@NullMarked
class UnitTest {

  /** Most that systemd may find exposed, in tenths: 1.7 was measured with all switches on. */
  private static final int EXPOSURE_MAX = 20;

  @TempDir Path folder = Path.of("");

  /** The unit as it is, but with a program that exists on this machine. */
  private Path unit() throws IOException {
    String text = Files.readString(Path.of("systemd/xuhao.service"));
    assertTrue(text.contains("ExecStart=/usr/lib/xuhao/runtime/bin/java "));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Files.writeString(
        folder.resolve("xuhao.service"), text.replace("/usr/lib/xuhao/runtime/bin/java", java));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "does not end");
    assertEquals(0, process.exitValue(), said);
    return said;
  }

  @Test
  void systemdFindsNothingWrongWithTheUnit() throws IOException, InterruptedException {
    assertEquals("", run("systemd-analyze", "verify", "--man=no", unit().toString()));
  }

  @Test
  void theUnitIsExposedAsLittleAsItCanBe() throws IOException, InterruptedException {
    String said =
        run(
            "systemd-analyze",
            "security",
            "--offline=true",
            "--no-pager",
            "--threshold=" + EXPOSURE_MAX,
            unit().toString());
    assertTrue(said.contains("Overall exposure level for xuhao.service"), said);
  }

  @Test
  void theAccountCanBeMade() throws IOException, InterruptedException {
    String file = Path.of("systemd/xuhao.sysusers").toAbsolutePath().toString();
    String said = run("systemd-sysusers", "--dry-run", file);
    assertTrue(said.contains("xuhao"), said);
  }

  @Test
  void theUnitStartsWhatTheCommandLineKnows() throws IOException {
    String text = Files.readString(Path.of("systemd/xuhao.service"));
    for (String needed :
        List.of(
            "Type=notify",
            "NotifyAccess=main",
            "WatchdogSec=",
            "User=xuhao",
            "Restart=always",
            "StateDirectory=xuhao",
            "SupplementaryGroups=dialout",
            "NoNewPrivileges=yes",
            "RestartPreventExitStatus=" + Exit.CONFIG,
            "SuccessExitStatus=143",
            "run --config /etc/xuhao/hall.yaml --data /var/lib/xuhao"))
      assertTrue(text.contains(needed), needed);
  }

  @Test
  void everyUdevRuleIsWholeAndGivesANameBelowXuhao() throws IOException {
    String rule =
        "((SUBSYSTEM|KERNEL|ENV\\{[A-Z_]+\\})==\"[^\"]+\", )+"
            + "(SYMLINK\\+=\"xuhao/[a-z]+\"|GROUP=\"dialout\", MODE=\"0660\")";
    for (String line : Files.readAllLines(Path.of("systemd/99-xuhao.rules")))
      if (!line.isBlank() && !line.startsWith("#")) assertTrue(line.matches(rule), line);
  }
}
