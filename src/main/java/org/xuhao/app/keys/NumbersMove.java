package org.xuhao.app.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.NumbersMoved;

/**
 * A note in the data folder that the journal may lack numbers of today: it was put back from a
 * backup or from the district, or is gone. It lasts until the start that moved the numbers is
 * itself in the journal.
 */
public final class NumbersMove {
  private static final String FILE = "numbers-move";

  /**
   * Drawn out of so many, so that two losses on one day of which nothing is known seldom meet, and
   * a number still has four digits on a display.
   */
  private static final int THOUSANDS = 9;

  /**
   * The same for cases, whose numbers are for good and never stand on a display. Of a hall whose
   * whole past is gone nothing is known of them: two such losses meet once in thousands.
   */
  private static final int THOUSANDS_OF_CASES = 9_000;

  private NumbersMove() {}

  /** Leaves the note; on disk when it returns. */
  public static void ask(Path data) throws IOException {
    Files.createDirectories(data);
    byte[] text = "The next start moves the day's numbers.\n".getBytes(StandardCharsets.UTF_8);
    SecretFile.write(data.resolve(FILE), text);
    SecretFile.force(data);
  }

  /** Whether there is a note. */
  public static boolean isAsked(Path data) {
    return Files.exists(data.resolve(FILE));
  }

  /** Where the day's numbers go on; null: there is no note. */
  public static @Nullable NumbersMoved of(Path data, Hall hall, Instant wall) {
    if (!isAsked(data)) return null;
    var chance = new SecureRandom();
    int thousands = 1 + chance.nextInt(THOUSANDS);
    return hall.moveNumbers(wall, thousands, 1 + chance.nextInt(THOUSANDS_OF_CASES));
  }

  /** The journal holds the start that moved them. */
  public static void done(Path data) throws IOException {
    if (Files.deleteIfExists(data.resolve(FILE))) SecretFile.force(data);
  }
}
