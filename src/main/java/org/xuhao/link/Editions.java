package org.xuhao.link;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The editions that the district's office writes and every hall reads. All that the stream holds is
 * read at every start: there are few, and whoever keeps them knows what is new.
 */
public final class Editions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Editions.class);

  private static final long ACK_S = 5;

  /** Takes what was read; called on one thread, and may block. */
  public interface Taker {

    /** Keeps a whole edition on disk, or throws; it may have come before. */
    void take(Edition edition) throws IOException;

    /** One of this kind came that cannot be read. */
    void damaged(String kind);
  }

  private final Address address;
  private final Server server;
  private final Inbox inbox;

  Editions(Address address, Server server, Taker taker, LongSupplier nanos, LinkWatch watch) {
    this.address = address;
    this.server = server;
    inbox = new Inbox(server, address.refStream(), null, new Reading(taker), nanos, watch);
  }

  /** Whether all was read that the district has. */
  public boolean isCurrent() {
    return inbox.isCurrent();
  }

  private record Reading(Taker taker) implements Inbox.Taker {
    @Override
    public void take(List<io.nats.client.Message> batch, Inbox.Cursor cursor) throws IOException {
      for (var message : batch) {
        String kind = Address.sender(message.getSubject());
        Optional<Edition> read =
            Edition.read(message.getData()).filter(edition -> edition.kind().equals(kind));
        if (read.isPresent()) taker.take(read.get());
        else taker.damaged(kind);
      }
    }

    @Override
    public void lost() {
      LOG.info("The stream of editions is another one; it is read from its beginning");
    }
  }

  /** The newest whole one of a kind that the district has; throws while it is not reached. */
  public Optional<Edition> newest(String kind) throws IOException {
    server.prepare();
    return server.last(address.refStream(), address.refSubject(kind)).flatMap(Edition::read);
  }

  /** Sends one to all halls; of the office alone. Throws where the district did not take it. */
  public void publish(Edition edition) throws IOException {
    server.prepare();
    String id = edition.kind() + "/" + edition.number() + "/" + edition.hash();
    try {
      server
          .send(address.refSubject(edition.kind()), id, edition.bytes())
          .get(ACK_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      server.doubt();
      throw new IOException("edition " + id + " was not taken: " + e, e);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("stopping", stopping);
    }
  }

  @Override
  public void close() {
    inbox.close();
  }
}
