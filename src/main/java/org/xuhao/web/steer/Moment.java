package org.xuhao.web.steer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.xuhao.board.Board;
import org.xuhao.fault.Fault;
import org.xuhao.forecast.Pace;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.report.NegativeRating;

/**
 * All that alerts are found in.
 *
 * @param outlook what a newcomer of each service will wait in 20 minutes, as last found; a service
 *     of which that cannot be said is left out
 * @param ratings the negative ones of late
 * @param cases that another hall worked on too, neither knowing of the other
 * @param now hall time
 */
public record Moment(
    Hall hall,
    Board board,
    List<Fault> faults,
    Pace pace,
    Map<ServiceCode, Wait> outlook,
    List<NegativeRating> ratings,
    List<Alert.BothSides> cases,
    Instant now) {
  public Moment {
    faults = List.copyOf(faults);
    outlook = Map.copyOf(outlook);
    ratings = List.copyOf(ratings);
    cases = List.copyOf(cases);
  }
}
