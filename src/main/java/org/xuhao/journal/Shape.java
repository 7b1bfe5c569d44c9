package org.xuhao.journal;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * The shape of a record and of all that stands in it: names and types of components, names of
 * constants. Two releases with one shape read each other's text and miss nothing.
 */
final class Shape {
  private final TreeMap<String, String> types = new TreeMap<>();

  private Shape() {}

  /** A short sign that changes with the shape of {@code type}. */
  static String of(Class<?> type) {
    var shape = new Shape();
    shape.add(type);
    byte[] text = shape.types.toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Frame.sha().digest(text), 0, 8);
  }

  private void add(Type type) {
    if (type instanceof ParameterizedType several) {
      for (Type of : several.getActualTypeArguments()) add(of);
      return;
    }
    Class<?> plain = (Class<?>) type;
    if (types.containsKey(plain.getName())) return;
    types.put(plain.getName(), "");
    types.put(plain.getName(), describe(plain));
  }

  private String describe(Class<?> type) {
    var text = new StringBuilder();
    RecordComponent[] parts = type.getRecordComponents();
    if (parts != null)
      for (RecordComponent part : parts) {
        text.append(part.getName()).append(' ').append(part.getGenericType().getTypeName());
        text.append(';');
        add(part.getGenericType());
      }
    if (type.isEnum()) text.append(Arrays.toString(type.getEnumConstants()));
    if (type.isSealed())
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        text.append(permitted.getName()).append('|');
        add(permitted);
      }
    return text.toString();
  }
}
