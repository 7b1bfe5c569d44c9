package org.xuhao.link;

import io.nats.client.Message;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.Position;

/**
 * What others say that this hall said. Halls say each other's facts again where a server or a disk
 * was lost, and nobody but the hall itself can tell whether it said so: its journal knows.
 */
final class OwnFacts {
  private static final Logger LOG = LoggerFactory.getLogger(OwnFacts.class);

  private final String hall;
  private final Journal journal;
  private final Shelf shelf;

  /** Cases of which others know something of this hall that its journal lacks. */
  private final Set<CaseId> givenBack = ConcurrentHashMap.newKeySet();

  OwnFacts(String hall, Journal journal, Shelf shelf) {
    this.hall = hall;
    this.journal = journal;
    this.shelf = shelf;
  }

  /**
   * What a message says, as {@link CaseFact#said}; nothing where it bears false witness of this
   * hall.
   */
  List<CaseFact> read(Address address, Message message, LinkWatch watch) throws IOException {
    List<CaseFact> facts = CaseFact.said(address, message, watch);
    // The server vouches that this came from here; after a loss there are weeks of it.
    if (message.getSubject().equals(address.caseSubject())) return facts;
    for (CaseFact fact : facts) {
      boolean known = shelf.fact(fact.file(), fact.key()).isPresent();
      if (!fact.key().hall().equals(hall) || known || isPossible(fact)) continue;
      watch.foreign(Address.sender(message.getSubject()), fact.key());
      return List.of();
    }
    return facts;
  }

  /** Whether all that is known of a case this hall said, and knows that it did. */
  boolean areAll(CaseId id) {
    return !shelf.isShared(id, hall) && !givenBack.contains(id);
  }

  private boolean isPossible(CaseFact fact) throws IOException {
    Key key = fact.key();
    try (JournalReader reader = journal.reader()) {
      Entry entry = reader.entry(new Position(key.incarnation(), key.seq())).orElse(null);
      if (entry != null) {
        Event written = entry.events().get((int) (key.seq() - entry.seq()));
        return isOf(fact, written);
      }
    } catch (JournalTrouble e) {
      throw new IOException("whether this hall said " + key + ": " + e.getMessage(), e);
    }
    // What this run has not written nobody has; of an earlier one a disk may have gone.
    if (key.incarnation().equals(journal.incarnation())) return false;
    LOG.warn(
        "This hall is said to have written {} of {}, which it does not know", key, fact.file());
    givenBack.add(fact.file());
    return true;
  }

  /** Whether it says what was written, or one of them what is left of the other. */
  private static boolean isOf(CaseFact fact, Event written) {
    Optional<Event> said = fact.event();
    return said.filter(written::equals).isPresent()
        || said.filter(Shared.of(written)::equals).isPresent()
        || said.map(Shared::of).filter(written::equals).isPresent();
  }
}
