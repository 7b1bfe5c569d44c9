package org.xuhao.web;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.InputTrustHandler;
import io.vertx.ext.web.handler.PlatformHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.RequestValidator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.xuhao.board.Board;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.OpenIdProvider;
import org.xuhao.web.live.Feed;
import org.xuhao.web.openid.OpenIdPages;
import org.xuhao.web.setup.SetupApi;
import org.xuhao.web.setup.SetupTrouble;
import org.xuhao.web.steer.Needs;

/** Serves pages, API and live feed on one port, all on one event loop. */
public final class WebServer {
  /** How often it is looked whether the paired browsers live, ms. */
  private static final long LOOK_MS = 1_000;

  private final Vertx vertx;
  private final Future<Prepared> prepared;
  private final WebParts parts;
  private final Address address;
  private final AtomicReference<@Nullable Feed> feed = new AtomicReference<>();
  private final AtomicReference<@Nullable ManagerWatch> watch = new AtomicReference<>();
  private final ReadCards cards;
  private final AtomicReference<@Nullable HttpServer> encrypted = new AtomicReference<>();
  private final AtomicReference<@Nullable String> deployment = new AtomicReference<>();

  /**
   * Where browsers come in.
   *
   * @param port 0: any that is free
   * @param pages how many may stay open and follow the board
   * @param tls the encrypted way in; empty: there is none
   */
  public record Address(String host, int port, int pages, Optional<Tls> tls) {

    /** Without encryption. */
    public Address(String host, int port, int pages) {
      this(host, port, pages, Optional.empty());
    }
  }

  /**
   * The encrypted way in. Who comes to the other one from elsewhere is sent here.
   *
   * @param port 0: any that is free
   * @param certificate a chain as PEM
   * @param key its key as PEM; a secret
   * @param own whether browsers may be told to come no other way: not for a made certificate
   */
  public record Tls(int port, String certificate, String key, boolean own) {
    private PemKeyCertOptions pem() {
      return new PemKeyCertOptions()
          .addCertValue(Buffer.buffer(certificate))
          .addKeyValue(Buffer.buffer(key));
    }

    @Override
    public String toString() {
      return "TLS on port " + port; // never the key
    }
  }

  /** A server that has not started. */
  public WebServer(Vertx vertx, WebParts parts, Address address) {
    this(vertx, prepare(vertx), parts, address);
  }

  /** The same with what {@link #prepare} began earlier. */
  public WebServer(Vertx vertx, Future<Prepared> prepared, WebParts parts, Address address) {
    this.vertx = vertx;
    this.prepared = prepared;
    this.parts = parts;
    this.address = address;
    cards = new ReadCards(parts.elapsedNanos(), parts.freshId());
  }

  /** Pages and API, read and ready to be served. */
  public static final class Prepared {
    private final Assets assets;
    private final OpenAPIContract contract;

    private Prepared(Assets assets, OpenAPIContract contract) {
      this.assets = assets;
      this.contract = contract;
    }
  }

  /** Reads pages and API on a worker thread: half of a start, and it needs no hall. */
  public static Future<Prepared> prepare(Vertx vertx) {
    return vertx
        .executeBlocking(Assets::new)
        .compose(read -> {
          var assets = Objects.requireNonNull(read);
          return vertx
              .executeBlocking(() -> contract(assets))
              .compose(file -> OpenAPIContract.from(vertx, Objects.requireNonNull(file)))
              .map(contract -> new Prepared(assets, contract));
        });
  }

  /** Opens the port; completes with its number, or fails when it is taken. */
  public Future<Integer> start() {
    var verticle = new Verticle();
    return vertx
        .deployVerticle(verticle)
        .map(id -> {
          deployment.set(id);
          return verticle.port();
        });
  }

  /** Tells every screen that the board is {@code board} now. From any thread. */
  public void publish(Board board) {
    Feed open = feed.get();
    if (open != null) open.changed();
  }

  /**
   * Tells the page of a dispenser what happened to a card at its reader. Whose card it was stays
   * here: the page gets a word for it. From any thread.
   */
  public void card(String dispenser, CardNews news) {
    Feed open = feed.get();
    if (open == null) return;
    var told = new JsonObject().put("what", news.what().name());
    if (news.what() == CardNews.What.READ) told.put("card", cards.keep(news.visitor()));
    open.card(dispenser, told);
  }

