package org.xuhao.web.steer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.value.ServiceCode;

/**
 * A move and its price on both sides.
 *
 * @param gain what newcomers of the service that is helped will wait in 20 minutes
 * @param costs the same of the services that lose most by it, worst first; empty: none loses
 */
public record Proposal(Move move, Change gain, List<Change> costs) {
  public Proposal {
    costs = List.copyOf(costs);
  }

  /** Null: more than 15 of 100 are not called any more on this day. */
  public record Change(ServiceCode service, @Nullable Wait without, @Nullable Wait with) {}
}
