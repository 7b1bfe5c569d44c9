package org.xuhao.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Jackson writes, and wrote in old journals, is read; what is no such text is refused. */
class TextReaderTest {

  @Test
  void everyTextThatJacksonWritesComesBack() throws IOException {
    var random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      String text = drawn(random);
      var bytes = new ByteArrayOutputStream();
      try (var out = new JsonFactory().createGenerator(bytes)) {
        out.writeString(text);
      }
      assertEquals(text, new TextReader(bytes.toByteArray()).text());
      var words = new TextReader.Words<String>(word -> word);
      assertEquals(text, new TextReader(bytes.toByteArray()).word(words));
      assertEquals(text, new TextReader(bytes.toByteArray()).word(words));
    }
  }

  /** Letters, quotes, control characters, Chinese, and characters of two halves. */
  private static String drawn(Random random) {
    var text = new StringBuilder();
    for (int length = random.nextInt(100); length > 0; length--)
      switch (random.nextInt(4)) {
        case 0 -> text.append((char) random.nextInt(128));
        case 1 -> text.append((char) ('一' + random.nextInt(20_000)));
        case 2 -> text.appendCodePoint(0x1F600 + random.nextInt(50));
        default -> text.append("\"\\/\u007f\u2028".charAt(random.nextInt(5)));
      }
    return text.toString();
  }

  @Test
  void aWordThatCameBeforeIsTheSameValue() throws IOException {
    var words = new TextReader.Words<Object>(word -> new Object());
    Object first = in("\"RS\"").word(words);
    assertSame(first, in("\"RS\"").word(words));
    assertNotSame(first, in("\"GA\"").word(words));
  }

  @Test
  void numbersReachFromTheSmallestLongToTheLargest() throws IOException {
    for (long number : new long[] {0, -1, 7, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
      assertEquals(number, in(Long.toString(number)).number());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999",
        "1.5",
        "1e3",
        "-",
        "",
        "x"
      })
  void noWholeNumberIsRefused(String text) {
    assertThrows(IOException.class, () -> in(text).number());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a", "a\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u12", "\"\\", "", " \"a\""})
  void aTextThatIsNoneIsRefused(String text) {
    assertThrows(IOException.class, () -> in(text).text());
    assertThrows(IOException.class, () -> in(text).word(new TextReader.Words<>(word -> word)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "-1.5e3", "true", "null", "\"}]\\\"\"", "[]", "{}", "[{\"a\":[1,\"]\"]},2]"})
  void anyValueIsPassedOver(String value) throws IOException {
    TextReader in = in("[" + value + ",7]");
    in.take('[');
    assertTrue(in.more(']'));
    in.skip();
    assertTrue(in.more(']'));
    assertEquals(7, in.number());
    assertFalse(in.more(']'));
    in.end();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1 2]", "[1;2]", "[1,2"})
  void valuesThatNothingPartsAreRefused(String text) {
    assertThrows(
        IOException.class,
        () -> {
          TextReader in = in(text);
          in.take('[');
          while (in.more(']')) in.number();
        });
  }

  @Test
  void anEntryCutAnywhereOrGoingOnIsRefused() throws IOException {
    byte[] text = EntryText.write(Entries.take(1, 7));
    for (int length = 0; length < text.length; length++) {
      byte[] cut = Arrays.copyOf(text, length);
      assertThrows(IOException.class, () -> EntryText.read(cut));
    }
    byte[] longer = Arrays.copyOf(text, text.length + 1);
    assertThrows(IOException.class, () -> EntryText.read(longer));
  }

  /** Whatever a bit does to an entry, it is read or refused: never a crash, never for ever. */
  @Test
  void anEntryWithOneBitTurnedIsReadOrRefused() {
    byte[] text = EntryText.write(Entries.take(1, 7));
    int refused = 0;
    for (int bit = 0; bit < text.length * 8; bit++) {
      byte[] turned = text.clone();
      turned[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        EntryText.read(turned);
      } catch (IOException e) {
        refused++;
      }
    }
    assertTrue(refused > text.length, "refused " + refused);
  }

  private static TextReader in(String text) {
    return new TextReader(text.getBytes(StandardCharsets.UTF_8));
  }
}
