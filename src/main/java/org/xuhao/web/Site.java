package org.xuhao.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What holds for every request: the guard in front, the pages, and problems said in one form. */
final class Site {
  private static final Logger LOG = LoggerFactory.getLogger(Site.class);

  /** Only our own scripts, styles and pictures; nobody may put us into a frame. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
          + " object-src 'none'";

  /** Statuses that Vert.x itself gives to requests. */
  private static final List<Integer> STATUSES =
      List.of(400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 431, 500, 501);

  private final Assets assets;
  private final Bounds bounds;

  Site(Assets assets, Bounds bounds) {
    this.assets = assets;
    this.bounds = bounds;
  }

  /** Puts the headers on that keep browsers careful, and turns commands of other sites away. */
  void guard(RoutingContext ctx) {
    HttpServerResponse response = ctx.response();
    response.putHeader("content-security-policy", CONTENT_SECURITY_POLICY);
    response.putHeader("x-content-type-options", "nosniff");
    response.putHeader("x-frame-options", "DENY");
    response.putHeader("referrer-policy", "no-referrer");
    response.putHeader("cross-origin-opener-policy", "same-origin");
    response.putHeader("cross-origin-resource-policy", "same-origin");
    if (isCommand(ctx.request()) && comesFromElsewhere(ctx.request()))
      Problem.CROSS_SITE.send(ctx.request());
    else ctx.next();
  }

