package org.xuhao.web;

import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.core.spi.JsonFactory;
import io.vertx.core.spi.json.JsonCodec;

/**
 * JSON without binding of objects, which nothing here uses: Vert.x would take Jackson's whole
 * binder because Flyway brings it along, and a start would load it. Found by Vert.x as a service.
 */
public final class PlainJson implements JsonFactory {

  /** Before Vert.x's own, which has the highest number there is. */
  @Override
  public int order() {
    return 0;
  }

  @Override
  public JsonCodec codec() {
    return new JacksonCodec();
  }
}
