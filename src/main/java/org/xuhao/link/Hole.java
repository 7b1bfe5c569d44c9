package org.xuhao.link;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.Entry;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.JournalTrouble;

/** What the district's tables wait for of one incarnation of this hall. */
record Hole(String incarnation, long from, long to) {
  private static final Logger LOG = LoggerFactory.getLogger(Hole.class);

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private boolean isIn(Entry entry) {
    return entry.incarnation().equals(incarnation) && entry.seq() <= to && entry.lastSeq() >= from;
  }

  /** Tells the office what of {@code missing} the journal has not either: a disk went with it. */
  static void giveUp(Covered missing, Journal journal, Address address, Server server)
      throws IOException, JournalTrouble {
    var holes = new ArrayList<Hole>();
    missing
        .ranges()
        .forEach((incarnation, ranges) ->
            ranges.forEach(range -> holes.add(new Hole(incarnation, range[0], range[1]))));
    if (holes.isEmpty()) return;
    try (JournalReader all = journal.reader()) {
      for (List<Entry> some = all.next(1); !some.isEmpty(); some = all.next(1)) {
        Entry entry = some.getFirst();
        holes.removeIf(hole -> hole.isIn(entry));
      }
    }
    for (Hole hole : holes) {
      LOG.warn("This journal has not what the district's tables wait for: {}", hole);
      byte[] told = PastAnswer.gone(hole.incarnation, hole.from, hole.to);
      var answer = server.ask(address.pastSubject(address.hall()), told, ANSWER_WITHIN);
      LOG.debug("Told: {}", answer);
    }
  }
}
