package org.xuhao.web;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The simulated devices, for the drawn view. Called on an event loop: answers at once. */
public interface SimHooks {

  /** What the devices really received and show now; its shape stands in the OpenAPI file. */
  JsonObject snapshot();

  /** Presses a key or makes trouble; says what was wrong with the command, if anything. */
  Optional<String> command(JsonObject command);
}
