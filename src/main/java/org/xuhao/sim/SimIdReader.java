package org.xuhao.sim;

import io.vertx.core.Vertx;
import java.util.List;
import org.xuhao.wire.Bytes;

/** An identity-card reader, alone on its line. Used on one context. */
final class SimIdReader implements SimPeer {
  private final Vertx vertx;
  private final LoopbackPort port;
  private final IdReader reader;

  SimIdReader(Vertx vertx, LoopbackPort port, SimDevice device) {
    this.vertx = vertx;
    this.port = port;
    reader = new IdReader(device);
    port.attach(this::received);
  }

  private void received(Bytes bytes) {
    for (IdReader.Said said : reader.hears(bytes))
      vertx.setTimer(
          said.after().toMillis(),
          ignored -> {
            if (reader.lives()) port.send(said.bytes());
          });
  }

  /** Puts a card on; {@code letter} as in its text, a blank for a resident's. */
  void put(char letter, String number) {
    reader.put(new IdReader.Card(letter, number));
  }

  void lift() {
    reader.lift();
  }

  @Override
  public void silence(int address, boolean silent) {
    reader.silence(silent);
  }

  @Override
  public void power(int address, boolean on) {
    reader.power(on);
  }

  List<SimView.ReaderView> views() {
    return List.of(reader.view());
  }
}
