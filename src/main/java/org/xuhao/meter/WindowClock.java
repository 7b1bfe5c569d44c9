package org.xuhao.meter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.xuhao.hall.Window.State;
import org.xuhao.hall.value.WindowId;

/** How long one window has been in each state since the start. Safe from any thread. */
final class WindowClock {
  private final LongSupplier elapsedNanos;
  private final Map<State, Long> spentNanos = new EnumMap<>(State.class);
  private State now;
  private long sinceNanos;

  WindowClock(State now, LongSupplier elapsedNanos) {
    this.now = now;
    this.elapsedNanos = elapsedNanos;
    this.sinceNanos = elapsedNanos.getAsLong();
  }

  synchronized void enter(State next) {
    if (next == now) return;
    long at = elapsedNanos.getAsLong();
    spentNanos.merge(now, at - sinceNanos, Long::sum);
    now = next;
    sinceNanos = at;
  }

  /** Seconds spent in {@code state} up to this moment. */
  synchronized double seconds(State state) {
    long nanos = spentNanos.getOrDefault(state, 0L);
    if (state == now) nanos += elapsedNanos.getAsLong() - sinceNanos;
    return nanos / 1e9;
  }

  void register(MeterRegistry registry, WindowId window) {
    for (State state : State.values())
      FunctionCounter.builder("xuhao.window.state", this, clock -> clock.seconds(state))
          .description("Time in each state; open is free, busy and paused together")
          .baseUnit("seconds")
          .tags("window", window.toString(), "state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
  }
}
