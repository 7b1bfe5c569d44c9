package org.xuhao.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.function.Predicate;

/** What an installer asks of devices, and of ticket printers among them. */
final class InstallerApi {
  private final PrinterHooks printers;
  private final Predicate<String> tryDevice;

  InstallerApi(PrinterHooks printers, Predicate<String> tryDevice) {
    this.printers = printers;
    this.tryDevice = tryDevice;
  }

  void bind(RouterBuilder routes) {
    requireNonNull(routes.getRoute("previewTicket")).addHandler(this::preview);
    requireNonNull(routes.getRoute("setNewRoll")).addHandler(this::newRoll);
    requireNonNull(routes.getRoute("tryDevice")).addHandler(this::tryOut);
  }

  private void preview(RoutingContext ctx) {
    printers
        .preview(Reading.path(ctx, "device"))
        .onFailure(ctx::fail)
        .onSuccess(preview -> {
          switch (preview) {
            case PrinterHooks.Preview.Drawn(var png) ->
                ctx.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "image/png")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(png);
            case PrinterHooks.Preview.NoFont none -> Problem.NO_FONT.send(ctx.request());
            case PrinterHooks.Preview.NoSuchPrinter none ->
                Problem.NO_SUCH_DEVICE.send(ctx.request());
          }
        });
  }

  private void tryOut(RoutingContext ctx) {
    if (tryDevice.test(Reading.body(ctx).getString("device")))
      Asking.json(ctx, new JsonObject().put("done", true));
    else Problem.NO_SUCH_DEVICE.send(ctx.request());
  }

  private void newRoll(RoutingContext ctx) {
    if (printers.newRoll(Reading.path(ctx, "device")))
      Asking.json(ctx, new JsonObject().put("done", true));
    else Problem.NO_SUCH_DEVICE.send(ctx.request());
  }
}
