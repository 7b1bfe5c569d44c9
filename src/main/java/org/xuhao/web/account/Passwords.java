package org.xuhao.web.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/**
 * Turns passwords into what may lie on a disk: {@code pbkdf2-sha512:(rounds):(salt):(hash)}, salt
 * and hash in Base64. Slow on purpose; never on an event loop.
 */
public final class Passwords {
  /** Rounds of HMAC-SHA-512. Source: OWASP Password Storage Cheat Sheet, PBKDF2. */
  public static final int ROUNDS = 220_000;

  /** Shortest, in characters. Source: NIST SP 800-63B, 5.1.1.1. */
  public static final int LEAST = 8;

  /** Longest: hashing an endless one is an attack. */
  public static final int MOST = 128;

  private static final String KIND = "pbkdf2-sha512";
  private static final int SALT_BYTES = 16;

  /** What people choose first, and what is printed in the documents of this project. */
  private static final Set<String> COMMON =
      Set.of(
          "password",
          "passw0rd",
          "password1",
          "qwertyui",
          "qwerty123",
          "abc12345",
          "abcd1234",
          "a1234567",
          "a12345678",
          "1qaz2wsx",
          "1q2w3e4r",
          "woaini1314",
          "iloveyou",
          "admin123",
          "administrator",
          "88888888",
          "66666666",
          "xuhao123",
          "xuhao-demo");

  /** What is kept of an account that no password opens. */
  static final String NONE = "none";

  private final int rounds;
  private final SecureRandom chance;

  /** {@code rounds}: {@link #ROUNDS}, or fewer where a test would take too long. */
  public Passwords(int rounds, SecureRandom chance) {
    this.rounds = rounds;
    this.chance = chance;
  }

  /** What to keep of {@code password}. */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    chance.nextBytes(salt);
    return text(rounds, salt, derive(password, salt, rounds));
  }

  /** Whether {@code kept} was made of {@code password}; takes the same time either way. */
  public boolean matches(String password, String kept) {
    String[] part = kept.split(":", -1);
    if (part.length != 4 || !part[0].equals(KIND)) return false;
    byte[] salt = Base64.getDecoder().decode(part[2]);
    byte[] hash = derive(password, salt, Integer.parseInt(part[1]));
    return MessageDigest.isEqual(hash, Base64.getDecoder().decode(part[3]));
  }

  /** Whether it was made with other parameters than those of today. */
  public boolean isOld(String kept) {
    return !kept.startsWith(KIND + ":" + rounds + ":");
  }

  /** Takes as long as {@link #matches}: nobody learns by the time which names there are. */
  void pretend(String password) {
    derive(password, new byte[SALT_BYTES], rounds);
  }

  /** Whether nobody guesses it within a few tries; {@code name}: of its account. */
  public static boolean isGood(String password, String name) {
    int length = password.codePointCount(0, password.length());
    if (length < LEAST || password.length() > MOST) return false;
    String plain = password.toLowerCase(Locale.ROOT);
    boolean onlyName = plain.contains(name) && length < name.length() + LEAST;
    return !COMMON.contains(plain) && !onlyName && !isRun(plain);
  }

  /** All signs alike, or each the one after that before: 11111111, 12345678, abcdefgh. */
  private static boolean isRun(String text) {
    int step = text.charAt(1) - text.charAt(0);
    if (Math.abs(step) > 1) return false;
    for (int i = 2; i < text.length(); i++) {
      int next = text.charAt(i) - text.charAt(i - 1);
      boolean round = text.charAt(i) == '0' && text.charAt(i - 1) == '9';
      if (next != step && !round) return false;
    }
    return true;
  }

  private static String text(int rounds, byte[] salt, byte[] hash) {
    var base64 = Base64.getEncoder();
    return KIND
        + ":"
        + rounds
        + ":"
        + base64.encodeToString(salt)
        + ":"
        + base64.encodeToString(hash);
  }

  private static byte[] derive(String password, byte[] salt, int rounds) {
    String signs = Normalizer.normalize(password, Normalizer.Form.NFKC);
    return Pbkdf2.derive(signs.getBytes(StandardCharsets.UTF_8), salt, rounds);
  }
}
