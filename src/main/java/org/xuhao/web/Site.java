package org.xuhao.web;

import io.vertx.core.Future;
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
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatableRequest;
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
      List.of(400, 401, 403, 404, 405, 406, 408, 411, 413, 414, 415, 416, 417, 431, 500, 501);

  private final Assets assets;
  private final Bounds bounds;
  private final Encryption encryption;

  Site(Assets assets, Bounds bounds, Encryption encryption) {
    this.assets = assets;
    this.bounds = bounds;
    this.encryption = encryption;
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
    if (encryption.sendsAway(ctx.request())) return;
    if (isCommand(ctx.request()) && comesFromElsewhere(ctx.request()))
      Problem.CROSS_SITE.send(ctx.request());
    else if (isForm(ctx.request())) Problem.WRONG_TYPE.send(ctx.request());
    else ctx.next();
  }

  /** No page of ours sends one, and whoever reads bodies would take it apart before we ask why. */
  private static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null) return false;
    String bare = type.strip().toLowerCase(Locale.ROOT);
    return bare.startsWith("multipart/") || bare.startsWith("application/x-www-form-urlencoded");
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

  /**
   * Turns away what does not fit the OpenAPI file. To be called once the {@link Gate} stands:
   * whoever may not do a thing is told so first, and costs no validation.
   */
  void guard(RouterBuilder routes, RequestValidator validator) {
    for (OpenAPIRoute route : routes.getRoutes()) {
      route.setDoValidation(false); // Vert.x would do it before all handlers
      route.addHandler(this::checkBody);
      route.addHandler(ctx -> checkFit(ctx, route.getOperation(), validator));
    }
  }

  private static void checkFit(
      RoutingContext ctx, Operation operation, RequestValidator validator) {
    extracted(ctx, operation)
        .compose(request -> validator.validate(request, operation.getOperationId()))
        .onSuccess(fits -> {
          ctx.put(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST, fits);
          ctx.next();
        })
        .onFailure(why -> {
          boolean unfit = why instanceof ValidatorException || why instanceof HttpException;
          if (unfit) ctx.fail(400, why);
          else ctx.fail(why);
        });
  }

  private static Future<ValidatableRequest> extracted(RoutingContext ctx, Operation operation) {
    try {
      return RequestExtractor.withBodyHandler().extractValidatableRequest(ctx, operation);
    } catch (IllegalArgumentException e) { // a query such as ?%zz
      return Future.failedFuture(new HttpException(400, firstLine(e.getMessage())));
    }
  }

  /** A body is JSON and says so. */
  private void checkBody(RoutingContext ctx) {
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
    page(router, "/setup", "setup.html");
    page(router, "/wall", "wall.html");
    page(router, "/manager", "manager.html");
    page(router, "/api", "api.html");
    page(router, "/district", "district.html");
    page(router, "/district/days", "district-days.html");
    router.get("/t/:token/qr.svg").handler(api::qr);
    page(router, "/t/:token", "phone.html");
    router
        .get("/book")
        .handler(ctx -> {
          TalkApi.know(ctx);
          ctx.next();
        });
    page(router, "/book", "book.html");
    router.get("/talk/:token/qr.svg").handler(api::talkQr);
    page(router, "/talk/:token", "talk.html");
    router.get("/r/:code/qr.svg").handler(api::keptQr);
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
