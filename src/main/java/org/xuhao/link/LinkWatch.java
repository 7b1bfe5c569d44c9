package org.xuhao.link;

import org.xuhao.hall.value.CaseId;

/** Is told how the link is, on any thread. */
public interface LinkWatch {

  /** For those who do not care. */
  LinkWatch QUIET = new LinkWatch() {};

  /** The district's server is reached, or not any more. */
  default void reached(boolean reached) {}

  /** What was heard cannot be kept on disk; it is heard again later. */
  default void unkept(String why) {}

  /** It can be kept again. */
  default void kept() {}

  /**
   * The memory holds no more cases than these: what begins elsewhere is not known here. Said again
   * and again while it is so.
   */
  default void crowded(int cases) {}

  /** None had to be left out, or there is room again and they are heard now. */
  default void roomy() {}

  /** The server does not keep the district's streams as often as the settings say. */
  default void fewCopies(String why) {}

  /** It does now. */
  default void copied() {}

  /** {@code hall} sent what only {@code key}'s hall may; it was not taken. */
  default void foreign(String hall, Key key) {}

  /** {@code hall} sent what nobody can read, or what no hall can have said. */
  default void unread(String hall, String why) {}

  /** Two different things bear one name: a journal was continued twice. The first is kept. */
  default void twice(Key key) {}

  /** Another appliance tells how it is under the name of this hall, every few seconds. */
  default void second(String hall, String incarnation) {}

  /** A case holds as much as it may; no more of it is taken. */
  default void full(CaseId id) {}
}
