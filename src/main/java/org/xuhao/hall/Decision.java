package org.xuhao.hall;

import java.util.List;

/** The answer to a command: what happens, that it happened before, or why nothing does. */
public sealed interface Decision {

  /** The events of one command: all of them happen or none. Empty only for the clock. */
  record Accepted(List<Event> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** The same request was accepted before; {@code first} is what happened then. */
  record Repeated(Entry first) implements Decision {}

  record Refused(Refusal why) implements Decision {}
}
