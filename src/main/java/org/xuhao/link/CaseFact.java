package org.xuhao.link;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.EntryText;

/**
 * One thing that happened to a case, as every hall of the district keeps it. Never changed.
 *
 * @param stamp places it in the case's order: milliseconds of the wall clock, but always larger
 *     than that of its parents
 * @param parents the newest things known of the case where this was decided
 * @param wall what the clock on that hall's wall said
 * @param body the event's text in the journal, byte for byte, also of a newer release's event
 */
public record CaseFact(
    Key key, CaseId file, long stamp, List<Key> parents, Instant wall, String body) {
  private static final Logger LOG = LoggerFactory.getLogger(CaseFact.class);

  /** The same order in every hall; what came before comes first, whatever the clocks said. */
  static final Comparator<CaseFact> ORDER =
      Comparator.comparingLong(CaseFact::stamp).thenComparing(CaseFact::key);

  /** Longest body: a notice of 32 materials of 200 characters, and room for a newer release's. */
  static final int BODY_MAX = 64 << 10;

  /** Halls live in the years 0 to 9999; an instant of another may be more than anything holds. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /** With it the order of a case has come to its end: what follows has the same. */
  static final long STAMP_MAX = LAST.toEpochMilli();

  /** As every release begins an event's text. */
  private static final String BODY_BEGINS = "{\"type\":\"";

  /** A decision rests on one newest thing, after a cut line on one of each side. */
  static final int PARENTS_MAX = 64;

  public CaseFact {
    parents = List.copyOf(parents);
    if (body.length() > BODY_MAX || parents.size() > PARENTS_MAX || stamp < 0)
      throw new IllegalArgumentException("too large: " + key);
  }

  /** What happened; empty: this release does not know such an event. */
  Optional<Event> event() {
    try {
      return Optional.of(EntryText.event(body.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException newer) {
      return Optional.empty();
    }
  }

  /**
   * Throws where no hall can have made it, in this release or a newer one; what it says may not
   * reach a hall's loop. An event that this release does not know is none of that.
   */
  void check() throws Message.Wrong {
    if (wall.isBefore(FIRST) || wall.isAfter(LAST) || stamp > STAMP_MAX)
      throw wrong("a time that no hall has", null);
    String opener = file.hall().orElseThrow(() -> wrong("no number of a case", null));
    if (!body.startsWith(BODY_BEGINS)) throw wrong("no event", null);
    switch (known()) {
      case null -> {}
      case Event.VisitEnded e -> {}
      case Event.ItemStarted e -> {}
      case CaseEvent.CaseHeard e -> throw wrong("what a hall keeps to itself", null);
      case CaseEvent e when !e.file().equals(file) -> throw wrong("of " + e.file(), null);
      case CaseEvent.CaseOpened e when !opener.equals(key.hall()) ->
          throw wrong("opened by another hall than its number says", null);
      case CaseEvent.CaseMerged e when e.into().hall().isEmpty() ->
          throw wrong("merged into what is no case", null);
      case CaseEvent e -> {}
      default -> throw wrong("nothing that happens to a case", null);
    }
  }

  private @Nullable Event known() throws Message.Wrong {
    try {
      return EntryText.event(body.getBytes(StandardCharsets.UTF_8));
    } catch (EntryText.Wrong e) {
      throw wrong("an event that no release writes", e);
    } catch (IOException newer) {
      return null;
    }
  }

  private Message.Wrong wrong(String what, @Nullable Throwable why) {
    return new Message.Wrong(key + " of case " + file + ": " + what, why);
  }

  /**
   * Whether this is what is left of {@code whole} where its hall lost its disk and the stream of
   * cases its facts: made again from what the hall shares of its journal, without what stood on
   * notices. Its stamp may be another, as what it rested on was not known.
   */
  boolean isShareOf(CaseFact whole) {
    if (!key.equals(whole.key) || !file.equals(whole.file) || body.equals(whole.body)) return false;
    Optional<Event> full = whole.event();
    return full.isPresent() && event().equals(full.map(Shared::of));
  }

  JsonObject json() {
    var keys = new JsonArray();
    for (Key parent : parents) keys.add(parent.toString());
    return new JsonObject()
        .put("key", key.toString())
        .put("case", file.id())
        .put("stamp", stamp)
        .put("parents", keys)
        .put("wall", wall.toString())
        .put("body", body);
  }

  /** Reads what {@link #json} wrote; throws IllegalArgumentException where it is something else. */
  static CaseFact of(JsonObject json) {
    try {
      List<Key> parents =
          json.getJsonArray("parents").stream().map(key -> Key.parse((String) key)).toList();
      return new CaseFact(
          Key.parse(json.getString("key")),
          // One text for all facts of the case.
          new CaseId(json.getString("case").intern()),
          json.getLong("stamp"),
          parents,
          Instant.parse(json.getString("wall")),
          json.getString("body"));
    } catch (NullPointerException | ClassCastException | DateTimeException wrong) {
      throw new IllegalArgumentException("no fact of a case", wrong);
    }
  }

  /**
   * What a message of the stream of cases says, if whoever sent it may say so. Nothing, where it
   * cannot be read, where no hall can have made it, or where another hall than the one it tells of
   * sent it.
   */
  static List<CaseFact> said(Address address, io.nats.client.Message message, LinkWatch watch) {
    String subject = message.getSubject();
    String from = Address.sender(subject);
    boolean witness = subject.equals(address.witnessSubjectOf(from));
    try {
      List<CaseFact> facts = Message.facts(message.getData());
      for (CaseFact fact : facts) {
        if (!witness && !fact.key().hall().equals(from)) {
          watch.foreign(from, fact.key());
          return List.of();
        }
        fact.check();
      }
      return facts;
    } catch (Message.Wrong e) {
      LOG.debug("A message of {} is passed over", from, e);
      watch.unread(from, String.valueOf(e.getMessage()));
      return List.of();
    }
  }
}
