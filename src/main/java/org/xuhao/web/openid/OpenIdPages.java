package org.xuhao.web.openid;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.web.account.Door;
import org.xuhao.web.account.Networks;
import org.xuhao.web.account.OpenIdProvider;
import org.xuhao.web.account.OpenIdProvider.Begun;
import org.xuhao.web.account.Outcome;
import org.xuhao.web.account.RateLimit;
import org.xuhao.web.account.SessionCookie;
import org.xuhao.web.account.Sessions;

/**
 * The way to an OpenID provider and back: authorization code with PKCE, state and nonce. Whatever
 * goes wrong ends on the sign-in page, which says it and takes passwords as ever.
 */
public final class OpenIdPages {
  private static final Logger LOG = LoggerFactory.getLogger(OpenIdPages.class);

  /** Where the way begins; where it comes back is below it. */
  public static final String PATH = "/sign-in/openid";

  private static final String BACK = PATH + "/back";

  /** Holds the state, so that nobody is signed in by another's way back. */
  private static final String COOKIE = "xuhao-openid";

  /** Somebody may look for a telephone with a second factor for so long. Own choice. */
  private static final Duration LASTS = Duration.ofMinutes(10);

  /** Ways begun at once; the oldest is given up first. Own choice: more than all of a district. */
  private static final int BEGUN_MAX = 1_000;

  /** Providers asked at once; each has some seconds. Whoever comes then is sent back. */
  private static final int ASKED_MAX = 16;

  /** A page of this hall and no other address. */
  private static final String OWN_PAGE = "/(?![/\\\\])[!-~]{0,300}";

  private record Way(Begun begun, String to, long untilNanos) {}

  private final OpenIdProvider provider;
  private final Door door;
  private final LongSupplier elapsed;
  private final WorkerExecutor worker;
  private final RateLimit limit = new RateLimit();
  private final Map<String, Way> ways = new LinkedHashMap<>();
  private int asked;

  /** Pages of one event loop; {@code elapsed}: nanoseconds that never go back. */
  public OpenIdPages(Vertx vertx, OpenIdProvider provider, Door door, LongSupplier elapsed) {
    this.provider = provider;
    this.door = door;
    this.elapsed = elapsed;
    worker = vertx.createSharedWorkerExecutor("xuhao-openid", 2);
  }

  /** Adds both of them. */
  public void bind(Router router) {
    router.get(PATH).handler(this::begin);
    router.get(BACK).handler(this::back);
  }

  private void begin(RoutingContext ctx) {
    URI back;
    try {
      String host = ctx.request().getHeader(HttpHeaders.HOST);
      back = new URI(scheme(ctx.request()), host, BACK, null, null);
    } catch (URISyntaxException e) {
      away(ctx, "openid-wrong");
      return;
    }
    String wanted = asked(ctx, "to", "/sign-in");
    String to = wanted.matches(OWN_PAGE) ? wanted : "/sign-in";
    atProvider(
        ctx,
        () -> provider.begin(back),
        begun -> {
          ways.values().removeIf(way -> way.untilNanos() < elapsed.getAsLong());
          if (ways.size() >= BEGUN_MAX) ways.remove(ways.keySet().iterator().next());
          ways.put(begun.state(), new Way(begun, to, elapsed.getAsLong() + LASTS.toNanos()));
          keep(ctx, begun.state(), LASTS);
          redirect(ctx, begun.to().toString());
        });
  }

  /** A query that is none, such as ?%zz, is answered with 400 here. */
  private static String asked(RoutingContext ctx, String name, String otherwise) {
    return Objects.requireNonNullElse(ctx.queryParams().get(name), otherwise);
  }

  /** A proxy that encrypts says so; a false word only leads to a page the provider refuses. */
  private static String scheme(HttpServerRequest request) {
    boolean encrypted = request.isSSL() || "https".equals(request.getHeader("x-forwarded-proto"));
    return encrypted ? "https" : "http";
  }

  private void back(RoutingContext ctx) {
    String state = asked(ctx, "state", "");
    Cookie cookie = ctx.request().getCookie(COOKIE);
    keep(ctx, "", Duration.ZERO);
    boolean own = cookie != null && !state.isEmpty() && state.equals(cookie.getValue());
    Way way = own ? ways.remove(state) : null;
    if (way == null || way.untilNanos() < elapsed.getAsLong()) {
      away(ctx, "openid-over");
      return;
    }
    String code = asked(ctx, "code", "");
    if (code.isEmpty()) {
      LOG.warn("The OpenID provider let nobody in: {}", plain(asked(ctx, "error", "")));
      away(ctx, "openid-refused");
      return;
    }
    String address = address(ctx.request());
    String before = SessionCookie.secret(ctx).orElse("");
    atProvider(
        ctx,
        () -> door.signInBy(provider.nameOf(way.begun(), code), address, before),
        outcome -> enter(ctx, outcome, way.to()));
  }

  /** What somebody else wrote must not begin a line of its own in the log. */
  private static String plain(String text) {
    return text.replaceAll("[^A-Za-z0-9_. -]", "?").substring(0, Math.min(text.length(), 80));
  }

  private static void enter(RoutingContext ctx, Outcome outcome, String to) {
    switch (outcome) {
      case Outcome.In(var account, var secret) -> {
        SessionCookie.keep(ctx, secret, Sessions.LASTS);
        redirect(ctx, to);
      }
      case Outcome.No no ->
          away(ctx, no.why() == Outcome.Why.LOCKED ? "openid-locked" : "openid-nobody");
      case Outcome.Done done -> away(ctx, "openid-wrong");
    }
  }

  private <T> void atProvider(RoutingContext ctx, Callable<T> ask, Consumer<T> then) {
    if (asked >= ASKED_MAX || !limit.allows(address(ctx.request()), elapsed.getAsLong())) {
      away(ctx, "openid-busy");
      return;
    }
    asked++;
    worker
        .executeBlocking(ask, false)
        .onComplete(done -> {
          asked--;
          if (ctx.response().ended() || ctx.response().closed()) return;
          if (done.succeeded()) then.accept(Objects.requireNonNull(done.result()));
          else if (done.cause() instanceof IOException why) {
            LOG.warn("Nobody can be signed in by OpenID: {}", why.getMessage());
            away(ctx, "openid-wrong");
          } else ctx.fail(done.cause());
        });
  }

  private static String address(HttpServerRequest request) {
    var other = request.remoteAddress();
    String address = other == null ? null : other.hostAddress();
    return Networks.network(address == null ? "" : address);
  }

  private static void away(RoutingContext ctx, String why) {
    redirect(ctx, "/sign-in?why=" + why);
  }

  private static void redirect(RoutingContext ctx, String to) {
    ctx.response()
        .setStatusCode(303)
        .putHeader(HttpHeaders.LOCATION, to)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end();
  }

  /** Lax: the way back begins at another site. */
  private static void keep(RoutingContext ctx, String state, Duration lasts) {
    ctx.response()
        .addCookie(
            Cookie.cookie(COOKIE, state)
                .setPath(PATH)
                .setHttpOnly(true)
                .setSecure(ctx.request().isSSL())
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(lasts.toSeconds()));
  }
}
