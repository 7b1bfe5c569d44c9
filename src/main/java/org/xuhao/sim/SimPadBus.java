package org.xuhao.sim;

import java.util.List;
import java.util.Optional;

/**
 * Pads of one line, whatever they speak, as the hands on them see them. Keys have the numbers of an
 * FF-68 pad.
 */
sealed interface SimPadBus extends SimPeer permits SimPads, SimOsdpPads {

  /** Presses digits and a key; the last is the key. Nothing happens on a pad without power. */
  void press(int address, int... keys);

  /** Presses a rating key, if the keys are lit; 0 is the best. */
  void rate(int address, int key);

  /** People waiting, as the pad shows it; empty when it shows none or is dark. */
  Optional<Integer> waiting(int address);

  /** The ticket's digits, as the pad shows them; empty when it shows none or is dark. */
  Optional<Integer> ticket(int address);

  boolean lives(int address);

  List<SimView.PadView> views();
}
