package org.xuhao.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * A record as a JSON object: its components by name and in their order, absent ones left out. When
 * it is read, names it does not know are passed over; of what is not there a number is 0, a list or
 * map is empty, anything else is absent.
 */
final class RecordText implements Text<Object> {
  private final Class<?> type;
  private final Constructor<?> constructor;
  private final Part[] parts;

  /** The components' names as they stand in a text. */
  private final byte[][] quoted;

  /** What stands for each component where the text has none. */
  private final @Nullable Object[] absent;

  /**
   * One component.
   *
   * @param due whether a text without it is wrong
   */
  private record Part(String name, Method value, Text<Object> text, boolean due) {}

  RecordText(Class<?> type, Texts texts) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) throw new IllegalArgumentException(type + " is no record");
    this.type = type;
    parts = new Part[components.length];
    quoted = new byte[components.length][];
    absent = new Object[components.length];
    for (int i = 0; i < parts.length; i++) {
      RecordComponent part = components[i];
      Method value = part.getAccessor();
      value.setAccessible(true);
      absent[i] = absent(part.getType());
      boolean may = part.getAnnotatedType().isAnnotationPresent(Nullable.class);
      boolean due = texts.whole() && absent[i] == null && !may;
      parts[i] = new Part(part.getName(), value, texts.of(part.getGenericType()), due);
      quoted[i] = TextReader.quoted(part.getName());
    }
    try {
      constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record has a constructor of its components: " + type, e);
    }
  }

  private static @Nullable Object absent(Class<?> type) {
    if (type == int.class) return 0;
    if (type == long.class) return 0L;
    if (type == boolean.class) return false;
    if (type == TreePMap.class) return TreePMap.<String, Object>empty();
    return type == List.class ? List.of() : null;
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    out.writeStartObject();
    writeParts(out, value);
    out.writeEndObject();
  }

  /** What stands between the braces. */
  void writeParts(JsonGenerator out, Object value) throws IOException {
    for (Part part : parts) {
      Object inner = get(part, value);
      if (inner == null) continue;
      out.writeFieldName(part.name);
      part.text.write(out, inner);
    }
  }

  private static @Nullable Object get(Part part, Object value) {
    try {
      return part.value.invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a component of a record can be read: " + part.value, e);
    }
  }

  @Override
  public Object read(TextReader in) throws IOException {
    in.take('{');
    return readParts(in);
  }

  /** From behind the opening brace, or behind a value, to the closing brace. */
  Object readParts(TextReader in) throws IOException {
    @Nullable Object[] values = absent.clone();
    int due = 0;
    while (in.more('}')) {
      int part = find(in, due);
      if (part < 0) {
        in.name();
        in.skip();
      } else {
        if (!in.takesNull()) values[part] = parts[part].text.read(in);
        due = part + 1;
      }
    }
    for (int i = 0; i < parts.length; i++)
      if (values[i] == null && parts[i].due)
        throw new EntryText.Wrong(type.getSimpleName() + " without " + parts[i].name, null);
    return make(values);
  }

  /**
   * Goes past the name of a component; -1, staying in front of it, where it is not known. They
   * mostly stand in their order, so the one that is {@code due} is tried first.
   */
  private int find(TextReader in, int due) {
    for (int i = due; i < parts.length; i++) if (in.takes(quoted[i])) return i;
    for (int i = 0; i < due; i++) if (in.takes(quoted[i])) return i;
    return -1;
  }

  private Object make(@Nullable Object[] values) throws IOException {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IOException(type.getSimpleName() + ": " + e.getCause(), e.getCause());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("a record can be made: " + type, e);
    }
  }
}
