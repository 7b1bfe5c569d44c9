package org.xuhao.journal;

import java.util.Optional;

/**
 * The answer of a walk along the whole chain.
 *
 * @param found what was read before the end or the first bad place
 * @param trouble the first bad place; empty: every record follows from the one before
 */
public record Verified(Found found, Optional<JournalTrouble> trouble) {}
