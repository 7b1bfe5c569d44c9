package org.xuhao.sim;

/**
 * What hangs at the devices' end of a cable. A printer or a card reader is alone there; its address
 * is 0.
 */
sealed interface SimPeer permits SimPrinter, SimLedCards, SimPadBus, SimIdReader, SimSignCards {

  /** Makes one device deaf and dumb, or ends that. */
  void silence(int address, boolean silent);

  /** Switches one device's power. */
  void power(int address, boolean on);
}
