package org.xuhao.driver.osdp;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.wire.Bytes;

/** What a pad said, out of its frame and decrypted. Source: protocol.md of osdp-pad. */
sealed interface Reply {
  int ACK = 0x40;
  int NAK = 0x41;
  int ID = 0x45;
  int CAPABILITIES = 0x46;
  int KEYS = 0x53;
  int COM = 0x54;
  int CHALLENGED = 0x76;
  int FIRST_MAC = 0x78;
  int BUSY = 0x79;
  int MANUFACTURER = 0x90;

  /** Done, or nothing to say. */
  record Ack() implements Reply {}

  record Nak(int error) implements Reply {

    /** Whether it says that the pad holds no session of ours. */
    boolean isOfNoSession() {
      return error >= NAK_SEQUENCE && error <= NAK_SECURITY;
    }
  }

  /** Who it is; {@code vendor} has three bytes. */
  record Identity(Bytes vendor) implements Reply {}

  /** What it can: function → compliance and count, two bytes. */
  record Capabilities(SortedMap<Integer, Bytes> functions) implements Reply {
    public Capabilities {
      functions = Collections.unmodifiableSortedMap(new TreeMap<>(functions));
    }
  }

  /** Keys that were pressed, in order. */
  record Keys(Bytes keys) implements Reply {}

  /** A visitor's answer to session {@code session}, 1..2^32-1. */
  record Rated(long session, int level) implements Reply {}

  /** The answer to a challenge: who, the pad's number, the proof that it has the key. */
  record Challenged(Bytes number, Bytes cryptogram) implements Reply {}

  record FirstMac(Bytes mac) implements Reply {}

  /** Try again later. */
  record Busy() implements Reply {}

  /** Anything else: a sound frame that means nothing here. */
  record Other(int code) implements Reply {}

  /**
   * Whether it may come under another sequence number: a busy pad answers under 0, and one that did
   * not understand may not know the number.
   */
  default boolean isOutOfTurn() {
    return this instanceof Busy
        || (this instanceof Nak nak && (nak.error() == NAK_CHECK || nak.isOfNoSession()));
  }

  int NAK_CHECK = 1;
  int NAK_SEQUENCE = 4;
  int NAK_NO_CHANNEL = 5;
  int NAK_SECURITY = 6;

  /** Reads a reply; one whose payload does not fit its code is {@link Other}. */
  static Reply of(int code, Bytes data) {
    return switch (code) {
      case ACK -> new Ack();
      case NAK -> new Nak(data.isEmpty() ? 0 : data.at(0));
      case ID -> data.size() >= 3 ? new Identity(data.slice(0, 3)) : new Other(code);
      case CAPABILITIES -> capabilities(data);
      case KEYS ->
          data.size() >= 2 && data.at(1) == data.size() - 2
              ? new Keys(data.from(2))
              : new Other(code);
      case CHALLENGED ->
          data.size() == 32 ? new Challenged(data.slice(8, 16), data.from(16)) : new Other(code);
      case FIRST_MAC -> data.size() == 16 ? new FirstMac(data) : new Other(code);
      case BUSY -> new Busy();
      case MANUFACTURER -> manufacturer(data);
      default -> new Other(code);
    };
  }

  private static Reply capabilities(Bytes data) {
    var functions = new TreeMap<Integer, Bytes>();
    for (int at = 0; at + 3 <= data.size(); at += 3)
      functions.put(data.at(at), data.slice(at + 1, at + 3));
    return new Capabilities(functions);
  }

  private static Reply manufacturer(Bytes data) {
    boolean rated =
        data.size() == 9 && data.slice(0, 3).equals(Order.PROFILE) && data.at(3) == Order.RATE;
    if (!rated) return new Other(MANUFACTURER);
    long session = 0;
    for (int i = 7; i >= 4; i--) session = session << 8 | data.at(i);
    return new Rated(session, data.at(8));
  }
}
