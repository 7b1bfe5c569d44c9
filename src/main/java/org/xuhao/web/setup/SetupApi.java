package org.xuhao.web.setup;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What the set-up page asks, one after the other on a thread of its own. */
public final class SetupApi {
  /**
   * So many may wait: a few people at most set a hall up at once, each with a hall's file in
   * memory.
   */
  private static final int WAITING_MAX = 4;

  private static final String NO_STORE = "no-store";

  private final SetupHooks hooks;
  private final Talk talk;
  private final WorkerExecutor worker;
  private int waiting;

  /** How the rest of the server reads requests and answers them. */
  public interface Talk {
    /** The body, which fits the OpenAPI file. */
    JsonObject body(RoutingContext ctx);

    /** The text in the address at {@code :name}. */
    String path(RoutingContext ctx, String name);

    /** The account that asks. */
    String who(RoutingContext ctx);

    void json(RoutingContext ctx, JsonObject json);

    void refuse(RoutingContext ctx, SetupTrouble trouble);

    /** Too much waits; it may be asked again. */
    void busy(RoutingContext ctx);
  }

  /** For one server. */
  public SetupApi(Vertx vertx, SetupHooks hooks, Talk talk) {
    this.hooks = hooks;
    this.talk = talk;
    worker = vertx.createSharedWorkerExecutor("xuhao-setup", 1);
  }

  /** Adds what it does to the operations of the OpenAPI file. */
  public void bind(RouterBuilder routes) {
    on(routes, "getSetup", ctx -> json(ctx, hooks::present));
    on(routes, "draftSetup", ctx -> withBody(ctx, this::draft));
    on(routes, "drawTicket", ctx -> withBody(ctx, this::ticket));
    on(routes, "writeSetup", ctx -> withBody(ctx, this::write));
    on(routes, "getEdition", this::edition);
    on(routes, "readTable", ctx -> withBody(ctx, this::table));
    on(routes, "getTableTemplate", this::template);
  }

  private static void on(RouterBuilder routes, String operation, Consumer<RoutingContext> act) {
    requireNonNull(routes.getRoute(operation), operation).addHandler(act::accept);
  }

  private void withBody(RoutingContext ctx, BiConsumer<RoutingContext, JsonObject> act) {
    act.accept(ctx, talk.body(ctx));
  }

  private void draft(RoutingContext ctx, JsonObject body) {
    var edits = body.getJsonArray("edits", new JsonArray());
    json(ctx, () -> hooks.draft(body.getString("text"), edits));
  }

  private void ticket(RoutingContext ctx, JsonObject body) {
    String text = body.getString("text");
    asked(ctx, () -> hooks.ticket(text), png -> file(ctx, "image/png", png));
  }

  private void write(RoutingContext ctx, JsonObject body) {
    String who = talk.who(ctx);
    json(
        ctx,
        () ->
            hooks.write(
                body.getString("text"), body.getString("base"), who, body.getString("why")));
  }

  private void edition(RoutingContext ctx) {
    String number = talk.path(ctx, "edition");
    if (number.matches("[0-9]{1,9}")) json(ctx, () -> hooks.edition(Long.parseLong(number)));
    else talk.refuse(ctx, new SetupTrouble(SetupTrouble.Why.NO_EDITION, ""));
  }

  private void table(RoutingContext ctx, JsonObject body) {
    byte[] content;
    try {
      content = Base64.getDecoder().decode(body.getString("content"));
    } catch (IllegalArgumentException e) {
      talk.refuse(ctx, new SetupTrouble(SetupTrouble.Why.NO_TABLE, "content is not base64"));
      return;
    }
    json(ctx, () -> hooks.table(body.getString("text"), content));
  }

  private void template(RoutingContext ctx) {
    asked(
        ctx,
        hooks::template,
        csv -> {
          ctx.response()
              .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"services.csv\"");
          file(ctx, "text/csv; charset=utf-8", csv);
        });
  }

  private static void file(RoutingContext ctx, String type, byte[] content) {
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .end(Buffer.buffer(content));
  }

  private void json(RoutingContext ctx, Callable<JsonObject> asked) {
    asked(ctx, asked, told -> talk.json(ctx, told));
  }

  private <T> void asked(RoutingContext ctx, Callable<T> asked, Consumer<T> told) {
    if (waiting >= WAITING_MAX) {
      talk.busy(ctx);
      return;
    }
    waiting++;
    worker
        .executeBlocking(asked)
        .onComplete(done -> {
          waiting--;
          if (ctx.response().ended() || ctx.response().closed()) return;
          if (done.succeeded()) told.accept(requireNonNull(done.result()));
          else if (done.cause() instanceof SetupTrouble trouble) talk.refuse(ctx, trouble);
          else ctx.fail(done.cause());
        });
  }
}
