package org.xuhao.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The pages and what they are made of, read from the jar once. Pages are asked for anew each time;
 * their parts carry the release in their address and may be kept for ever.
 */
final class Assets {

  /** What stands in the pages where the release belongs. */
  private static final String RELEASE_MARK = "/assets/";

  /** A test compares this list with the folder. */
  static final List<String> NAMES =
      List.of(
          "404.html",
          "account.js",
          "api.css",
          "api.html",
          "api.js",
          "accounts.css",
          "accounts.html",
          "accounts.js",
          "book.css",
          "book.html",
          "book.js",
          "clerk.css",
          "clerk.html",
          "clerk-case.css",
          "clerk-case.js",
          "clerk-desk.js",
          "clerk-help.js",
          "clerk-notice.js",
          "clerk-questions.js",
          "clerk-said.js",
          "clerk-talk.js",
          "clerk.js",
          "counter.css",
          "counter.html",
          "counter.js",
          "desk.css",
          "devices.css",
          "devices.html",
          "devices-address.js",
          "devices-history.js",
          "devices-kinds.js",
          "devices-pair.js",
          "devices.js",
          "dispenser.css",
          "dispenser.html",
          "dispenser.js",
          "dispenser-attract.js",
          "dispenser-card.js",
          "dispenser-cart.js",
          "dispenser-case.js",
          "dispenser-check-in.js",
          "dispenser-elsewhere.css",
          "dispenser-elsewhere.js",
          "dispenser-entry.js",
          "dispenser-offers.css",
          "dispenser-panel.js",
          "dispenser-search.css",
          "dispenser-search.js",
          "dispenser-ticket.js",
          "display.css",
          "display.html",
          "display.js",
          "district.css",
          "district.html",
          "district.js",
          "district-days.css",
          "district-days.html",
          "district-days.js",
          "district-detail.js",
          "district-editions.js",
          "district-loans.js",
          "district-services.js",
          "icons.js",
          "index.css",
          "index.html",
          "index.js",
          "live.js",
          "manager.css",
          "manager.html",
          "manager.js",
          "manager-alerts.css",
          "manager-alerts.js",
          "manager-chart.js",
          "manager-day.css",
          "manager-day.js",
          "mark.svg",
          "notice.css",
          "notice.html",
          "notice-sheet.css",
          "notice-sheet.js",
          "notice.js",
          "openapi.yaml",
          "other-halls.js",
          "page.js",
          "pair.css",
          "pair.html",
          "pair.js",
          "paired.js",
          "phone.css",
          "phone.html",
          "phone-elsewhere.js",
          "phone.js",
          "rate.js",
          "rating.css",
          "rating.html",
          "rating.js",
          "rating-options.js",
          "sign-in.css",
          "sign-in.html",
          "sign-in.js",
          "setup.css",
          "setup.html",
          "setup.js",
          "setup-draft.js",
          "setup-form.js",
          "setup-look.js",
          "setup-side.js",
          "setup-table.js",
          "speech.js",
          "service-desk.css",
          "service-desk.html",
          "service-desk.js",
          "service-desk-take.js",
          "talk-cancel.js",
          "talk-figures.js",
          "talk.css",
          "talk.html",
          "talk-stages.js",
          "talk.js",
          "tokens.css",
          "wall.css",
          "wall.html",
          "wall-trouble.js",
          "wall.js",
          "waits.js",
          "window.css",
          "window.html",
          "window.js",
          "words.js");

  /** Files of libraries by the name they are served under, and where they lie in their jars. */
  static final Map<String, String> LIBRARIES =
      Map.of(
          "uplot.css",
          "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.min.css",
          "uplot.js",
          "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.iife.min.js");

