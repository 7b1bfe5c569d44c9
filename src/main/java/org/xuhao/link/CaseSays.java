package org.xuhao.link;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a message of the stream of cases says, if whoever sent it may say so. */
final class CaseSays {
  private static final Logger LOG = LoggerFactory.getLogger(CaseSays.class);

  private CaseSays() {}

  /**
   * Nothing, where it cannot be read, where no hall can have made it, or where another hall than
   * the one it tells of sent it.
   */
  static List<CaseFact> read(Address address, io.nats.client.Message message, LinkWatch watch) {
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
