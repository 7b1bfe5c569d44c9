package org.xuhao.soak.district;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.xuhao.Alone;

/**
 * The district's story and some seconds of what {@code bin/soak --district} plays for hours. The
 * networks need root, as the continuous check has it; without it this test is counted as skipped.
 */
@Alone
class DistrictSoakTest {
  /** Of troubles, after the story. */
  private static final String MINUTES = "0.4";

  private static final String SEED = "2";

  /** Ten times what it takes on two free cores. */
  private static final int WITHIN_MINUTES = 10;

  @Test
  void fourHallsOnMachinesOfTheirOwnAgreeAfterCutsAndLosses() throws Exception {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String soak = DistrictSoak.class.getName() + " --district " + MINUTES + " --seed " + SEED;
    String networks = "ip link set lo up; exec \"$0\" -cp \"$1\" " + soak;
    var command =
        List.of("unshare", "-n", "sh", "-c", networks, java, System.getProperty("java.class.path"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(WITHIN_MINUTES, TimeUnit.MINUTES), said);
    // What is wrong stands last; of a message the first line alone is sure to be shown.
    String backwards = String.join(" | ", said.lines().toList().reversed());
    assertEquals(0, process.exitValue(), backwards);
    assertTrue(said.endsWith("\n0 violations\n"), said);
  }
}
