package org.xuhao.journal;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One record as a link of the journal's chain.
 *
 * @param point the place behind it, with its SHA-256
 * @param first its first event; the last is that of {@code point}
 * @param closes the business day that was closed in it; empty in nearly all
 */
public record Link(JournalPoint point, Position first, Optional<LocalDate> closes) {

  /** Takes links in their order. */
  public interface Sink {
    /** Takes one; what it throws ends the walk. */
    void take(Link link) throws JournalTrouble;
  }
}