  /** Has {@code task} run on the event loop of the pages, once it has begun. From any thread. */
  public void onItsLoop(Runnable task) {
    Feed open = feed.get();
    if (open != null) open.onItsLoop(task);
  }

  /** How many alerts of a kind are open for the manager. From any thread. */
  public int openAlerts(String kind) {
    ManagerWatch watching = watch.get();
    return watching == null ? 0 : watching.open(kind);
  }

  /** What others of the district could help this hall with. From any thread. */
  public Needs needs() {
    ManagerWatch watching = watch.get();
    return watching == null ? Needs.NONE : watching.needs();
  }

  /**
   * Serves under another certificate from now on; connections that are open stay. From any thread.
   */
  public Future<Boolean> renew(Tls tls) {
    HttpServer open = encrypted.get();
    return open == null
        ? Future.succeededFuture(false)
        : open.updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(tls.pem()));
  }

  /** The port of the encrypted pages; 0: there are none. */
  public int tlsPort() {
    HttpServer open = encrypted.get();
    return open == null ? 0 : open.actualPort();
  }

  /** Closes the port and all connections. */
  public Future<Void> stop() {
    String id = deployment.getAndSet(null);
    feed.set(null);
    return id == null ? Future.succeededFuture() : vertx.undeploy(id);
  }

  /** Keeps all of the server on one context. */
  private final class Verticle extends VerticleBase {
    private @Nullable Future<HttpServer> server;

    @Override
    public Future<?> start() {
      var bounds = new Bounds(vertx, address.pages());
      vertx.setPeriodic(LOOK_MS, id -> parts.paired().look()); // ends with the verticle
      return prepared.compose(ready -> listen(ready.contract, ready.assets, bounds));
    }

    private Future<HttpServer> listen(OpenAPIContract contract, Assets assets, Bounds bounds) {
      var site = new Site(assets, bounds, new Encryption(address.tls(), WebServer.this::tlsPort));
      var screens =
          new Feed(
              context,
              () -> Views.board(parts),
              parts.clock()::instant,
              parts.elapsedNanos(),
              assets.release(),
              address.pages());
      var waits = new Waits(parts, vertx);
      var manager = new ManagerWatch(parts, vertx);
      var operations =
          new Api(
              parts,
              waits,
              screens,
              bounds,
              cards,
              () -> manager.today().map(ManagerWatch.Today::figures));
      watch.set(manager);
      vertx.setPeriodic(0, ManagerWatch.LOOK_MS, id -> manager.look()); // ends with the verticle
      RouterBuilder routes = guarded(contract, bounds, site);
      operations.bind(routes);
      new ManagerApi(parts, waits, manager, vertx).bind(routes);
      new AccountApi(vertx, parts.entrance(), parts.elapsedNanos()).bind(routes);
      new SetupApi(vertx, parts.setup(), new SetupTalk()).bind(routes);
      Objects.requireNonNull(routes.getRoute("getDescription"), "getDescription")
          .addHandler(ctx -> assets.page(ctx, "openapi.yaml"));
      Router router = routes.createRouter();
      site.addPages(router, operations);
      parts.entrance().openId().ifPresent(provider -> openId(provider).bind(router));
      site.addProblems(router);
      feed.set(screens);
      return open(router, bounds, site);
    }

    private OpenIdPages openId(OpenIdProvider provider) {
      return new OpenIdPages(vertx, provider, parts.entrance().door(), parts.elapsedNanos());
    }

    /** The routes, behind everything that a request has to pass. */
    private RouterBuilder guarded(OpenAPIContract contract, Bounds bounds, Site site) {
      RouterBuilder routes =
          RouterBuilder.create(vertx, contract, RequestExtractor.withBodyHandler());
      routes.rootHandler((PlatformHandler) bounds::begin);
      routes.rootHandler((SecurityPolicyHandler) site::guard);
      var gate = new Gate(parts.entrance(), parts.elapsedNanos());
      var small = BodyHandler.create(false).setBodyLimit(Bounds.BODY_MAX);
      var large = BodyHandler.create(false).setBodyLimit(Bounds.SETUP_BODY_MAX);
      routes.rootHandler((InputTrustHandler) ctx -> (gate.setsUp(ctx) ? large : small).handle(ctx));
      gate.guard(routes);
      site.guard(routes, RequestValidator.create(vertx, contract));
      return routes;
    }

    /** The plain way in, and the encrypted one where there is one. */
    private Future<HttpServer> open(Router router, Bounds bounds, Site site) {
      var plain = Bounds.options(address.host(), address.port());
      Future<HttpServer> opened = open(plain, router, bounds, site);
      server = opened;
      Tls tls = address.tls().orElse(null);
      if (tls == null) return opened;
      var secure = Bounds.options(address.host(), tls.port());
      secure.setSsl(true).setUseAlpn(false).setKeyCertOptions(tls.pem());
      return opened.compose(first ->
          open(secure, router, bounds, site)
              .map(second -> {
                encrypted.set(second);
                return first;
              }));
    }

    private Future<HttpServer> open(
        HttpServerOptions options, Router router, Bounds bounds, Site site) {
      HttpServer opening = vertx.createHttpServer(options);
      opening.connectionHandler(bounds::connected);
      opening.invalidRequestHandler(site::invalid);
      return opening.requestHandler(router).listen();
    }

    int port() {
      Future<HttpServer> listening = server;
      if (listening == null) throw new IllegalStateException("not started");
      return listening.result().actualPort();
    }

    @Override
    public Future<?> stop() {
      HttpServer second = encrypted.getAndSet(null);
      Future<Void> one = second == null ? Future.succeededFuture() : second.close();
      Future<HttpServer> first = server;
      if (first == null || !first.succeeded()) return one;
      return Future.join(one, first.result().close());
    }
  }

  /** How the set-up page is answered: as all others are. */
  private static final class SetupTalk implements SetupApi.Talk {
    @Override
    public JsonObject body(RoutingContext ctx) {
      return Reading.body(ctx);
    }

    @Override
    public String path(RoutingContext ctx, String name) {
      return Reading.path(ctx, name);
    }

    @Override
    public String who(RoutingContext ctx) {
      return Caller.of(ctx).account().map(Account::name).orElse("");
    }

    @Override
    public void json(RoutingContext ctx, JsonObject json) {
      Asking.json(ctx, json);
    }

    @Override
    public void refuse(RoutingContext ctx, SetupTrouble trouble) {
      Problem.of(trouble).send(ctx.request());
    }

    @Override
    public void busy(RoutingContext ctx) {
      Problem.HALL_BUSY.send(ctx.request());
    }
  }

  /**
   * The requests of the OpenAPI file; read by ourselves, so that Vert.x need not unpack it onto the
   * disk. Vert.x knows no problem documents, so it is not told what the responses look like. The
   * file speaks OpenAPI 3.1; it is checked as 3.0, whose words it keeps to besides, for which
   * Vert.x reads two schemas where 3.1 makes it read twelve.
   */
  private static JsonObject contract(Assets assets) {
    Object yaml =
        new Load(LoadSettings.builder().build()).loadFromString(assets.text("openapi.yaml"));
    @SuppressWarnings("unchecked") // the root of the file is a map with text keys
    var map = (Map<String, Object>) yaml;
    JsonObject contract = new JsonObject(map).copy();
    var any = new JsonObject().put("default", new JsonObject().put("description", "an answer"));
    JsonObject paths = contract.getJsonObject("paths");
    for (String path : paths.fieldNames())
      for (String method : paths.getJsonObject(path).fieldNames())
        paths.getJsonObject(path).getJsonObject(method).put("responses", any);
    contract.getJsonObject("components").remove("responses");
    contract.put("openapi", "3.0.3");
    return withoutUnusedSchemas(contract);
  }

  /** Every schema costs time at the start; those of responses are not looked at. */
  private static JsonObject withoutUnusedSchemas(JsonObject contract) {
    JsonObject schemas = contract.getJsonObject("components").getJsonObject("schemas");
    String used = contract.encode();
    for (String name : List.copyOf(schemas.fieldNames()))
      if (!used.contains("\"#/components/schemas/" + name + "\"")) schemas.remove(name);
    return contract;
  }
}
