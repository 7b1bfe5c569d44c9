package org.xuhao.driver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.xuhao.driver.Output.Figure;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;

/**
 * How long a device has owed an answer, and when it may be asked again. The pauses grow, so that a
 * dead device costs its bus one time-out per pause and no more.
 *
 * @param missed time-outs in a row
 * @param notBefore when it may be asked again
 * @param raised whether its fault is open
 */
public record Silence(String device, int missed, Instant notBefore, boolean raised) {

  /** One lost frame is no dead device: the fault opens with the second time-out in a row. */
  public static final int RAISED_AT = 2;

  /** The pause after the first time-out; it doubles with each further one. Own choice. */
  public static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** The longest pause: a card that is switched on again is found within it. */
  public static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final int DOUBLINGS_MAX = 5;

  /** A device that owes nothing. */
  public static Silence none(String device) {
    return new Silence(device, 0, Instant.EPOCH, false);
  }

  /** The answer did not come. */
  public Silence missed(Instant at, List<Output> out) {
    out.add(new Output.Count(device, Figure.TIMEOUTS, 1));
    int now = missed + 1;
    if (now >= RAISED_AT && !raised)
      out.add(
          new Output.Raise(
              new Fault(
                  FaultCode.DEVICE_SILENT,
                  subject(),
                  now + " questions in a row were not answered",
                  at)));
    return new Silence(device, now, at.plus(pause(now)), raised || now >= RAISED_AT);
  }

  /** The device spoke. */
  public Silence heard(List<Output> out) {
    if (raised) out.add(new Output.Clear(FaultCode.DEVICE_SILENT, subject()));
    return none(device);
  }

  /** Keeps an open fault but lets the device be asked at once: its line was opened anew. */
  public Silence askedAnew() {
    return new Silence(device, 0, Instant.EPOCH, raised);
  }

  /** The pause after the {@code times}-th time-out in a row, counted from 1. */
  public static Duration pause(int times) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, DOUBLINGS_MAX));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private String subject() {
    return "device " + device;
  }
}
