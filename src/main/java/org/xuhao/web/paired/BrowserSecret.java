package org.xuhao.web.paired;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The cookie by which a browser is known again, without an account. No script can read it, and no
 * other site has it sent.
 *
 * @param name of the cookie
 * @param path below which it is sent
 * @param lasts how long the browser keeps it
 */
public record BrowserSecret(String name, String path, Duration lasts) {
  /** 256 bits: nobody guesses it, so a plain hash of it is enough to know it by. */
  private static final int SECRET_BYTES = 32;

  /** What a cookie of ours looks like; anything else is not even hashed. */
  private static final String SECRET = "[0-9a-f]{64}";

  private static final SecureRandom CHANCE = new SecureRandom();

  /** What the browser that asks was given; empty: nothing, or no secret of ours. */
  public Optional<String> of(RoutingContext ctx) {
    return Optional.ofNullable(ctx.request().getCookie(name))
        .map(Cookie::getValue)
        .filter(value -> value.matches(SECRET));
  }

  /** One that nobody has. */
  public String fresh() {
    byte[] drawn = new byte[SECRET_BYTES];
    CHANCE.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  /** Has the browser keep {@code secret} from now on. */
  public void keep(RoutingContext ctx, String secret) {
    ctx.response()
        .addCookie(
            Cookie.cookie(name, secret)
                .setPath(path)
                .setHttpOnly(true)
                .setSecure(ctx.request().isSSL())
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(lasts.toSeconds()));
  }
}
