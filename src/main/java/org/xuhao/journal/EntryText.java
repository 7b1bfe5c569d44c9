package org.xuhao.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.DistrictEvent;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

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
  private static final JsonFactory JSON = new JsonFactory();
  private static final Texts TEXTS = texts();
  private static final Text<Object> TEXT = TEXTS.of(Entry.class);
  private static final Text<Object> EVENT = TEXTS.of(Event.class);

  /** The same of others, who may say anything. */
  private static final Text<Object> HEARD_EVENT = heardTexts().of(Event.class);

  /** The same where a part of it may be of a newer release. */
  private static final Text<Object> HEARD = newerTexts().of(Entry.class);

  /**
   * What no release writes: a time outside the years 0 to 9999, or a value left out that always is
   * there.
   */
  public static final class Wrong extends IOException {
    private static final long serialVersionUID = 1;

    Wrong(String what, @Nullable Throwable why) {
      super(what, why);
    }
  }

  private EntryText() {}

  private static Texts heardTexts() {
    var texts = texts(new Texts(true));
    texts.word(Instant.class, InstantText::write, InstantText::heard);
    texts.word(LocalDate.class, LocalDate::toString, InstantText::heardDay);
    return texts;
  }

  private static Texts newerTexts() {
    var texts = heardTexts();
    texts.other(Event.class, NewerText::new);
    return texts;
  }

  /** The text of {@code entry}, in UTF-8. */
  public static byte[] write(Entry entry) {
    return write(HEARD, entry);
  }

  /** Whether the text of {@code entry} is no longer than a journal takes, 8 MiB. */
  public static boolean fits(Entry entry) {
    return write(entry).length <= Frame.TEXT_MAX;
  }

  /** The text of one event alone, as it stands in its entry. */
  public static byte[] write(Event event) {
    return write(EVENT, event);
  }

  private static byte[] write(Text<Object> text, Object value) {
    var bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      text.write(out, value);
    } catch (IOException e) {
      throw new IllegalStateException("it always has a text: " + value, e);
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #write} wrote; throws where this release does not understand it. */
  public static Entry read(byte[] text) throws IOException {
    var in = new TextReader(text);
    var entry = (Entry) TEXT.read(in);
    in.end();
    return entry;
  }

  /**
   * The same of another hall's entry: an event that this release does not understand is kept as
   * {@link DistrictEvent.Newer}. Throws where a time of the entry lies outside the years 0 to 9999.
   */
  public static Entry heard(byte[] text) throws IOException {
    var in = new TextReader(text);
    var entry = (Entry) HEARD.read(in);
    in.end();
    return entry;
  }

  /**
   * Reads what {@link #write(Event)} wrote in any hall; throws where this release does not
   * understand it, and {@link Wrong} where none does.
   */
  public static Event event(byte[] text) throws IOException {
    var in = new TextReader(text);
    var event = (Event) HEARD_EVENT.read(in);
    in.end();
    return event;
  }

  /** The small values of the hall, each as one word or number. */
  static Texts texts() {
    return texts(new Texts(false));
  }

  private static Texts texts(Texts texts) {
    texts.word(Instant.class, InstantText::write, InstantText::read);
    texts.word(LocalDate.class, LocalDate::toString, LocalDate::parse);
    texts.word(TicketNumber.class, TicketNumber::toString, EntryText::ticket);
    texts.word(ServiceCode.class, ServiceCode::code, ServiceCode::new);
    texts.word(ClerkId.class, ClerkId::id, ClerkId::new);
    texts.word(BookingId.class, BookingId::id, BookingId::new);
    texts.word(CaseId.class, CaseId::id, CaseId::new);
    texts.word(ClassCode.class, ClassCode::code, ClassCode::new);
    texts.number(WindowId.class, id -> (long) id.number(), n -> new WindowId(Math.toIntExact(n)));
    texts.number(VisitId.class, VisitId::number, VisitId::new);
    return texts;
  }

  private static TicketNumber ticket(String text) {
    return TicketNumber.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("ticket number " + text));
  }
}
