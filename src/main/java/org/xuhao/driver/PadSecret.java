package org.xuhao.driver;

import org.xuhao.wire.Bytes;

/**
 * What only the appliance and one pad may know. A driver draws nothing by chance, so the numbers it
 * challenges the pad with come from here.
 *
 * @param key of the pad, 16 bytes
 * @param chance drawn anew at every start: 16 bytes of a key, then the 16 of the first block. The
 *     first 8 bytes of a block are a number, and the block encrypted is the next block
 */
public record PadSecret(Bytes key, Bytes chance) {

  /** For a pad that is spoken to in the clear. */
  public static final PadSecret NONE =
      new PadSecret(Bytes.copyOf(new byte[16]), Bytes.copyOf(new byte[32]));

  public PadSecret {
    if (key.size() != 16 || chance.size() != 32)
      throw new IllegalArgumentException("a pad's secret is 16 and 32 bytes");
  }

  /** Says nothing of what it holds: settings come into logs. */
  @Override
  public String toString() {
    return "PadSecret";
  }
}
