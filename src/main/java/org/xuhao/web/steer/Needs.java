package org.xuhao.web.steer;

import java.util.List;

/**
 * What a hall would have help for.
 *
 * @param alerts waits over the limit and peaks ahead, worst first
 * @param busier so many times as many people are about to come as within the last hour, as usual
 */
public record Needs(List<Alert> alerts, double busier) {
  /** None. */
  public static final Needs NONE = new Needs(List.of(), 1);

  public Needs {
    alerts = List.copyOf(alerts);
  }
}
