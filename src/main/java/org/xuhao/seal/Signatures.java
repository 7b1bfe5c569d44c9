package org.xuhao.seal;

/**
 * One way to sign: the only place that knows an algorithm, so that another (SM2) can stand beside
 * it. Keys and signatures are text, to be kept in files that other programs read too.
 */
public interface Signatures {

  /**
   * Two keys that belong together, as PEM.
   *
   * @param secret never leaves the machine
   * @param open for everybody
   */
  record Pair(String secret, String open) {
    /** Without the secret, so that no log ever holds it. */
    @Override
    public String toString() {
      return "Pair[" + open.strip() + "]";
    }
  }

  /** Its name, as it stands in seals. */
  String scheme();

  /** Draws a new pair. */
  Pair draw();

  /** The signature of {@code text} in Base64; throws where {@code secret} is no key of this way. */
  String sign(String secret, String text) throws SealTrouble;

  /** Whether the signature is that of exactly this text, made with the key that belongs to this. */
  boolean fits(String open, String text, String signature) throws SealTrouble;
}
