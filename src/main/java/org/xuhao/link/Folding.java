package org.xuhao.link;

import io.nats.client.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the office's tables what the stream of journals brings. A message that brings out an error
 * of ours is passed over when it has done so twice: one hall may not keep the tables from all
 * others for as long as the stream holds it.
 */
final class Folding implements Inbox.Taker {
  private static final Logger LOG = LoggerFactory.getLogger(Folding.class);

  private final Office.Tables tables;
  private final LinkWatch watch;

  /** Whether the last batch ended in an error of ours, so that each message is taken by itself. */
  private boolean doubt;

  /** The message that the last error of ours came with; null: none, or nobody knows which. */
  private Inbox.@Nullable Cursor fatal;

  Folding(Office.Tables tables, LinkWatch watch) {
    this.tables = tables;
    this.watch = watch;
  }

  @Override
  public void take(List<Message> batch, Inbox.Cursor cursor) throws IOException {
    boolean doubted = doubt;
    // Stays so where an error of ours ends this.
    doubt = true;
    try {
      if (doubted) for (Message message : batch) takeAlone(message, cursor.created());
      else fold(batch, cursor);
      doubt = false;
    } catch (IOException away) {
      doubt = doubted;
      throw away;
    }
  }

  private void takeAlone(Message message, String created) throws IOException {
    Inbox.Cursor at = Inbox.cursor(created, message);
    Inbox.Cursor before = fatal;
    if (at.equals(before)) {
      String from = Address.sender(message.getSubject());
      LOG.error("A message of {} brought out an error of ours twice; it is passed over", from);
      watch.unread(from, "it brought out an error of ours, which is in the log");
      tables.fold(Office.Tables.FACT, at.text(), List.of());
      fatal = null;
      return;
    }
    // Stays so where an error of ours ends this.
    fatal = at;
    try {
      fold(List.of(message), at);
      fatal = before;
    } catch (IOException away) {
      fatal = before;
      throw away;
    }
  }

  private void fold(List<Message> batch, Inbox.Cursor cursor) throws IOException {
    var batches = new ArrayList<EntryBatch>();
    for (Message message : batch)
      read(message.getSubject(), message.getData()).ifPresent(batches::add);
    tables.fold(Office.Tables.FACT, cursor.text(), batches);
  }

  private Optional<EntryBatch> read(String subject, byte[] data) {
    String from = Address.sender(subject);
    try {
      EntryBatch batch = org.xuhao.link.Message.entries(data);
      if (batch.hall().equals(from)) return Optional.of(batch);
      watch.foreign(from, new Key(batch.hall(), batch.incarnation(), batch.from()));
    } catch (org.xuhao.link.Message.Wrong e) {
      LOG.debug("A message of {} is passed over", from, e);
      watch.unread(from, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  @Override
  public void lost() {
    LOG.warn("The stream of journals is another one or lost its end; it is read anew");
  }
}
