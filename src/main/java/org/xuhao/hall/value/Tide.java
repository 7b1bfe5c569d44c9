package org.xuhao.hall.value;

import java.time.Duration;
import java.util.List;

/**
 * What a tidal window serves besides its own, once too many wait.
 *
 * @param over once somebody waits for one of {@code services} longer than this
 * @param lasts for so long, and again while it is needed
 */
public record Tide(List<ServiceCode> services, Duration over, Duration lasts) {
  public Tide {
    services = List.copyOf(services);
  }
}
