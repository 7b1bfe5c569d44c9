package org.xuhao.app.district;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.hall.value.CaseId;
import org.xuhao.link.Key;
import org.xuhao.link.LinkWatch;
import org.xuhao.loop.HallClock;

/**
 * Turns what the link says into faults. What others do wrong nobody says the end of: such a fault
 * ends when nothing more was heard of it for a while.
 */
final class LinkFaults implements LinkWatch, AutoCloseable {
  /**
   * A hall that sends what is not taken sends it again every minute, or once where it concerns a
   * case: long enough to be seen by whoever looks now and then. Own choice.
   */
  static final Duration HEARD_OF = Duration.ofHours(1);

  /** Each appliance tells how it is every 15 s at least: four of these did not come. */
  static final Duration SECOND_SILENT = Duration.ofMinutes(1);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final String DISTRICT = "district";

  /** Others may say anything, and a log has lines. */
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

  private record Name(FaultCode code, String subject) {}

  private final OpenFaults faults;
  private final HallClock clock;

  /** Until when each is open unless it is heard of again, by the clock's nanoseconds. */
  private final Map<Name, Long> until = new HashMap<>();

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("district-faults").factory());

  LinkFaults(OpenFaults faults, HallClock clock) {
    this.faults = faults;
    this.clock = clock;
    long every = LOOK_EVERY.toMillis();
    var unused = timer.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
  }

  private void raise(FaultCode code, String subject, String detail) {
    faults.raise(new Fault(code, subject, detail, clock.wall()));
  }

  private synchronized void raiseFor(
      Duration silence, FaultCode code, String subject, String detail) {
    var name = new Name(code, subject);
    if (until.size() >= OpenFaults.FAULTS_MAX && !until.containsKey(name)) return;
    raise(code, subject, detail);
    until.merge(name, clock.elapsedNanos() + silence.toNanos(), Math::max);
  }

  /** Ends what was not heard of again. */
  synchronized void look() {
    long now = clock.elapsedNanos();
    until
        .entrySet()
        .removeIf(each -> {
          if (each.getValue() > now) return false;
          faults.clear(each.getKey().code(), each.getKey().subject());
          return true;
        });
  }

  @Override
  public void reached(boolean reached) {
    if (reached) faults.clear(FaultCode.DISTRICT_CUT, DISTRICT);
    else raise(FaultCode.DISTRICT_CUT, DISTRICT, "no answer from its server");
  }

  @Override
  public void unkept(String why) {
    raise(FaultCode.DISTRICT_UNKEPT, DISTRICT, why);
  }

  @Override
  public void kept() {
    faults.clear(FaultCode.DISTRICT_UNKEPT, DISTRICT);
  }

  @Override
  public void crowded(int cases) {
    raise(FaultCode.DISTRICT_CROWDED, DISTRICT, cases + " cases are kept, and no more");
  }

  @Override
  public void roomy() {
    faults.clear(FaultCode.DISTRICT_CROWDED, DISTRICT);
  }

  @Override
  public void fewCopies(String why) {
    raise(FaultCode.DISTRICT_COPIES, DISTRICT, why);
  }

  @Override
  public void copied() {
    faults.clear(FaultCode.DISTRICT_COPIES, DISTRICT);
  }

  @Override
  public void foreign(String hall, Key key) {
    String what = "it spoke for " + key.hall() + ", as " + key;
    raiseFor(HEARD_OF, FaultCode.DISTRICT_FOREIGN, "hall " + hall + " for others", what);
  }

  @Override
  public void unread(String hall, String why) {
    String what = "it sent what cannot be read: " + CONTROLS.matcher(why).replaceAll("?");
    raiseFor(HEARD_OF, FaultCode.DISTRICT_FOREIGN, "hall " + hall, what);
  }

  @Override
  public void twice(Key key) {
    String what = "two contents of " + key;
    raiseFor(HEARD_OF, FaultCode.DISTRICT_TWICE, "hall " + key.hall(), what);
  }

  @Override
  public void second(String hall, String incarnation) {
    String what = "another appliance tells how it is, as incarnation " + incarnation;
    raiseFor(SECOND_SILENT, FaultCode.DISTRICT_TWICE, "hall " + hall, what);
  }

  @Override
  public void full(CaseId id) {
    String what = "it has more to it than is taken";
    raiseFor(HEARD_OF, FaultCode.DISTRICT_FOREIGN, "case " + id, what);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
