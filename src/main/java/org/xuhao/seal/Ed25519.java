package org.xuhao.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 of RFC 8032 by the JDK; keys in PKCS #8 and X.509 as {@code openssl} reads them. */
public final class Ed25519 implements Signatures {
  private static final String NAME = "Ed25519";
  private static final String SECRET = "PRIVATE KEY";
  private static final String OPEN = "PUBLIC KEY";

  @Override
  public String scheme() {
    return NAME;
  }

  @Override
  public Pair draw() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(NAME).generateKeyPair();
      return new Pair(pem(SECRET, pair.getPrivate()), pem(OPEN, pair.getPublic()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
    }
  }

  private static String pem(String kind, Key key) {
    String bytes = Base64.getEncoder().encodeToString(key.getEncoded());
    return "-----BEGIN " + kind + "-----\n" + bytes + "\n-----END " + kind + "-----\n";
  }

  @Override
  public String sign(String secret, String text) throws SealTrouble {
    try {
      var spec = new PKCS8EncodedKeySpec(bytes(SECRET, secret));
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(KeyFactory.getInstance(NAME).generatePrivate(spec));
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new SealTrouble("the key that signs is no " + NAME + " key: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean fits(String open, String text, String signature) throws SealTrouble {
    Signature check;
    try {
      var spec = new X509EncodedKeySpec(bytes(OPEN, open));
      check = Signature.getInstance(NAME);
      check.initVerify(KeyFactory.getInstance(NAME).generatePublic(spec));
    } catch (GeneralSecurityException e) {
      throw new SealTrouble("the public key is no " + NAME + " key: " + e.getMessage(), e);
    }
    try {
      check.update(text.getBytes(StandardCharsets.UTF_8));
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException noSignature) {
      return false;
    }
  }

  private static byte[] bytes(String kind, String pem) throws SealTrouble {
    String begin = "-----BEGIN " + kind + "-----";
    int from = pem.indexOf(begin);
    int to = pem.indexOf("-----END " + kind + "-----");
    if (from < 0 || to < from) throw new SealTrouble("there is no " + kind + " in PEM", null);
    try {
      return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    } catch (IllegalArgumentException e) {
      throw new SealTrouble("the " + kind + " is no Base64", e);
    }
  }
}
