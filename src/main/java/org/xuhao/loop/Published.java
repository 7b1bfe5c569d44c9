package org.xuhao.loop;

import java.util.List;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;

/**
 * What one batch did, now that it is on disk.
 *
 * @param hall as it stands after the last of {@code entries}
 */
public record Published(Hall hall, List<Entry> entries) {
  public Published {
    entries = List.copyOf(entries);
  }
}
