package org.xuhao.driver;

import java.util.List;

/** What happens to an identity card at a reader. No number, no name and no photo is among it. */
public sealed interface IdCard {

  /** A card was put on and is being read. */
  record Reading() implements IdCard {}

  /**
   * It was read.
   *
   * @param visitor what its holder is known by, the newest first: as a typed number would give
   */
  record Read(List<String> visitor) implements IdCard {
    public Read {
      visitor = List.copyOf(visitor);
    }
  }

  /** It could not be read and has to be lifted and put on again. */
  record Again() implements IdCard {}

  /** It is of a kind whose number cannot be found: its holder has to type it. */
  record Unknown() implements IdCard {}

  /** It was taken away. Not every reader can tell. */
  record Lifted() implements IdCard {}
}
