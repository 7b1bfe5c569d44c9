package org.xuhao.web.district;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.ServiceCode;

/** A number that another hall keeps, as its visitor is told of it. */
public final class Kept {
  private Kept() {}

  /** Where, under what code and until when. */
  public static JsonObject json(
      HallCard hall, BookingId booking, ServiceCode service, Instant until) {
    return hall.json()
        .put("booking", booking.id())
        .put("code", booking.code())
        .put("service", service.code())
        .put("until", until.toString());
  }

  /**
   * The same wish has the same name, however often it comes.
   *
   * @param hall this one
   * @param wish what the wish was called, which nobody guesses
   * @param to the other hall
   */
  public static BookingId name(String hall, String wish, String to, ServiceCode service) {
    byte[] whole = String.join(" ", wish, to, service.code()).getBytes(StandardCharsets.UTF_8);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(whole);
      long chance = 0;
      for (int i = 0; i < Long.BYTES; i++) chance = (chance << Byte.SIZE) | (hash[i] & 0xFF);
      return BookingId.reserved(hall, chance);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
