package org.xuhao.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.xuhao.hall.HallState;

/**
 * What stands in front of a snapshot: whose it is, who can read it, and where in the journal it
 * belongs.
 *
 * @param release that wrote it; another one may fold events differently
 * @param shape of the state that follows
 * @param point behind which the journal is to be read
 * @param kept how many requests follow the state
 */
record SnapshotHead(String hall, String release, String shape, JournalPoint point, int kept) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Between these nanoseconds since 1970 are a long. */
  private static final Instant FIRST = Instant.parse("1678-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("2262-01-01T00:00:00Z");

  private static final Texts TEXTS = texts();

  /** Of the release that runs. */
  static final String SHAPE = Shape.of(HallState.class) + "-" + HallState.MEANING;

  /** The text of a head or of a {@link HallState}, in UTF-8. */
  static byte[] write(Object part) {
    var bytes = new ByteArrayOutputStream(64 << 10);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      TEXTS.of(part.getClass()).write(out, part);
    } catch (IOException e) {
      throw new IllegalStateException("a state always has a text", e);
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #write} wrote, from a part of {@code bytes}. */
  static <T> T read(Class<T> type, byte[] bytes, int from, int length) throws IOException {
    var in = new TextReader(bytes, from, length);
    T part = type.cast(TEXTS.of(type).read(in));
    in.end();
    return part;
  }

  /**
   * Instants as nanoseconds since 1970: a state holds tens of thousands. Before 1678 and from 2262
   * on, which a clerk may type and another hall may say, as words.
   */
  private static Texts texts() {
    Texts texts = EntryText.texts();
    Text<Object> words = texts.of(Instant.class);
    texts.number(Instant.class, SnapshotHead::nanos, SnapshotHead::instant);
    Text<Object> numbers = texts.of(Instant.class);
    texts.other(Instant.class, known -> new NumberOrWord(numbers, words));
    return texts;
  }

  private record NumberOrWord(Text<Object> numbers, Text<Object> words) implements Text<Object> {
    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
      var at = (Instant) value;
      boolean fits = !at.isBefore(FIRST) && at.isBefore(END);
      (fits ? numbers : words).write(out, at);
    }

    @Override
    public Object read(TextReader in) throws IOException {
      return (in.isText() ? words : numbers).read(in);
    }
  }

  static Instant instant(long nanos) {
    return Instant.EPOCH.plusNanos(nanos);
  }

  static long nanos(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
  }
}
