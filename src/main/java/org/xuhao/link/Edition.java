package org.xuhao.link;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * What the district keeps once for all halls, of one kind, as it is from a time on. Always whole:
 * whoever has one needs none before it.
 *
 * @param kind such as {@code people}; a-z
 * @param number from 1; a later one stands in the place of all before it once its time has come
 * @param from when it counts, by the clock on a hall's wall
 * @param hash SHA-256 of all the rest, in hexadecimal digits
 * @param body a text whose form the kind says
 */
public record Edition(String kind, long number, Instant from, String hash, String body) {
  private static final String KIND = "[a-z]{1,16}";

  /** Largest text of one, in bytes: a server of NATS takes a message of 1 MiB. */
  public static final int BYTES_MAX = 900 << 10;

  /** A new one, with its hash. */
  public static Edition of(String kind, long number, Instant from, String body) {
    return new Edition(kind, number, from, hash(kind, number, from, body), body);
  }

  private static String hash(String kind, long number, Instant from, String body) {
    String all = kind + "\n" + number + "\n" + from + "\n" + body;
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(all.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** As it is sent and kept. */
  public byte[] bytes() {
    return new JsonObject()
        .put("v", Message.VERSION)
        .put("kind", kind)
        .put("number", number)
        .put("from", from.toString())
        .put("hash", hash)
        .put("body", body)
        .toBuffer()
        .getBytes();
  }

  /** Empty: it is none, or not as it was written. */
  public static Optional<Edition> read(byte[] bytes) {
    if (bytes.length > BYTES_MAX) return Optional.empty();
    try {
      var json = new JsonObject(Buffer.buffer(bytes));
      var read =
          of(
              json.getString("kind"),
              json.getLong("number"),
              Instant.parse(json.getString("from")),
              Objects.requireNonNull(json.getString("body")));
      boolean good =
          read.hash.equals(json.getString("hash")) && read.kind.matches(KIND) && read.number > 0;
      return good ? Optional.of(read) : Optional.empty();
    } catch (DecodeException
        | ClassCastException
        | NullPointerException
        | DateTimeException wrong) {
      return Optional.empty();
    }
  }
}
