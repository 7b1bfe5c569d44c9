package org.xuhao.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/** How a value of one type is written as JSON and read back. */
interface Text<T> {

  void write(JsonGenerator out, T value) throws IOException;

  /** Reads the value that {@code in} stands at and stops at its last token. */
  T read(JsonParser in) throws IOException;

  /** Several values in brackets. */
  static <T> Text<List<T>> list(Text<T> one) {
    return new Text<>() {
      @Override
      public void write(JsonGenerator out, List<T> values) throws IOException {
        out.writeStartArray();
        for (T value : values) one.write(out, value);
        out.writeEndArray();
      }

      @Override
      public List<T> read(JsonParser in) throws IOException {
        expect(in, JsonToken.START_ARRAY);
        List<T> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) values.add(one.read(in));
        return values;
      }
    };
  }

  /** The same for a vector that is never changed. */
  static Text<TreePVector<Object>> vector(Text<Object> one) {
    Text<List<Object>> list = list(one);
    return new Text<>() {
      @Override
      public void write(JsonGenerator out, TreePVector<Object> values) throws IOException {
        list.write(out, values);
      }

      @Override
      public TreePVector<Object> read(JsonParser in) throws IOException {
        return TreePVector.from(list.read(in));
      }
    };
  }

  /** A map that is never changed: key, value, key, value, in the order of the keys. */
  static Text<TreePMap<Object, Object>> map(Text<Object> key, Text<Object> value) {
    return new Text<>() {
      @Override
      public void write(JsonGenerator out, TreePMap<Object, Object> map) throws IOException {
        out.writeStartArray();
        for (var entry : map.entrySet()) {
          key.write(out, entry.getKey());
          value.write(out, entry.getValue());
        }
        out.writeEndArray();
      }

      @Override
      public TreePMap<Object, Object> read(JsonParser in) throws IOException {
        expect(in, JsonToken.START_ARRAY);
        var sorted = new TreeMap<Object, Object>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          Object of = key.read(in);
          in.nextToken();
          sorted.put(of, value.read(in));
        }
        return TreePMap.fromSortedMap(sorted);
      }
    };
  }

  /** One of {@code type}'s constants, by name. */
  static Text<Object> constant(Class<?> type) {
    var constants = List.of(type.getEnumConstants());
    return new Text<>() {
      @Override
      public void write(JsonGenerator out, Object value) throws IOException {
        out.writeString(((Enum<?>) value).name());
      }

      @Override
      public Object read(JsonParser in) throws IOException {
        expect(in, JsonToken.VALUE_STRING);
        String name = in.getText();
        for (Object constant : constants)
          if (((Enum<?>) constant).name().equals(name)) return constant;
        throw new IOException("no " + type.getSimpleName() + " " + name);
      }
    };
  }

  static void expect(JsonParser in, JsonToken token) throws IOException {
    if (in.currentToken() != token)
      throw new IOException(
          Objects.toString(in.currentToken(), "the end")
              + " where "
              + token
              + " should stand, byte "
              + in.currentTokenLocation().getByteOffset());
  }
}