  private static boolean isCommand(HttpServerRequest request) {
    return !HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method());
  }

  /** A page of another site can send a bare POST without asking; its browser says where from. */
  private static boolean comesFromElsewhere(HttpServerRequest request) {
    if ("cross-site".equals(request.getHeader("sec-fetch-site"))) return true;
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null) return false;
    try {
      String sender = URI.create(origin).getAuthority();
      return !origin.startsWith("http") || !String.valueOf(sender).equals(hostOf(request));
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static String hostOf(HttpServerRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    return host == null ? "" : host;
  }

  /** A body is JSON and says so. */
  void checkBody(RoutingContext ctx) {
    Buffer body = ctx.body().buffer();
    if (body == null || body.length() == 0) {
      ctx.next();
      return;
    }
    String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !isJson(type)) {
      Problem.WRONG_TYPE.send(ctx.request());
      return;
    }
    try {
      Json.decodeValue(body);
    } catch (DecodeException e) {
      Problem.BAD_JSON.because(firstLine(e.getMessage())).send(ctx.request());
      return;
    }
    ctx.next();
  }

  private static boolean isJson(String type) {
    String bare = type.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    return bare.equals("application/json") || bare.equals("application/json;charset=utf-8");
  }

  /** Adds what people open in a browser. */
  void addPages(Router router, Api api) {
    page(router, "/", "index.html");
    page(router, "/display", "display.html");
    page(router, "/dispenser", "dispenser.html");
    page(router, "/clerk/:window", "clerk.html");
    page(router, "/window/:window", "window.html");
    page(router, "/pair", "pair.html");
    page(router, "/paired/window-display", "window.html");
    page(router, "/paired/rating-tablet", "rating.html");
    page(router, "/paired/counter-screen", "counter.html");
    page(router, "/devices", "devices.html");
    page(router, "/service-desk", "service-desk.html");
    page(router, "/sign-in", "sign-in.html");
    page(router, "/accounts", "accounts.html");
    page(router, "/wall", "wall.html");
    page(router, "/manager", "manager.html");
    page(router, "/district", "district.html");
    router.get("/t/:token/qr.svg").handler(api::qr);
    page(router, "/t/:token", "phone.html");
    router.get("/n/:case/qr.svg").handler(api::noticeQr);
    page(router, "/n/:case", "notice.html");
    router.get("/assets/:release/:name").handler(assets::part);
  }

  private void page(Router router, String path, String name) {
    router
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(ctx -> assets.page(ctx, name));
  }

  /** Adds the one form in which everything that goes wrong is said. */
  void addProblems(Router router) {
    for (int status : STATUSES) router.errorHandler(status, ctx -> problem(ctx, router));
  }

  /** A request that is not HTTP, or whose head is too large. */
  void invalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    Problem problem =
        switch (cause) {
          case io.netty.handler.codec.http.TooLongHttpLineException e -> Problem.ADDRESS_TOO_LONG;
          case io.netty.handler.codec.http.TooLongHttpHeaderException e ->
              Problem.HEADERS_TOO_LARGE;
          case null, default -> Problem.BAD_REQUEST;
        };
    problem.send(request);
    bounds.endSoon(request.connection());
  }

  private void problem(RoutingContext ctx, Router router) {
    Problem problem = problemOf(ctx);
    if (problem.status() == 404 && wantsPage(ctx.request())) {
      ctx.response().setStatusCode(404);
      assets.page(ctx, "404.html");
      return;
    }
    if (problem.status() == 405) ctx.response().putHeader(HttpHeaders.ALLOW, allow(ctx, router));
    problem.send(ctx.request());
    if (problem.endsConnection()) bounds.endSoon(ctx.request().connection());
  }

  private static Problem problemOf(RoutingContext ctx) {
    Throwable cause = ctx.failure();
    Throwable inner = cause instanceof HttpException ? cause.getCause() : cause;
    if (inner instanceof ValidatorException bad)
      return Problem.BAD_REQUEST.because(whatAndWhere(bad));
    return switch (ctx.statusCode()) {
      case 404 -> Problem.NO_SUCH_PATH;
      case 405 -> Problem.WRONG_METHOD;
      case 413 -> Problem.TOO_LARGE;
      case 414 -> Problem.ADDRESS_TOO_LONG;
      case 415 -> Problem.WRONG_TYPE;
      case 431 -> Problem.HEADERS_TOO_LARGE;
      case 500, 501 -> {
        LOG.error("{} {} failed", ctx.request().method(), ctx.request().path(), cause);
        yield Problem.OURS;
      }
      default -> Problem.BAD_REQUEST;
    };
  }

  /** The first thing that does not fit the schema, and where it stands in the request. */
  private static String whatAndWhere(ValidatorException bad) {
    String whole = firstLine(bad.getMessage());
    if (!(bad instanceof SchemaValidationException schema)) return whole;
    List<OutputUnit> errors = schema.getOutputUnit().getErrors();
    if (errors == null || errors.isEmpty()) return whole;
    OutputUnit deepest = errors.getFirst();
    for (OutputUnit error : errors)
      if (depth(error.getInstanceLocation()) > depth(deepest.getInstanceLocation()))
        deepest = error;
    String where = whole.replaceFirst("(?s) Reason: .*", "");
    return where + " " + deepest.getError() + " at " + deepest.getInstanceLocation();
  }

  private static long depth(String location) {
    return location.chars().filter(sign -> sign == '/').count();
  }

  private static boolean wantsPage(HttpServerRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains("text/html") && !pathOf(request).startsWith("/api");
  }

  /** The methods that this path does take. */
  private static String allow(RoutingContext ctx, Router router) {
    var methods = new TreeSet<String>();
    for (var route : router.getRoutes())
      if (route.getPath() != null && route.methods() != null)
        if (matches(route.getPath(), pathOf(ctx.request())))
          for (HttpMethod method : route.methods()) methods.add(method.name());
    return String.join(", ", methods);
  }

  private static String pathOf(HttpServerRequest request) {
    String path = request.path();
    return path == null ? "" : path;
  }

  private static boolean matches(String pattern, String path) {
    String[] wanted = pattern.split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) return false;
    for (int i = 0; i < wanted.length; i++)
      if (!wanted[i].startsWith(":") && !wanted[i].equals(given[i])) return false;
    return true;
  }

  private static String firstLine(@Nullable String text) {
    if (text == null) return "";
    String line = text.lines().findFirst().orElse("");
    return line.length() > 300 ? line.substring(0, 300) : line;
  }
}
