package org.xuhao.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.xuhao.driver.SimulatedLine.Peer;
import org.xuhao.driver.SimulatedLine.Said;
import org.xuhao.sim.HandIdReader;
import org.xuhao.wire.Bytes;

/** A card reader at the end of a simulated line. */
@NullMarked
final class IdReaderPeer implements Peer {
  final HandIdReader reader = new HandIdReader();

  /** Changes an answer on its way; an empty one is lost. */
  UnaryOperator<Bytes> onTheWay = UnaryOperator.identity();

  /** Answers arrive in pieces of so many bytes, 1 ms apart. */
  int piece = Integer.MAX_VALUE;

  @Override
  public List<Said> hears(Bytes bytes) {
    var said = new ArrayList<Said>();
    for (HandIdReader.Said answer : reader.hears(bytes)) {
      Bytes arrives = onTheWay.apply(answer.bytes());
      long after = answer.afterMs();
      for (int from = 0; from < arrives.size(); ) {
        int to = (int) Math.min(arrives.size(), (long) from + piece);
        said.add(new Said(Duration.ofMillis(after++), arrives.slice(from, to)));
        from = to;
      }
    }
    return said;
  }
}
