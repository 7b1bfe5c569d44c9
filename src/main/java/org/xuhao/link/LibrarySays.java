package org.xuhao.link;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The library tells of everything twice; the log hears of it once, from us. */
final class LibrarySays implements ErrorListener {
  private static final Logger LOG = LoggerFactory.getLogger(LibrarySays.class);

  @Override
  public void errorOccurred(Connection connection, String error) {
    LOG.warn("The district's server says: {}", error);
  }

  @Override
  public void exceptionOccurred(Connection connection, Exception what) {
    LOG.debug("The line to the district's server", what);
  }
}
