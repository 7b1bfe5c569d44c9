package org.xuhao.app.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xuhao.app.tls.CertificateWrong.Why;

/**
 * A certificate with the key that belongs to it.
 *
 * @param chain the server's own first
 */
public record ServerCertificate(List<X509Certificate> chain, PrivateKey key) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /** Certificates and keys are a few kilobytes; a larger file is something else. */
  private static final long FILE_MAX = 256 * 1024;

  public ServerCertificate {
    chain = List.copyOf(chain);
  }

  /** Reads both files; they fit each other, whatever the time is. */
  public static ServerCertificate read(Path certificate, Path key) throws CertificateWrong {
    List<X509Certificate> chain = chain(certificate, text(certificate));
    PrivateKey secret = key(key, text(key), chain.getFirst().getPublicKey().getAlgorithm());
    var both = new ServerCertificate(chain, secret);
    if (!both.fits())
      throw new CertificateWrong(Why.TLS_KEY_MISMATCH, key, "is not the key of " + certificate);
    return both;
  }

  /** Reads a file of certificates alone. */
  public static List<X509Certificate> read(Path certificates) throws CertificateWrong {
    return chain(certificates, text(certificates));
  }

  private static String text(Path file) throws CertificateWrong {
    try {
      if (Files.size(file) > FILE_MAX)
        throw new CertificateWrong(Why.TLS_CERTIFICATE_UNREADABLE, file, "is too large");
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new CertificateWrong(Why.TLS_FILE_MISSING, file, "cannot be read");
    }
  }

  private static List<X509Certificate> chain(Path file, String text) throws CertificateWrong {
    int from = text.indexOf("-----BEGIN CERTIFICATE-----");
    if (from < 0)
      throw new CertificateWrong(Why.TLS_CERTIFICATE_UNREADABLE, file, "holds no certificate");
    int to = text.indexOf("-----BEGIN PRIVATE KEY-----", from);
    String part = text.substring(from, to < 0 ? text.length() : to);
    try {
      var read = new ByteArrayInputStream(part.getBytes(StandardCharsets.ISO_8859_1));
      return CertificateFactory.getInstance("X.509").generateCertificates(read).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new CertificateWrong(Why.TLS_CERTIFICATE_UNREADABLE, file, "is damaged");
    }
  }

  private static PrivateKey key(Path file, String text, String algorithm) throws CertificateWrong {
    Matcher found = KEY.matcher(text);
    if (!found.find())
      throw new CertificateWrong(Why.TLS_KEY_UNREADABLE, file, "holds no such key");
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(found.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new CertificateWrong(Why.TLS_KEY_UNREADABLE, file, "is damaged, or of another kind");
    }
  }

  private boolean fits() {
    try {
      String algorithm = key.getAlgorithm();
      String name = algorithm.startsWith("Ed") ? algorithm : "SHA256with" + signing(algorithm);
      var signature = Signature.getInstance(name);
      signature.initSign(key);
      signature.update(new byte[] {1, 2, 3});
      byte[] signed = signature.sign();
      signature.initVerify(chain.getFirst().getPublicKey());
      signature.update(new byte[] {1, 2, 3});
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String signing(String algorithm) {
    return algorithm.equals("EC") ? "ECDSA" : algorithm;
  }

  /** What is the matter with the time; empty: it is good now. */
  Optional<CertificateWrong> wrongAt(Instant now, Object file) {
    if (now.isBefore(begins()))
      return Optional.of(
          new CertificateWrong(Why.TLS_CERTIFICATE_NOT_YET, file, "begins at " + begins()));
    if (now.isAfter(ends()))
      return Optional.of(
          new CertificateWrong(Why.TLS_CERTIFICATE_EXPIRED, file, "ended at " + ends()));
    return Optional.empty();
  }

  Instant begins() {
    return chain.getFirst().getNotBefore().toInstant();
  }

  Instant ends() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  /** SHA-256 of the certificate, as browsers show it. */
  String fingerprint() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(chain.getFirst().getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  /** The chain as PEM. */
  String certificatePem() {
    var text = new StringBuilder();
    try {
      for (X509Certificate one : chain) text.append(pem("CERTIFICATE", one.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
    return text.toString();
  }

  /** The key as PEM; a secret. */
  String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  private static String pem(String what, byte[] bytes) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    String begin = "-----BEGIN " + what + "-----\n";
    return begin + lines.encodeToString(bytes) + "\n-----END " + what + "-----\n";
  }

  @Override
  public String toString() {
    return "certificate " + fingerprint(); // never the key
  }
}
