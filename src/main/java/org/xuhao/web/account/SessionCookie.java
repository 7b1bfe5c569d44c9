package org.xuhao.web.account;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/** The cookie that holds the secret of a session; no script can read it. */
public final class SessionCookie {
  /** Its name. */
  public static final String NAME = "xuhao-session";

  /** What a secret looks like; anything else is not even hashed. */
  private static final String SECRET = "[0-9a-f]{64}";

  private SessionCookie() {}

  /** The secret that the browser sent. */
  public static Optional<String> secret(RoutingContext ctx) {
    Cookie cookie = ctx.request().getCookie(NAME);
    return cookie != null && cookie.getValue().matches(SECRET)
        ? Optional.of(cookie.getValue())
        : Optional.empty();
  }

  /** The browser keeps it until it is over, so that a clerk's own power cut costs no password. */
  public static void keep(RoutingContext ctx, String secret, Duration lasts) {
    ctx.response()
        .addCookie(
            Cookie.cookie(NAME, secret)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(ctx.request().isSSL())
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(lasts.toSeconds()));
  }
}
