package org.xuhao.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;

/** What an installer asks of devices, and of ticket printers among them. */
final class InstallerApi {
  private final PrinterHooks printers;
  private final DeviceHooks devices;

  InstallerApi(PrinterHooks printers, DeviceHooks devices) {
    this.printers = printers;
    this.devices = devices;
  }

  void bind(RouterBuilder routes) {
    requireNonNull(routes.getRoute("previewTicket")).addHandler(this::preview);
    requireNonNull(routes.getRoute("setNewRoll")).addHandler(this::newRoll);
    requireNonNull(routes.getRoute("tryDevice")).addHandler(this::tryOut);
    requireNonNull(routes.getRoute("giveKey")).addHandler(this::giveKey);
    requireNonNull(routes.getRoute("renumberPad")).addHandler(this::renumber);
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
    done(ctx, devices.tryOut(Reading.body(ctx).getString("device")));
  }

  private void giveKey(RoutingContext ctx) {
    done(ctx, devices.giveKey(Reading.path(ctx, "device")));
  }

  private void renumber(RoutingContext ctx) {
    devices
        .renumber(Reading.path(ctx, "device"), Reading.body(ctx).getInteger("from"))
        .onFailure(ctx::fail)
        .onSuccess(what -> {
          switch (what) {
            case DONE -> done(ctx, true);
            case NO_SUCH_PAD -> done(ctx, false);
            case TAKEN -> Problem.ADDRESS_TAKEN.send(ctx.request());
            case NO_RATE -> Problem.RATE_UNKNOWN.send(ctx.request());
            case NOT_HEARD -> Problem.PAD_NOT_MOVED.send(ctx.request());
          }
        });
  }

  private void newRoll(RoutingContext ctx) {
    done(ctx, printers.newRoll(Reading.path(ctx, "device")));
  }

  private static void done(RoutingContext ctx, boolean done) {
    if (done) Asking.json(ctx, new JsonObject().put("done", true));
    else Problem.NO_SUCH_DEVICE.send(ctx.request());
  }
}
