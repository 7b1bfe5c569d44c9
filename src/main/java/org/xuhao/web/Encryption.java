package org.xuhao.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Keeps people on the encrypted way in, where there is one. This machine itself is excepted: its
 * dispenser's page and its scripts come over no wire, and know no certificate.
 *
 * @param tls empty: there is none, and everybody may come as they are
 * @param port where it really is
 */
record Encryption(Optional<WebServer.Tls> tls, IntSupplier port) {

  /** The port of https where an address names none. */
  private static final int USUAL_PORT = 443;

  /** A year. Source: RFC 6797, section 6.1.1, and what lists of such hosts ask for. */
  private static final String STRICT = "max-age=31536000";

  /** Whether {@code request} was answered with the way to the encrypted pages. */
  boolean sendsAway(HttpServerRequest request) {
    if (tls.isEmpty()) return false;
    if (request.isSSL()) {
      if (binds()) request.response().putHeader("strict-transport-security", STRICT);
      return false;
    }
    if (isHere(request)) return false;
    Optional<String> host = host(request);
    boolean reads =
        HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    if (!reads || host.isEmpty()) Problem.TLS_NEEDED.send(request);
    else
      // Not for ever: a hall may take its certificate away again.
      request
          .response()
          .setStatusCode(307)
          .putHeader(HttpHeaders.LOCATION, "https://" + host.get() + at() + request.uri())
          .end();
    return true;
  }

  /**
   * Whether browsers are told to come encrypted for a year. Not to a made certificate, which people
   * must be able to leave; and not on another port than the usual, for browsers would then come
   * encrypted to the port that is plain.
   */
  boolean binds() {
    return tls.isPresent() && tls.get().own() && port.getAsInt() == USUAL_PORT;
  }

  private String at() {
    int number = port.getAsInt();
    return number == USUAL_PORT ? "" : ":" + number;
  }

  private static boolean isHere(HttpServerRequest request) {
    SocketAddress other = request.remoteAddress();
    String address = other == null ? null : other.hostAddress();
    if (address == null || Gate.isForwarded(request)) return false;
    return address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1");
  }

  /** The name that the browser came by, without its port; empty: none that could be one. */
  private static Optional<String> host(HttpServerRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    if (host == null) return Optional.empty();
    String bare = host.replaceFirst(":[0-9]{1,5}$", "");
    boolean name = bare.matches("[A-Za-z0-9.-]{1,253}|\\[[0-9a-fA-F:.]{2,45}]");
    return name && request.uri().startsWith("/") ? Optional.of(bare) : Optional.empty();
  }
}
