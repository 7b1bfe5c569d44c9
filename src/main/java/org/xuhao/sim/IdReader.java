package org.xuhao.sim;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.sim.ReaderFrames.Asked;
import org.xuhao.wire.Bytes;

/**
 * One identity-card reader and the card that lies on it: how it answers. Source: the protocol
 * document of the reader.
 */
final class IdReader {
  private static final int TEXT = 256;
  private static final int PHOTO = 1024;
  private static final int NUMBER_AT = 122;
  private static final int LETTER_AT = 248;

  private static final Duration QUICKLY = Duration.ofMillis(30);
  private static final Duration READING = Duration.ofSeconds(1);

  /** What it says and after how long. */
  record Said(Duration after, Bytes bytes) {}

  /** The card that lies there: the letter of its kind, or a blank, and its number. */
  record Card(char letter, String number) {}

  private final SimDevice device;
  private final ReaderFrames frames = new ReaderFrames();
  private boolean powered = true;
  private boolean silent;
  private @Nullable Card card;
  private boolean read;
  private boolean selected;
  private long reads;

  /** Whether it finds a card again that it has read; most say that there is none. */
  boolean findsAgain;

  /** The result of every question but a good one: 0x60 or 0x66; 0: all is well. */
  int moduleFault;

  /** So many of the next readings fail. */
  int failures;

  IdReader(SimDevice device) {
    this.device = device;
  }

  boolean lives() {
    return powered && !silent;
  }

  void silence(boolean silent) {
    this.silent = silent;
  }

  void power(boolean on) {
    powered = on;
    read = false;
    selected = false;
  }

  void put(Card put) {
    card = put;
    read = false;
    selected = false;
  }

  void lift() {
    card = null;
    selected = false;
  }

  List<Said> hears(Bytes bytes) {
    var said = new ArrayList<Said>();
    if (lives()) for (Asked asked : frames.read(bytes)) said.add(told(asked));
    return said;
  }

  private Said told(Asked asked) {
    if (!asked.sound()) return result(0x10);
    if (moduleFault != 0) return result(moduleFault);
    return switch (asked.code()) {
      case 0x11FF, 0x10FF -> result(0x90);
      case 0x2001 -> find();
      case 0x2002 -> select();
      case 0x3001 -> read();
      default -> result(0x21);
    };
  }

  private Said find() {
    boolean found = card != null && (!read || findsAgain);
    selected = false;
    return found
        ? new Said(QUICKLY, ReaderFrames.write(0x9F, Bytes.copyOf(new byte[4])))
        : result(0x80);
  }

  private Said select() {
    selected = card != null;
    return selected
        ? new Said(QUICKLY, ReaderFrames.write(0x90, Bytes.copyOf(new byte[8])))
        : result(0x81);
  }

  private Said read() {
    Card lies = card;
    if (lies == null || !selected) return result(0x41);
    read = true;
    if (failures > 0) {
      failures--;
      return result(0x41);
    }
    reads++;
    Bytes lengths = Bytes.of(0x01, 0x00, 0x04, 0x00); // of text and photo
    byte[] photo = new byte[PHOTO];
    Arrays.fill(photo, (byte) 0x5A);
    Bytes data = lengths.then(text(lies)).then(Bytes.copyOf(photo));
    return new Said(READING, ReaderFrames.write(0x90, data));
  }

  private static Said result(int result) {
    return new Said(QUICKLY, ReaderFrames.write(result, Bytes.NONE));
  }

  private static Bytes text(Card card) {
    byte[] text = " ".repeat(TEXT / 2).getBytes(StandardCharsets.UTF_16LE);
    put(text, 0, card.letter() == 'I' ? "TESTER, ANNA" : "测试");
    put(text, NUMBER_AT, card.number());
    put(text, LETTER_AT, Character.toString(card.letter()));
    return Bytes.copyOf(text);
  }

  private static void put(byte[] text, int at, String words) {
    byte[] bytes = words.getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(bytes, 0, text, at, bytes.length);
  }

  SimView.ReaderView view() {
    return new SimView.ReaderView(device.name(), powered, silent, card != null, reads);
  }
}
