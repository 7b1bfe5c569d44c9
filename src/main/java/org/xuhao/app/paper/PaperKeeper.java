package org.xuhao.app.paper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.keys.SecretFile;
import org.xuhao.driver.PaperRoll;

/**
 * Keeps what was counted of each printer's paper in a small file of its own, so that a restart does
 * not forget it. A power cut may lose the tickets of the last seconds; the roll is longer.
 */
public final class PaperKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(PaperKeeper.class);

  private final Path folder;
  private final Map<String, PaperRoll> written = new HashMap<>();

  /** Of the hall whose data lie in {@code data}. */
  public PaperKeeper(Path data) {
    folder = data.resolve("paper");
  }

  /** What is left in {@code printer}, of rolls as {@code fresh} is. */
  public PaperRoll in(String printer, PaperRoll fresh) {
    Path file = file(printer);
    if (!fresh.isKnown() || !Files.exists(file)) return fresh;
    try {
      String[] words = Files.readString(file, StandardCharsets.UTF_8).strip().split(" ", -1);
      long usedMm = Long.parseLong(words[0]);
      long tickets = Long.parseLong(words[words.length - 1]);
      return new PaperRoll(fresh.lengthMm(), fresh.warnTickets(), usedMm, tickets);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} cannot be read, the roll counts as new: {}", file, e.getMessage());
      return fresh;
    }
  }

  /** Writes what changed. Blocks; for one thread at a time. */
  public synchronized void write(Map<String, PaperRoll> rolls) {
    rolls.forEach((printer, roll) -> {
      if (roll.equals(written.get(printer))) return;
      String text = roll.usedMm() + " " + roll.tickets() + "\n";
      try {
        SecretFile.write(file(printer), text.getBytes(StandardCharsets.UTF_8));
        written.put(printer, roll);
      } catch (IOException e) {
        LOG.warn("What is left in {} is not kept: {}", printer, e.getMessage());
      }
    });
  }

  private Path file(String printer) {
    return folder.resolve(printer + ".txt");
  }
}
