package org.xuhao.link;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Entry;
import org.xuhao.journal.EntryText;

/**
 * What goes over the wire: JSON with its version in {@code v}. A reader passes over fields that it
 * does not know, so that a newer release may add some.
 */
final class Message {
  /** Of everything here. Readers take this one and any newer, which only adds. */
  static final int VERSION = 1;

  /** Largest message. Source: the district's design, section 2, Bounds. */
  static final int BYTES_MAX = 256 << 10;

  /**
   * A message that is sent, unless one event alone is longer, bytes: 2 s on the slowest line, 64
   * kbit/s, where questions that are answered within 3 s wait behind it. Source: the same, row 21
   * of section 8, and {@code Server}.
   */
  static final int SENT_MAX = 16 << 10;

  /** Events of journals in one message. Source: the district's design, section 2. */
  static final int EVENTS_MAX = 64;

  /** What is no message of this kind. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    Wrong(String what, @Nullable Throwable why) {
      super(what, why);
    }
  }

  private Message() {}

  /**
   * A batch in parts that each go in a message: at most {@link #EVENTS_MAX} events and {@link
   * #SENT_MAX}. An entry may be cut: when a day is cleared, one has an event for everybody who
   * waited.
   */
  static List<EntryBatch> cut(EntryBatch batch) {
    long more = batch.to() - batch.from();
    if (more == 0 || (more < EVENTS_MAX && entries(batch).length <= SENT_MAX))
      return List.of(batch);
    long middle = batch.from() + more / 2;
    var parts = new ArrayList<EntryBatch>(cut(batch.part(batch.from(), middle)));
    parts.addAll(cut(batch.part(middle + 1, batch.to())));
    return parts;
  }

  /** Facts in parts that each go in a message of at most {@link #SENT_MAX}. */
  static List<List<CaseFact>> cut(List<CaseFact> facts) {
    if (facts.size() <= 1 || facts(facts).length <= SENT_MAX) return List.of(facts);
    int middle = facts.size() / 2;
    var parts = new ArrayList<List<CaseFact>>(cut(facts.subList(0, middle)));
    parts.addAll(cut(facts.subList(middle, facts.size())));
    return parts;
  }

  static byte[] entries(EntryBatch batch) {
    var texts = new JsonArray();
    for (Entry entry : batch.entries())
      texts.add(new String(EntryText.write(Shared.of(entry)), StandardCharsets.UTF_8));
    return new JsonObject()
        .put("v", VERSION)
        .put("hall", batch.hall())
        .put("inc", batch.incarnation())
        .put("from", batch.from())
        .put("to", batch.to())
        .put("entries", texts)
        .toBuffer()
        .getBytes();
  }

  /** Of events that only a newer release understands the text is kept. */
  static EntryBatch entries(byte[] bytes) throws Wrong {
    try {
      JsonObject json = json(bytes);
      var entries = new ArrayList<Entry>();
      for (Object text : json.getJsonArray("entries"))
        entries.add(EntryText.heard(((String) text).getBytes(StandardCharsets.UTF_8)));
      return new EntryBatch(
          json.getString("hall"),
          json.getString("inc"),
          json.getLong("from"),
          json.getLong("to"),
          entries);
    } catch (IOException
        | DecodeException
        | ClassCastException
        | NullPointerException
        | IllegalArgumentException
        | DateTimeException e) {
      throw new Wrong("no entries of a journal", e);
    }
  }

  static byte[] facts(List<CaseFact> facts) {
    var all = new JsonArray(facts.stream().map(CaseFact::json).toList());
    return new JsonObject().put("v", VERSION).put("facts", all).toBuffer().getBytes();
  }

  /** The id of {@code facts}, the same whoever sends them. */
  static String id(List<CaseFact> facts) {
    Key last = facts.getLast().key();
    return facts.size() == 1
        ? facts.getFirst().key().toString()
        : facts.getFirst().key() + "-" + last.seq();
  }

  static List<CaseFact> facts(byte[] bytes) throws Wrong {
    try {
      var facts = new ArrayList<CaseFact>();
      for (Object one : json(bytes).getJsonArray("facts")) facts.add(CaseFact.of((JsonObject) one));
      return facts;
    } catch (DecodeException
        | ClassCastException
        | NullPointerException
        | IllegalArgumentException e) {
      throw new Wrong("no facts of cases", e);
    }
  }

  /** Throws DecodeException where it is no object, or of a version before the first. */
  static JsonObject json(byte[] bytes) {
    if (bytes.length > BYTES_MAX) throw new DecodeException("a message of " + bytes.length);
    var json = new JsonObject(Buffer.buffer(bytes));
    if (!(json.getValue("v") instanceof Integer version) || version < VERSION)
      throw new DecodeException("a message without version");
    return json;
  }
}