  /**
   * The same for what is large and seldom asked for: read whenever it is, beside the event loop,
   * and not packed, which would keep the loop.
   */
  static final Map<String, String> LARGE =
      Map.of(
          "swagger-ui.css",
          "/META-INF/resources/webjars/swagger-ui/5.34.1/swagger-ui.css",
          "swagger-ui.js",
          "/META-INF/resources/webjars/swagger-ui/5.34.1/swagger-ui-bundle.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "yaml", "application/yaml");

  /** The module of texts; made for each language. */
  private static final String MESSAGES = "messages.js";

  /** Names the language in which a page is asked for, in the address or kept by the browser. */
  private static final String ASKED = "lang";

  private static final String KEPT = "language";

  /** How long a browser keeps the language: a year. */
  private static final long KEPT_S = 31_536_000;

  private final Map<String, Buffer> files = new TreeMap<>();

  /** Pages and texts by language and name. */
  private final Map<String, Map<String, Buffer>> told = new ConcurrentHashMap<>();

  private final Catalogue catalogue;
  private final String release;

  Assets() {
    this(Catalogue.read());
  }

  Assets(Catalogue catalogue) {
    var digest = sha256();
    for (String name : NAMES) {
      byte[] bytes = read("/web/" + name);
      digest.update(bytes);
      files.put(name, Buffer.buffer(bytes));
    }
    for (var library : new TreeMap<>(LIBRARIES).entrySet()) {
      byte[] bytes = read(library.getValue());
      digest.update(bytes);
      files.put(library.getKey(), Buffer.buffer(bytes));
    }
    // Where they lie says which release they are of.
    for (String where : new TreeMap<>(LARGE).values())
      digest.update(where.getBytes(StandardCharsets.UTF_8));
    for (String language : catalogue.languages())
      digest.update(catalogue.of(language).toString().getBytes(StandardCharsets.UTF_8));
    release = HexFormat.of().formatHex(digest.digest(), 0, 6);
    this.catalogue = catalogue;
    told.put(Catalogue.FIRST, pages(Catalogue.FIRST));
  }

  /** The pages of another language than the hall's are filled when one is asked for first. */
  private Map<String, Buffer> pages(String language) {
    var pages = new TreeMap<String, Buffer>();
    String mark = RELEASE_MARK + release + "-" + language + "/";
    for (String name : NAMES)
      if (name.endsWith(".html")) {
        String page = catalogue.page(text(name), language).replace(RELEASE_MARK, mark);
        pages.put(name, Buffer.buffer(page));
      }
    pages.put(MESSAGES, Buffer.buffer(catalogue.module(language)));
    return pages;
  }

  /** Twelve digits that change whenever any file does. */
  String release() {
    return release;
  }

  String text(String name) {
    Buffer file = files.get(name);
    if (file == null) throw new IllegalArgumentException("no asset " + name);
    return file.toString();
  }

  /**
   * Serves the page {@code name} in the language that its address asks for, else in the one the
   * browser keeps, else in the hall's own; a browser that has it already is told so.
   */
  void page(RoutingContext ctx, String name) {
    HttpServerResponse response = ctx.response();
    String language = language(ctx);
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    String tag = "W/\"" + release + "-" + language + "\"";
    response.putHeader(HttpHeaders.ETAG, tag);
    if (tag.equals(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
      return;
    }
    send(response, name, inLanguage(language, name));
  }

  private String language(RoutingContext ctx) {
    String asked = asked(ctx);
    if (asked != null && has(asked)) {
      Cookie kept = Cookie.cookie(KEPT, asked).setPath("/").setMaxAge(KEPT_S);
      ctx.response().addCookie(kept.setSameSite(CookieSameSite.LAX));
      return asked;
    }
    Cookie kept = ctx.request().getCookie(KEPT);
    return kept != null && has(kept.getValue()) ? kept.getValue() : Catalogue.FIRST;
  }

  private static @Nullable String asked(RoutingContext ctx) {
    try {
      return ctx.request().getParam(ASKED);
    } catch (IllegalArgumentException e) { // a query such as ?%zz
      return null;
    }
  }

  private @Nullable Buffer inLanguage(String language, String name) {
    Buffer page = told.computeIfAbsent(language, this::pages).get(name);
    return page == null ? files.get(name) : page;
  }

  private boolean has(String language) {
    return catalogue.languages().contains(language);
  }

  /** Serves a part of a page; anything that is not in the list is not there. */
  void part(RoutingContext ctx) {
    String name = Reading.path(ctx, "name");
    String[] of = Reading.path(ctx, "release").split("-", 2);
    String language = of.length == 2 && has(of[1]) ? of[1] : Catalogue.FIRST;
    Buffer file = name.endsWith(".html") ? null : inLanguage(language, name);
    String large = LARGE.get(name);
    if (file == null && large == null) {
      ctx.fail(404);
      return;
    }
    boolean ours = release.equals(of[0]);
    String keep = ours ? "public, max-age=31536000, immutable" : "no-store";
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, keep);
    ctx.response().putHeader(HttpHeaders.ETAG, "W/\"" + release + "-" + language + "\"");
    if (large == null) send(ctx.response(), name, file);
    else
      ctx.vertx()
          .executeBlocking(() -> Buffer.buffer(read(large)), false)
          .onSuccess(read -> {
            ctx.response().putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
            send(ctx.response(), name, read);
          })
          .onFailure(ctx::fail);
  }

  private static void send(HttpServerResponse response, String name, @Nullable Buffer file) {
    if (file == null) throw new IllegalArgumentException("no asset " + name);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    response.putHeader(HttpHeaders.CONTENT_TYPE, TYPES.get(ending));
    response.end(file);
  }

  private static byte[] read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) throw new IllegalStateException("the jars lack " + resource);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
