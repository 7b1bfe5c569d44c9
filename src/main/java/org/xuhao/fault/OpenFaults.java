package org.xuhao.fault;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults that are open now. Safe from any thread; at most {@value #FAULTS_MAX} are kept. */
public final class OpenFaults {

  /** More than this many open faults say nothing new: further ones are not kept. */
  public static final int FAULTS_MAX = 1_000;

  /** Told once when a fault opens and once when it clears, on the thread that said so. */
  public interface Listener {
    void opened(Fault fault);

    void cleared(Fault fault);
  }

  private final Map<String, Fault> open = new ConcurrentSkipListMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /**
   * Opens {@code fault}. Where one of its code and subject is open already, that one goes on since
   * when it began, with the detail of {@code fault}, and nobody is told: a detail may change many
   * times a second.
   */
  public void raise(Fault fault) {
    String key = key(fault.code(), fault.subject());
    if (open.size() >= FAULTS_MAX && !open.containsKey(key)) return;
    if (open.putIfAbsent(key, fault) == null)
      for (Listener listener : listeners) listener.opened(fault);
    else
      open.computeIfPresent(
          key,
          (same, last) -> new Fault(last.code(), last.subject(), fault.detail(), last.since()));
  }

  /** Clears the fault of this code and subject, if it is open. */
  public void clear(FaultCode code, String subject) {
    Fault fault = open.remove(key(code, subject));
    if (fault != null) for (Listener listener : listeners) listener.cleared(fault);
  }

  /** All open faults, by subject and code. */
  public List<Fault> all() {
    return List.copyOf(open.values());
  }

  private static String key(FaultCode code, String subject) {
    return subject + " " + code;
  }
}
