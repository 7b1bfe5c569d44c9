package org.xuhao.sim;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.xuhao.wire.Bytes;

/** A simulated card reader without a cable: bytes in, answers out, hands that put cards on. */
@NullMarked
public final class HandIdReader {
  private final IdReader reader = new IdReader(SimDevice.idReader("line"));

  /** One answer and how long it takes, in milliseconds. */
  public record Said(long afterMs, Bytes bytes) {}

  public List<Said> hears(Bytes bytes) {
    return reader.hears(bytes).stream()
        .map(said -> new Said(said.after().toMillis(), said.bytes()))
        .toList();
  }

  /** {@code letter} of the card's kind, a blank for a resident's. */
  public void put(char letter, String number) {
    reader.put(new IdReader.Card(letter, number));
  }

  public void lift() {
    reader.lift();
  }

  public void power(boolean on) {
    reader.power(on);
  }

  /** From now on it finds a card again that it has read. */
  public void findsAgain() {
    reader.findsAgain = true;
  }

  /** 0x60 or 0x66; 0: its module is well. */
  public void moduleFault(int result) {
    reader.moduleFault = result;
  }

  /** So many of the next readings fail. */
  public void failures(int count) {
    reader.failures = count;
  }
}
