package org.xuhao.loop;

import org.xuhao.hall.Entry;
import org.xuhao.hall.Refusal;

/** What the loop answers to an ask, once its outcome is on disk. */
public sealed interface Answer {

  /** Accepted and forced to disk; {@code repeated}: it was accepted before, with this entry. */
  record Accepted(Entry entry, boolean repeated) implements Answer {}

  /** The rules say no; nothing changed. */
  record Refused(Refusal why) implements Answer {}

  /** Too many asks wait; nothing changed, ask again. */
  record Busy() implements Answer {}

  /** The disk refused; nothing changed. {@code why} is for the log. */
  record Unwritable(String why) implements Answer {}
}
