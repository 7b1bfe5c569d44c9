package org.xuhao.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.TicketNumber;

/**
 * The address of a ticket's progress page, which only the holder of the paper knows: a number can
 * be guessed, a token cannot.
 */
public interface TicketLinks {

  /** The last part of the address; letters, digits and dashes, at most {@value #TOKEN_MAX}. */
  String token(TicketNumber ticket, LocalDate day);

  /** The ticket of {@code day} that {@code token} was made for; empty for any other text. */
  Optional<TicketNumber> ticket(String token, LocalDate day);

  /** The whole address, for the QR code on the paper. */
  String address(TicketNumber ticket, LocalDate day);

  /** The whole address of a notice, for the QR code on its paper. */
  String ofNotice(String code);

  /** Where the page of a notice stands; its code follows. */
  String NOTICE = "/n/";

  /** The code in what was typed or scanned: a whole address of a notice, or the code alone. */
  static String codeIn(String typed) {
    int at = typed.lastIndexOf(NOTICE);
    return at < 0 ? typed : typed.substring(at + NOTICE.length());
  }

  /** The last part of the address of a talk's page; letters, digits and dashes. */
  String talkToken(BookingId booking);

  /** The booking that {@code token} was made for; empty for any other text. */
  Optional<BookingId> talk(String token);

  /** The whole address of a talk's page. */
  String address(BookingId booking);

  /** Where clerk and visitor see and hear each other; empty: the hall has no such place. */
  Optional<String> media(BookingId booking);

  /** What stands in the address of that place for the talk's own name. */
  String TALK_MARK = "{talk}";

  /** Longest token of a talk: a booking of 64, a dash and 20 digits, with room. */
  int TALK_TOKEN_MAX = 90;

  /** Longest token: a number of 7, a dash and 20 digits, with room. */
  int TOKEN_MAX = 40;

  /**
   * Links whose tokens are keyed hashes, the same after every start.
   *
   * @param key secret of this hall, 16 bytes or more, kept in a file of its own
   * @param origin where phones reach the server, such as {@code http://10.0.0.5:8080}
   * @param media address of a talk outside, with {@link #TALK_MARK} for its name; empty: none
   */
  static TicketLinks keyed(byte[] key, String origin, Optional<String> media) {
    if (key.length < 16) throw new IllegalArgumentException("a key of " + key.length + " bytes");
    return new Keyed(new SecretKeySpec(key, "HmacSHA256"), origin.replaceAll("/+$", ""), media);
  }

  /** Number, dash, first 80 bits of HMAC-SHA-256 over day and number. */
  record Keyed(SecretKeySpec key, String origin, Optional<String> outside) implements TicketLinks {

    /** 80 bits: at a thousand tries a second a guess takes longer than the hall stands. */
    private static final int HASH_BYTES = 10;

    @Override
    public String token(TicketNumber ticket, LocalDate day) {
      return ticket + "-" + hex(day + " " + ticket);
    }

    @Override
    public Optional<TicketNumber> ticket(String token, LocalDate day) {
      if (token.length() > TOKEN_MAX || token.indexOf('-') < 1) return Optional.empty();
      return TicketNumber.parse(token.substring(0, token.indexOf('-')))
          .filter(number -> same(token(number, day), token));
    }

    @Override
    public String address(TicketNumber ticket, LocalDate day) {
      return origin + "/t/" + token(ticket, day);
    }

    @Override
    public String ofNotice(String code) {
      return origin + NOTICE + code;
    }

    @Override
    public String talkToken(BookingId booking) {
      return booking + "-" + hex("talk " + booking);
    }

    @Override
    public Optional<BookingId> talk(String token) {
      int dash = token.lastIndexOf('-');
      if (token.length() > TALK_TOKEN_MAX || dash < 1 || dash > 64) return Optional.empty();
      var booking = new BookingId(token.substring(0, dash));
      return same(talkToken(booking), token) ? Optional.of(booking) : Optional.empty();
    }

    @Override
    public String address(BookingId booking) {
      return origin + "/talk/" + talkToken(booking);
    }

    /** The name of the room tells nothing, and leads to no page of the hall. */
    @Override
    public Optional<String> media(BookingId booking) {
      return outside.map(address -> address.replace(TALK_MARK, hex("room " + booking)));
    }

    private static boolean same(String a, String b) {
      return MessageDigest.isEqual(
          a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private String hex(String text) {
      byte[] hash = mac(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }

    private byte[] mac(byte[] text) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return mac.doFinal(text);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has HmacSHA256", e);
      }
    }
  }
}
