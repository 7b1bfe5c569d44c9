package org.xuhao.hall.value;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the reason of a call is told of in any language, as it was when the call was decided.
 *
 * @param waitedMs since the ticket's place began
 * @param priority the class it waits in
 * @param slotWall when its appointment began; null: not booked, or not known
 * @param keptFor the window that an older ticket is kept for
 * @param keptUntilWall when that one is free for all; null: as long as it takes
 */
public record CallGrounds(
    long waitedMs,
    @Nullable ClassCode priority,
    @Nullable Instant slotWall,
    @Nullable WindowId keptFor,
    @Nullable Instant keptUntilWall) {}
