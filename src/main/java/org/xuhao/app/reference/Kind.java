package org.xuhao.app.reference;

import java.util.Locale;
import java.util.Optional;

/** What editions there are of. */
enum Kind {
  /** Clerks and what each may do. */
  PEOPLE,
  /** How clerks sign in, sealed. */
  CREDENTIALS;

  /** As editions call it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty: one of a newer release. */
  static Optional<Kind> of(String word) {
    for (Kind one : values()) if (one.word().equals(word)) return Optional.of(one);
    return Optional.empty();
  }
}
