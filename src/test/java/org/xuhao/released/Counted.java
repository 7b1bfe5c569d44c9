package org.xuhao.released;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Ticket;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.JournalReader;
import org.xuhao.trial.PlayedDays;

/** What a kept journal holds, counted in its entries and in the hall folded from them. */
@NullMarked
final class Counted {
  private static final int AT_ONCE = 256;

  private Counted() {}

  static SortedMap<String, Long> in(Path data) throws Exception {
    var counts = new TreeMap<String, Long>();
    Hall hall = Hall.empty(PlayedDays.PLAN);
    var disk = new FileDisk(data.resolve("journal"));
    try (var reader = JournalReader.ofClosed(disk, PlayedDays.PLAN.hall())) {
      for (List<Entry> some = reader.next(AT_ONCE); !some.isEmpty(); some = reader.next(AT_ONCE))
        for (Entry entry : some) {
          hall = hall.apply(entry);
          counts.merge("entries", 1L, Long::sum);
          for (Event event : entry.events())
            counts.merge("event " + event.getClass().getSimpleName(), 1L, Long::sum);
        }
    }
    for (Ticket ticket : hall.tickets())
      counts.merge("ticket of the last day " + ticket.state(), 1L, Long::sum);
    counts.put("windows with a visit", windows(hall));
    return counts;
  }

  private static long windows(Hall hall) {
    return PlayedDays.PLAN.windows().keySet().stream()
        .filter(id -> hall.window(id).visit() != null)
        .count();
  }
}
