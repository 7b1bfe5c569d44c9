package org.xuhao.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a JSON text, read from left to right. It reads what every release has written: UTF-8
 * without blanks between the tokens. Whatever else stands there is an error that names its byte.
 *
 * <p>Why not Jackson's parser: docs/adr/0015-quick-replay.md.
 */
final class TextReader {
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private final byte[] bytes;
  private final int begin;
  private final int end;
  private int at;

  TextReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  TextReader(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.begin = from;
    this.end = from + length;
    this.at = from;
  }

  /** A name as it stands in front of a value: quoted, with its colon. */
  static byte[] quoted(String name) {
    return ("\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
  }

  /** Goes past {@code token}, which must be next. */
  void take(char token) throws IOException {
    if (here() != token) throw error("no " + token);
    at++;
  }

  /** Goes past {@code token} if it is next. */
  boolean takes(byte[] token) {
    int length = token.length;
    if (end - at < length) return false;
    for (int i = 0; i < length; i++) if (bytes[at + i] != token[i]) return false;
    at += length;
    return true;
  }

  /** Whether another value follows in the brackets that {@code closing} ends; goes to it. */
  boolean more(char closing) throws IOException {
    byte next = here();
    if (next == closing) {
      at++;
      return false;
    }
    byte before = bytes[at - 1];
    if (before == '[' || before == '{') return true;
    take(',');
    return true;
  }

  boolean takesNull() {
    return takes(NULL);
  }

  boolean truth() throws IOException {
    if (takes(TRUE)) return true;
    if (takes(FALSE)) return false;
    throw error("neither true nor false");
  }

  /** Whether a text in quotes is next. */
  boolean isText() throws IOException {
    return here() == '"';
  }

  /** A whole number. */
  long number() throws IOException {
    boolean minus = here() == '-';
    if (minus) at++;
    int first = at;
    long number = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      int digit = bytes[at] - '0';
      // Counted below zero, where there is one number more.
      if (number < (Long.MIN_VALUE + digit) / 10) throw error("too large a number");
      number = number * 10 - digit;
      at++;
    }
    if (at == first) throw error("no number");
    if (at < end && (bytes[at] == '.' || bytes[at] == 'e' || bytes[at] == 'E'))
      throw error("no whole number");
    if (!minus && number == Long.MIN_VALUE) throw error("too large a number");
    return minus ? number : -number;
  }

  /** A text in quotes. */
  String text() throws IOException {
    int from = quote();
    while (here() != '"') {
      if (bytes[at] == '\\') return unescaped(from);
      at++;
    }
    return utf8(from, at++);
  }

  /** The value of a text in quotes, which {@code words} may know from the last time. */
  <T> T word(Words<T> words) throws IOException {
    int from = quote();
    int hash = 0;
    while (here() != '"') {
      if (bytes[at] == '\\') return words.value(unescaped(from));
      hash = hash * 31 + bytes[at++];
    }
    return words.value(bytes, from, at++, hash);
  }

  /** A name and its colon. */
  String name() throws IOException {
    String name = text();
    take(':');
    return name;
  }

  /** Goes past any value. */
  void skip() throws IOException {
    int depth = 0;
    do {
      byte next = here();
      if (next == '"') text();
      else {
        if (next == '{' || next == '[') depth++;
        if (next == '}' || next == ']') depth--;
        at++;
        if (depth == 0) while (at < end && isOfNumberOrWord(bytes[at])) at++;
      }
    } while (depth > 0);
    if (depth < 0) throw error("no value");
  }

  private static boolean isOfNumberOrWord(byte one) {
    return one != ',' && one != '}' && one != ']';
  }

  /** A mark to come {@link #back} to. */
  int at() {
    return at;
  }

  void back(int mark) {
    at = mark;
  }

  /** Goes past any value; its text. */
  String skipped() throws IOException {
    int from = at;
    skip();
    return utf8(from, at);
  }

  /** Nothing may follow. */
  void end() throws IOException {
    if (at != end) throw error("more than one value");
  }

  IOException error(String what) {
    return new IOException(what + " at byte " + (at - begin) + " of its text");
  }

  private byte here() throws IOException {
    if (at >= end) throw error("it ends");
    return bytes[at];
  }

  private int quote() throws IOException {
    take('"');
    return at;
  }

  private String utf8(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** From the first escape on; what stands before it begins at {@code from}. */
  private String unescaped(int from) throws IOException {
    var text = new StringBuilder(utf8(from, at));
    while (here() != '"') {
      int plain = at;
      while (here() != '"' && bytes[at] != '\\') at++;
      text.append(utf8(plain, at));
      if (bytes[at] == '\\') text.append(escaped());
    }
    at++;
    return text.toString();
  }

  private char escaped() throws IOException {
    at++;
    char kind = (char) here();
    at++;
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> sixteenBits();
      default -> throw error("no such escape");
    };
  }

  private char sixteenBits() throws IOException {
    int bits = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(here(), 16);
      if (digit < 0) throw error("no hexadecimal digit");
      bits = bits * 16 + digit;
      at++;
    }
    return (char) bits;
  }

  /**
   * The words of one type and what they mean. A hall says few words over and over: its services,
   * windows and clerks, the same instant three times in an entry. What was read last is remembered,
   * so that its value need not be made again; whoever keeps many entries keeps it once.
   *
   * <p>Safe for use by several threads: what is remembered never changes, and one that was
   * overwritten meanwhile is only read anew.
   */
  static final class Words<T> {
    /** More than a hall has services, clerks or people waiting to be called. A power of two. */
    private static final int MEMORY = 256;

    /** A longer one is not likely to come again. */
    private static final int LENGTH_MAX = 64;

    /** How a word is understood; may throw as {@code IllegalArgumentException} and its kind. */
    interface Reading<T> {
      T of(String word) throws IOException;
    }

    /** Never changed, so that a thread that sees it sees all of it. */
    private static final class Known {
      private final byte[] word;
      private final Object value;

      Known(byte[] word, Object value) {
        this.word = word;
        this.value = value;
      }

      boolean is(byte[] bytes, int from, int length) {
        if (word.length != length) return false;
        for (int i = 0; i < length; i++) if (word[i] != bytes[from + i]) return false;
        return true;
      }
    }

    private final Reading<T> reading;
    private final Known[] memory = new Known[MEMORY];

    Words(Reading<T> reading) {
      this.reading = reading;
    }

    T value(String word) throws IOException {
      return reading.of(word);
    }

    @SuppressWarnings("unchecked")
    T value(byte[] bytes, int from, int to, int hash) throws IOException {
      int length = to - from;
      int place = (hash ^ hash >>> 8) & (MEMORY - 1);
      Known known = memory[place];
      if (known != null && known.is(bytes, from, length)) return (T) known.value;
      T value = reading.of(new String(bytes, from, length, StandardCharsets.UTF_8));
      if (length <= LENGTH_MAX) {
        byte[] word = new byte[length];
        System.arraycopy(bytes, from, word, 0, length);
        memory[place] = new Known(word, value);
      }
      return value;
    }
  }
}
