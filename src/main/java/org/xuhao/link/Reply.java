package org.xuhao.link;

import java.time.Instant;

/** What another hall answers to a command. */
sealed interface Reply {

  /** It keeps the number until then, by the clock on the wall. */
  record Kept(Instant until) implements Reply {}

  /** It does not; {@code code} of its refusal. */
  record Refused(String code) implements Reply {}

  /** It keeps nothing, or not any more. */
  record Back() implements Reply {}

  /** The visitor has come: the number was given out. */
  record Arrived() implements Reply {}
}
