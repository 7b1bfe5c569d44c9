package org.xuhao.web.steer;

import java.util.List;
import java.util.Map;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.value.ServiceCode;

/**
 * What a hall would have help for.
 *
 * @param alerts waits over the limit and peaks ahead, worst first
 * @param outlook what newcomers of each service will wait in 20 minutes; a service of which that
 *     cannot be said is left out
 * @param busier so many times as many people are about to come as within the last hour, as usual
 */
public record Needs(List<Alert> alerts, Map<ServiceCode, Wait> outlook, double busier) {
  /** None. */
  public static final Needs NONE = new Needs(List.of(), Map.of(), 1);

  public Needs {
    alerts = List.copyOf(alerts);
    outlook = Map.copyOf(outlook);
  }
}
