package org.xuhao.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;
import org.xuhao.hall.DistrictEvent;

/**
 * The JSON texts of a set of types: records of records, lists, maps, constants and small values
 * that are one word or one number. A sealed interface is written as its record with the record's
 * simple name in front, as {@code type}. A record's text is made when it is first met. Safe for use
 * by several threads once all {@link #word} and {@link #number} were said.
 *
 * <p>Why not Jackson's own binding of objects: docs/adr/0011-quick-start.md.
 */
final class Texts {
  private static final String TYPE = "type";
  private static final byte[] QUOTED_TYPE = TextReader.quoted(TYPE);

  private final Map<Class<?>, Text<?>> known = new ConcurrentHashMap<>();
  private final boolean whole;

  /** {@code whole}: of a record nothing may be left out but what may be absent. */
  Texts(boolean whole) {
    this.whole = whole;
    number(long.class, value -> value, value -> value);
    number(int.class, value -> (long) value, Math::toIntExact);
    number(Long.class, value -> value, value -> value);
    number(Integer.class, value -> (long) value, Math::toIntExact);
    word(String.class, text -> text, text -> text);
    known.put(boolean.class, truth());
  }

  boolean whole() {
    return whole;
  }

  /** A value that is one word. */
  <T> void word(Class<T> type, Function<T, String> write, Function<String, T> read) {
    var words = new TextReader.Words<T>(word -> understood(type, read, word));
    known.put(
        type,
        new Text<T>() {
          @Override
          public void write(JsonGenerator out, T value) throws IOException {
            out.writeString(write.apply(value));
          }

          @Override
          public T read(TextReader in) throws IOException {
            return in.word(words);
          }
        });
  }

  private static <T> T understood(Class<T> type, Function<String, T> read, String word)
      throws IOException {
    try {
      return read.apply(word);
    } catch (DateTimeException e) {
      throw new EntryText.Wrong(type.getSimpleName() + " " + word, e);
    } catch (IllegalArgumentException e) {
      throw new IOException(type.getSimpleName() + " " + word, e);
    }
  }

  /** A value that is one whole number. */
  <T> void number(Class<T> type, Function<T, Long> write, Function<Long, T> read) {
    known.put(
        type,
        new Text<T>() {
          @Override
          public void write(JsonGenerator out, T value) throws IOException {
            out.writeNumber(write.apply(value));
          }

          @Override
          public T read(TextReader in) throws IOException {
            long number = in.number();
            try {
              return read.apply(number);
            } catch (IllegalArgumentException | ArithmeticException e) {
              throw new IOException(type.getSimpleName() + " " + number, e);
            }
          }
        });
  }

  /**
   * From here on a value of {@code type} is written and read by {@code other} instead. Said before
   * the text of anything that holds such values is asked for.
   */
  void other(Class<?> type, Function<Text<Object>, Text<?>> other) {
    known.put(type, other.apply(of(type)));
  }

  /** The text of {@code type}, whose values the caller knows to be of it. */
  @SuppressWarnings("unchecked")
  Text<Object> of(Type type) {
    if (type instanceof ParameterizedType several) return (Text<Object>) several(several);
    Class<?> plain = (Class<?>) type;
    Text<?> text = known.get(plain);
    if (text == null) {
      text = make(plain);
      known.put(plain, text);
    }
    return (Text<Object>) text;
  }

  private Text<?> several(ParameterizedType type) {
    Type[] of = type.getActualTypeArguments();
    if (type.getRawType() == List.class) return Text.list(of(of[0]));
    if (type.getRawType() == TreePVector.class) return Text.vector(of(of[0]));
    if (type.getRawType() == TreePMap.class) return Text.map(of(of[0]), of(of[1]));
    throw new IllegalArgumentException("no text for " + type);
  }

  private Text<?> make(Class<?> type) {
    if (type.isEnum()) return Text.constant(type);
    if (type.isSealed()) return new OneOf(type);
    return new RecordText(type, this);
  }

  private static Text<Boolean> truth() {
    return new Text<>() {
      @Override
      public void write(JsonGenerator out, Boolean value) throws IOException {
        out.writeBoolean(value);
      }

      @Override
      public Boolean read(TextReader in) throws IOException {
        return in.truth();
      }
    };
  }

  /** One of the records that a sealed interface permits. */
  private final class OneOf implements Text<Object> {
    private final Class<?> type;
    private final Map<String, Class<?>> byName = new HashMap<>();
    private final TextReader.Words<RecordText> names = new TextReader.Words<>(this::named);

    OneOf(Class<?> type) {
      this.type = type;
      add(type);
    }

    /** A sealed interface among the permitted stands for what it permits itself. */
    private void add(Class<?> permitting) {
      for (Class<?> permitted : permitting.getPermittedSubclasses())
        if (permitted.isSealed()) add(permitted);
        else if (permitted != DistrictEvent.Newer.class)
          byName.put(permitted.getSimpleName(), permitted);
    }

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
      out.writeStartObject();
      out.writeStringField(TYPE, value.getClass().getSimpleName());
      record(value.getClass()).writeParts(out, value);
      out.writeEndObject();
    }

    @Override
    public Object read(TextReader in) throws IOException {
      in.take('{');
      if (!in.takes(QUOTED_TYPE))
        throw in.error("no " + TYPE + " in front of a " + type.getSimpleName());
      return in.word(names).readParts(in);
    }

    private RecordText named(String name) throws IOException {
      Class<?> named = byName.get(name);
      if (named == null) throw new IOException("no " + type.getSimpleName() + " " + name);
      return record(named);
    }

    private RecordText record(Class<?> named) {
      return (RecordText) (Text<?>) of(named);
    }
  }
}
