package org.xuhao.store;

/** Is told how the tables are, on the store's own thread. */
public interface StoreWatch {

  /** For those who do not care. */
  StoreWatch QUIET = new StoreWatch() {};

  /** The tables were missing, damaged or another journal's, and are being folded anew. */
  default void rebuilding(String why) {}

  /** The tables cannot be written or the journal not read; tried again with growing pauses. */
  default void down(String why) {}

  /** The tables hold all that the journal holds; said after every opening and every trouble. */
  default void current() {}
}
