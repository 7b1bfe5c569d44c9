package org.xuhao.app.reference;

import java.util.Locale;
import java.util.Optional;

/** What editions there are of. */
enum Kind {
  /** Clerks and what each may do. */
  PEOPLE,
  /** Services: what they are called and ask for. */
  SERVICES,
  /** How clerks sign in, sealed. */
  CREDENTIALS;

  /** As editions call it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the hall decides by it, so that its journal names it. */
  boolean isOfPlan() {
    return this != CREDENTIALS;
  }

  /** Empty: one of a newer release. */
  static Optional<Kind> of(String word) {
    for (Kind one : values()) if (one.word().equals(word)) return Optional.of(one);
    return Optional.empty();
  }
}
