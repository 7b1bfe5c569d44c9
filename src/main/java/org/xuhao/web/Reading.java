package org.xuhao.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.ValidatedRequest;

/** Reads requests that the router has matched and the OpenAPI file has let through. */
final class Reading {
  private Reading() {}

  /** The text in the address at {@code :name}. */
  static String path(RoutingContext ctx, String name) {
    return requireNonNull(ctx.pathParam(name), name);
  }

  /** The whole number in the address at {@code :name}. */
  static long pathNumber(RoutingContext ctx, String name) {
    var parameter = requireNonNull(validated(ctx).getPathParameters().get(name), name);
    return requireNonNull(parameter.getLong(), name);
  }

  /** The body; an absent one is an empty object. */
  static JsonObject body(RoutingContext ctx) {
    var body = validated(ctx).getBody();
    if (body == null || body.isNull()) return new JsonObject();
    return requireNonNull(body.getJsonObject(), "body");
  }

  private static ValidatedRequest validated(RoutingContext ctx) {
    ValidatedRequest request = ctx.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    return requireNonNull(request, "validated request");
  }
}
