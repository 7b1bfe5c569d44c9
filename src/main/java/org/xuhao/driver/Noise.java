package org.xuhao.driver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.xuhao.driver.Output.Figure;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;

/**
 * Listens for bytes that belong to no frame. Noise has no sender, so one driver of each line has
 * the ears and counts it for the line; the others are deaf.
 *
 * @param ears whether this one counts
 * @param bytes noise since {@code since}, of one torn frame {@value #BYTES_AT_ONCE} at most
 * @param latest when noise was last heard
 */
public record Noise(
    String line, boolean ears, int bytes, Instant since, Instant latest, boolean raised) {

  /** More noise than this within {@link #WITHIN} is a fault: a few torn frames are not. */
  public static final int BYTES_MAX = 64;

  /**
   * One torn frame counts as so many at most, however long it was: a card reader's picture has a
   * thousand bytes, and one bit of it is no ill line. Own choice.
   */
  public static final int BYTES_AT_ONCE = BYTES_MAX / 4;

  /** The stretch over which noise adds up. Own choice: bursts of a lift or a lamp pass by. */
  public static final Duration WITHIN = Duration.ofSeconds(10);

  /** The fault clears after this long without noise. */
  public static final Duration QUIET = Duration.ofSeconds(30);

  /** Nothing heard yet. */
  public static Noise none(String line, boolean ears) {
    return new Noise(line, ears, 0, Instant.EPOCH, Instant.EPOCH, false);
  }

  /** Adds what a decoder found to be noise; says so in {@code out}. */
  public Noise heard(int noiseBytes, int badFrames, Instant at, List<Output> out) {
    if (!ears || noiseBytes == 0) return this;
    out.add(new Output.Count(line, Figure.NOISE_BYTES, noiseBytes));
    if (badFrames > 0) out.add(new Output.Count(line, Figure.BAD_FRAMES, badFrames));
    boolean within = at.isBefore(since.plus(WITHIN));
    int sum = (within ? bytes : 0) + Math.min(noiseBytes, BYTES_AT_ONCE);
    boolean now = raised || sum >= BYTES_MAX;
    if (now && !raised)
      out.add(
          new Output.Raise(
              new Fault(
                  FaultCode.LINE_NOISE,
                  subject(),
                  "%d bytes or more within %d s belong to no frame"
                      .formatted(sum, WITHIN.toSeconds()),
                  at)));
    return new Noise(line, true, sum, within ? since : at, at, now);
  }

  /** Clears the fault once it has been quiet long enough. */
  public Noise quiet(Instant at, List<Output> out) {
    if (!raised || at.isBefore(quietAt())) return this;
    out.add(new Output.Clear(FaultCode.LINE_NOISE, subject()));
    return none(line, ears);
  }

  /** When {@link #quiet} wants to be asked; {@link Instant#MAX} when it does not. */
  public Instant quietAt() {
    return raised ? latest.plus(QUIET) : Instant.MAX;
  }

  private String subject() {
    return "line " + line;
  }
}
