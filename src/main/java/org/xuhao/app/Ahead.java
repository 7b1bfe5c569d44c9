package org.xuhao.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.web.WebServer;

/**
 * What needs no hall, made on another core while the hall's file and journal are read: event loops,
 * pages and API are half of a start.
 */
final class Ahead {
  // The log is set up first: what another thread says while it is would be put off.
  private static final Logger LOG = LoggerFactory.getLogger(Ahead.class);

  private final CompletableFuture<Vertx> loops =
      CompletableFuture.supplyAsync(() -> Vertx.vertx(options()));
  private final CompletableFuture<Future<WebServer.Prepared>> pages =
      loops.thenApply(WebServer::prepare);

  Ahead() {
    LOG.debug("Making event loops and pages ahead");
  }

  Vertx vertx() {
    return loops.join();
  }

  Future<WebServer.Prepared> pages() {
    return pages.join();
  }

  /** The native transport, where there is one, can end a serial server's half-open connection. */
  private static VertxOptions options() {
    return new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(eventLoops());
  }

  /** One event loop a core and no more than four: lines and pages share them. */
  private static int eventLoops() {
    return Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
  }
}
