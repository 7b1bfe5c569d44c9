package org.xuhao.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xuhao.hall.DistrictEvent;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;

class EntryTextTest {

  static List<Class<?>> everyEvent() {
    return Event.kinds();
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void everyEventComesBackAsItWas(Class<?> type) throws Exception {
    for (boolean bare : new boolean[] {false, true}) {
      Entry entry = entryOf((Event) build(type, bare));
      byte[] text = EntryText.write(entry);
      assertEquals(entry, EntryText.read(text), new String(text, StandardCharsets.UTF_8));
      String name = "{\"type\":\"" + type.getSimpleName() + "\"";
      assertTrue(new String(text, StandardCharsets.UTF_8).contains(name), () -> name);
    }
  }

  @Test
  void theTextIsTheOneThatOldJournalsHold() throws IOException {
    Entry entry = Entries.take(1, 7);
    String text =
        """
        {"hall":"haixi","incarnation":"abc0000000000001","seq":7,\
        "at":"2026-11-20T01:00:00.280Z","wall":"2026-11-20T01:00:00.280Z","day":"2026-11-20",\
        "request":"dispenser/1/7",\
        "by":{"role":"DISPENSER","who":"dispenser","place":"dispenser 1"},\
        "command":"TakeTicket RS","events":[{"type":"TicketIssued","ticket":"A007",\
        "sequence":7,"service":"RS","since":"2026-11-20T01:00:00.280Z","ahead":0}]}\
        """;
    assertEquals(text, new String(EntryText.write(entry), StandardCharsets.UTF_8));
    assertEquals(entry, EntryText.read(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** It stands in other halls' entries alone: in this hall's own it is an error. */
  @Test
  void anEventOfANewerReleaseIsKeptByteForByte() throws IOException {
    String known = new String(EntryText.write(Entries.take(1, 7)), StandardCharsets.UTF_8);
    List<String> strange =
        List.of(
            "{\"type\":\"TicketSung\",\"tune\":{\"a\":[1,2.5,\"}\\u00e9\\\"\"]},\"no\":null}",
            "{\"type\":\"TicketFinished\",\"ticket\":17}",
            "{\"type\":\"Newer\",\"text\":\"?\"}");
    for (String one : strange) {
      byte[] text = known.replace("\"events\":[", "\"events\":[" + one + ",").getBytes(UTF_8);
      assertThrows(IOException.class, () -> EntryText.read(text), one);
      Entry heard = EntryText.heard(text);
      assertEquals(
          List.of(new DistrictEvent.Newer(one), Entries.take(1, 7).events().getFirst()),
          heard.events());
      assertArrayEquals(text, EntryText.write(heard));
    }
    assertEquals("TicketSung", new DistrictEvent.Newer(strange.getFirst()).kind());
    for (String bad : List.of("7", "{\"a\":\"\n\"}", "{", "{\"type\":\"TicketSung\""))
      assertThrows(
          IOException.class,
          () ->
              EntryText.heard(
                  known.replace("\"events\":[", "\"events\":[" + bad + ",").getBytes(UTF_8)),
          bad);
  }

  @Test
  void aFieldOfANewerReleaseIsPassedOver() throws IOException {
    String text = new String(EntryText.write(Entries.take(1, 7)), StandardCharsets.UTF_8);
    String newer = text.replace("\"ahead\":0", "\"ahead\":0,\"colour\":{\"r\":[1,2]}");
    assertEquals(Entries.take(1, 7), EntryText.read(newer.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anEventOfANewerReleaseOrABadValueIsAnError() {
    String text = new String(EntryText.write(Entries.take(1, 7)), StandardCharsets.UTF_8);
    for (String bad :
        List.of(
            text.replace("TicketIssued", "TicketSung"),
            text.replace("A007", "A0"),
            text.replace("\"RS\"", "\"no such service name\""),
            text.replace("01:00:00.280Z", "25:00"),
            text.substring(0, text.length() / 2),
            "null"))
      assertThrows(
          IOException.class, () -> EntryText.read(bad.getBytes(StandardCharsets.UTF_8)), bad);
  }

  @Test
  void anInstantLosesNothing() throws IOException {
    var event =
        new Event.TicketReturned(
            new TicketNumber("A", 1),
            new ServiceCode("RS"),
            Instant.parse("2026-11-20T01:00:00.123456789Z"),
            Event.ReturnedWhy.HOLD,
            null);
    assertEquals(entryOf(event), EntryText.read(EntryText.write(entryOf(event))));
  }

  private static Entry entryOf(Event event) {
    Entry like = Entries.take(1, 1);
    return new Entry(
        like.hall(),
        like.incarnation(),
        1,
        like.at(),
        like.wall(),
        like.day(),
        "中文 \"request\"",
        like.by(),
        like.command(),
        List.of(event));
  }

  /** An instance of a record; {@code bare}: whatever may be absent is. */
  private static Object build(Class<?> type, boolean bare) throws ReflectiveOperationException {
    RecordComponent[] parts = type.getRecordComponents();
    if (parts == null) throw new IllegalStateException(type + " is no record");
    List<@Nullable Object> values = new ArrayList<>();
    for (RecordComponent part : parts) {
      boolean absent = bare && part.getAnnotatedType().isAnnotationPresent(Nullable.class);
      values.add(absent ? null : value(part.getGenericType(), bare));
    }
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class[]::new);
    var constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values.toArray());
  }

  private static Object value(Type type, boolean bare) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType list)
      return bare ? List.of() : List.of(value(list.getActualTypeArguments()[0], false));
    Class<?> plain = (Class<?>) type;
    if (plain == int.class) return 3;
    if (plain == long.class) return bare ? Long.MAX_VALUE : 4_000_000_000L;
    if (plain == boolean.class) return !bare;
    if (plain == String.class) return bare ? "" : "证件 \"A\"\n";
    if (plain == Instant.class) return Instant.parse("2026-11-20T01:00:00.120Z");
    if (plain == LocalDate.class) return LocalDate.of(2026, 11, 20);
    if (plain == TicketNumber.class) return new TicketNumber(bare ? "AB" : "A", 12_345);
    if (plain == ServiceCode.class) return new ServiceCode("GA-1");
    if (plain == ClassCode.class) return new ClassCode("ELDERLY");
    if (plain == BookingId.class) return new BookingId("haixi-B000123");
    if (plain == CaseId.class) return new CaseId("haixi-000123");
    if (plain == ClerkId.class) return new ClerkId("c-9");
    if (plain.isEnum()) return plain.getEnumConstants()[0];
    return build(plain, bare);
  }
}
