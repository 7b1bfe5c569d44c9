package org.xuhao.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** The simulated devices, for the drawn view. Called on an event loop. */
public interface SimHooks {

  /** What the devices really received and show now; its shape stands in the OpenAPI file. */
  Future<JsonObject> snapshot();

  /**
   * Presses a key or makes trouble, as {@code SimCommand} in the OpenAPI file.
   *
   * @return fails with {@link IllegalArgumentException} when there is no such device or line
   */
  Future<Void> command(JsonObject command);
}
