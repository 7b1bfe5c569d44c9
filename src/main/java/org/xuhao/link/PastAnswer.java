package org.xuhao.link;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.Entry;

/**
 * Answers a hall that lost its disk: first with the ranges that the office's tables hold of its
 * journal, then with the entries, some at a time. The stream may have lost them or dropped them by
 * age; the tables keep all that came.
 */
final class PastAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(PastAnswer.class);

  private final Office.Tables tables;

  PastAnswer(Office.Tables tables) {
    this.tables = tables;
  }

  /** What is asked for first. */
  static byte[] ranges() {
    return message().toBuffer().getBytes();
  }

  /** What is asked for then; as much is answered as one message holds. */
  static byte[] entries(String incarnation, long from, long to) {
    return message().put("inc", incarnation).put("from", from).put("to", to).toBuffer().getBytes();
  }

  /** Says that this hall has none of what is missing of its journal. */
  static byte[] gone(String incarnation, long from, long to) {
    var range = new JsonObject().put("inc", incarnation).put("from", from).put("to", to);
    return message().put("gone", range).toBuffer().getBytes();
  }

  private static JsonObject message() {
    return new JsonObject().put("v", Message.VERSION);
  }

  /**
   * Of the hall under whose subject it is asked, for the server lets no other ask there. An answer
   * without anything in it: that was no question, or the tables are away.
   */
  byte[] of(String subject, byte[] asked) {
    String hall = Address.sender(subject);
    try {
      JsonObject json = Message.json(asked);
      JsonObject gone = json.getJsonObject("gone");
      if (gone != null) {
        LOG.warn("{} has lost a part of its journal for good: {}", hall, gone);
        tables.gone(hall, gone.getString("inc"), gone.getLong("from"), gone.getLong("to"));
        return message().toBuffer().getBytes();
      }
      String incarnation = json.getString("inc");
      if (incarnation == null) {
        Map<String, List<long[]>> held = tables.covered().getOrDefault(hall, new TreeMap<>());
        return message().put("covered", new Covered(held).json()).toBuffer().getBytes();
      }
      long from = json.getLong("from");
      long to = Math.min(json.getLong("to"), from + Message.EVENTS_MAX - 1);
      var entries = new ArrayList<Entry>(tables.heard(hall, incarnation, from, to));
      if (!entries.isEmpty())
        return Message.entries(Message.cut(EntryBatch.of(entries)).getFirst());
    } catch (DecodeException
        | ClassCastException
        | NullPointerException
        | IllegalArgumentException wrong) {
      LOG.debug("A question is passed over", wrong);
    } catch (IOException e) {
      LOG.info("A hall's past cannot be told: {}", e.getMessage());
    }
    return message().toBuffer().getBytes();
  }
}
