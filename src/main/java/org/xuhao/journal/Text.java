package org.xuhao.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/** How a value of one type is written as JSON and read back. */
interface Text<T> {

  void write(JsonGenerator out, T value) throws IOException;

  /** Reads the value that {@code in} stands at and stops behind it. */
  T read(TextReader in) throws IOException;

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
      public List<T> read(TextReader in) throws IOException {
        in.take('[');
        if (!in.more(']')) return List.of();
        T first = one.read(in);
        if (!in.more(']')) return List.of(first);
        List<T> values = new ArrayList<>();
        values.add(first);
        do values.add(one.read(in));
        while (in.more(']'));
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
      public TreePVector<Object> read(TextReader in) throws IOException {
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
      public TreePMap<Object, Object> read(TextReader in) throws IOException {
        in.take('[');
        var sorted = new TreeMap<Object, Object>();
        while (in.more(']')) {
          Object of = key.read(in);
          in.take(',');
          sorted.put(of, value.read(in));
        }
        return TreePMap.fromSortedMap(sorted);
      }
    };
  }

  /** One of {@code type}'s constants, by name. */
  static Text<Object> constant(Class<?> type) {
    var words = new TextReader.Words<Object>(name -> constant(type, name));
    return new Text<>() {
      @Override
      public void write(JsonGenerator out, Object value) throws IOException {
        out.writeString(((Enum<?>) value).name());
      }

      @Override
      public Object read(TextReader in) throws IOException {
        return in.word(words);
      }
    };
  }

  private static Object constant(Class<?> type, String name) throws IOException {
    for (Object constant : type.getEnumConstants())
      if (((Enum<?>) constant).name().equals(name)) return constant;
    throw new IOException("no " + type.getSimpleName() + " " + name);
  }
}
