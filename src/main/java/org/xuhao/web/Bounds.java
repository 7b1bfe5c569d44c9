package org.xuhao.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client may take of us: connections, time and bytes. Runs on the server's event loop. Netty
 * bounds the size of headers, {@code BodyHandler} that of bodies; time is bounded here.
 */
final class Bounds {

  /** Largest body, bytes: the largest real one, a rating with reasons, has some hundreds. */
  static final int BODY_MAX = 16 * 1024;

  /**
   * Largest body of an administrator who sets the hall up, bytes: a file of 256 KiB as JSON and a
   * table of 512 KiB in base64.
   */
  static final int SETUP_BODY_MAX = 1280 * 1024;

  /** Largest head of a request, bytes; a browser's has about 1,000. */
  static final int HEADERS_MAX = 8 * 1024;

  /** Longest first line of a request, bytes. */
  static final int LINE_MAX = 4 * 1024;

  /** Connections beside those of pages that stay open: some hundreds of phones that ask and go. */
  static final int PASSING_MAX = 448;

  /** Time from a request's head to the end of its answer, ms; the feed is excepted. */
  static final long REQUEST_MS = 10_000;

  /** Time between two looks at all connections, ms. */
  private static final long SWEEP_MS = 5_000;

  /** A connection without a whole request for so many looks (30 s) is closed. */
  private static final int QUIET_SWEEPS_MAX = 6;

  /** What is still coming of a refused body is read for so long, ms, so that the answer arrives. */
  private static final long LINGER_MS = 1_000;

  private static final String TIMER = "xuhao.timer";

  private final Vertx vertx;
  private final int connectionsMax;
  private final Map<HttpConnection, Use> connections = new HashMap<>();

  /** For so many {@code pages} that stay open. */
  Bounds(Vertx vertx, int pages) {
    this.vertx = vertx;
    connectionsMax = pages + PASSING_MAX;
    vertx.setPeriodic(SWEEP_MS, id -> sweep());
  }

  static HttpServerOptions options(String host, int port) {
    return new HttpServerOptions()
        .setHost(host)
        .setPort(port)
        .setMaxHeaderSize(HEADERS_MAX)
        .setMaxInitialLineLength(LINE_MAX)
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(true)
        .setCompressionSupported(true)
        .setTcpKeepAlive(true);
  }

  void connected(HttpConnection connection) {
    if (connections.size() >= connectionsMax) {
      connection.close();
      return;
    }
    connections.put(connection, new Use());
    connection.closeHandler(nothing -> connections.remove(connection));
  }

  /** Starts the clock of one request. */
  void begin(RoutingContext ctx) {
    Use use = connections.getOrDefault(ctx.request().connection(), new Use());
    use.requests++;
    long timer = vertx.setTimer(REQUEST_MS, id -> late(ctx));
    ctx.put(TIMER, timer);
    ctx.addEndHandler(nothing -> {
      vertx.cancelTimer(timer);
      use.requests--;
      use.quiet = 0;
    });
    ctx.next();
  }

  /** This request may last. */
  void unbind(RoutingContext ctx) {
    Long timer = ctx.get(TIMER);
    if (timer != null) vertx.cancelTimer(timer);
  }

  /** Closes the connection a moment from now. */
  void endSoon(HttpConnection connection) {
    vertx.setTimer(LINGER_MS, id -> connection.close());
  }

  int connections() {
    return connections.size();
  }

  private void late(RoutingContext ctx) {
    Problem problem = ctx.request().isEnded() ? Problem.HALL_BUSY : Problem.TOO_SLOW;
    problem.send(ctx.request());
    endSoon(ctx.request().connection());
  }

  private void sweep() {
    for (var entry : List.copyOf(connections.entrySet())) {
      Use use = entry.getValue();
      if (use.requests == 0 && ++use.quiet >= QUIET_SWEEPS_MAX) entry.getKey().close();
    }
  }

  /** What one connection is doing. */
  private static final class Use {
    private int requests;
    private int quiet;
  }
}
