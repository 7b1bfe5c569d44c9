package org.xuhao.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.xuhao.hall.ClerkId;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.ServiceCode;
import org.xuhao.hall.TicketNumber;
import org.xuhao.hall.VisitId;
import org.xuhao.hall.WindowId;

/**
 * An entry as JSON text, version 1: the fields of {@link Entry} by name, each event with its type's
 * simple name as {@code type}, values such as {@code A001} as people read them, instants as ISO
 * 8601 with milliseconds, absent values left out. Fields it does not know are passed over, so that
 * an older release reads what a newer one merely added to; an event type it does not know is an
 * error.
 *
 * <p>Renaming an event or a field of one needs a new version in {@link Frame} and a reading of the
 * old one here.
 */
public final class EntryText {
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private static final ObjectWriter WRITER;
  private static final ObjectReader READER;

  static {
    JsonMapper mapper = mapper();
    WRITER = mapper.writerFor(Entry.class);
    READER = mapper.readerFor(Entry.class);
  }

  /** Says for Jackson what an event is, since {@code hall} knows nothing of it. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface Typed {}

  private EntryText() {}

  /** The text of {@code entry}, in UTF-8. */
  public static byte[] write(Entry entry) {
    try {
      return WRITER.writeValueAsBytes(entry);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry always has a text: " + entry, e);
    }
  }

  /** Reads what {@link #write} wrote; throws where this release does not understand it. */
  public static Entry read(byte[] text) throws IOException {
    Entry entry = READER.readValue(text);
    if (entry == null) throw new IOException("no entry in the text");
    return entry;
  }

  private static JsonMapper mapper() {
    var builder =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .addMixIn(Event.class, Typed.class)
            .addModule(values());
    for (Class<?> type : Event.class.getPermittedSubclasses())
      builder.registerSubtypes(new NamedType(type, type.getSimpleName()));
    return builder.build();
  }

  /** The small values of the hall, each as one word or number. */
  private static SimpleModule values() {
    var module = new SimpleModule("hall");
    text(module, Instant.class, EntryText::instant, Instant::parse);
    text(module, LocalDate.class, LocalDate::toString, LocalDate::parse);
    text(module, TicketNumber.class, TicketNumber::toString, EntryText::ticket);
    text(module, ServiceCode.class, ServiceCode::code, ServiceCode::new);
    text(module, ClerkId.class, ClerkId::id, ClerkId::new);
    number(module, WindowId.class, id -> (long) id.number(), n -> new WindowId(Math.toIntExact(n)));
    number(module, VisitId.class, VisitId::number, VisitId::new);
    return module;
  }

  private static String instant(Instant at) {
    return at.equals(at.truncatedTo(ChronoUnit.MILLIS)) ? MILLIS.format(at) : at.toString();
  }

  private static TicketNumber ticket(String text) {
    return TicketNumber.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("ticket number " + text));
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(
        type,
        new StdScalarSerializer<T>(type) {
          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider unused)
              throws IOException {
            out.writeString(write.apply(value));
          }
        });
    module.addDeserializer(
        type,
        new StdScalarDeserializer<T>(type) {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getText();
            try {
              return read.apply(text);
            } catch (IllegalArgumentException | DateTimeException e) {
              throw JsonMappingException.from(in, type.getSimpleName() + " " + text, e);
            }
          }
        });
  }

  private static <T> void number(
      SimpleModule module, Class<T> type, Function<T, Long> write, Function<Long, T> read) {
    module.addSerializer(
        type,
        new StdScalarSerializer<T>(type) {
          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider unused)
              throws IOException {
            out.writeNumber(write.apply(value));
          }
        });
    module.addDeserializer(
        type,
        new StdScalarDeserializer<T>(type) {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
              return read.apply(in.getLongValue());
            } catch (IllegalArgumentException | ArithmeticException e) {
              throw JsonMappingException.from(in, type.getSimpleName(), e);
            }
          }
        });
  }
}
