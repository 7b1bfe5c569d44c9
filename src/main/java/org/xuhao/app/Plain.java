package org.xuhao.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as JSON objects, for pages that show them as they are. */
final class Plain {
  private Plain() {}

  /**
   * The components of {@code record} by name: records, lists, constants, words, numbers, truths.
   */
  static JsonObject object(Record record) {
    var object = new JsonObject();
    try {
      for (RecordComponent part : record.getClass().getRecordComponents())
        object.put(part.getName(), value(part.getAccessor().invoke(record)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record can be read: " + record.getClass(), e);
    }
    return object;
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case Record record -> object(record);
      case List<?> list -> {
        var array = new JsonArray();
        for (Object one : list) array.add(value(one));
        yield array;
      }
      case Enum<?> constant -> constant.name();
      case null, default -> value;
    };
  }
}
