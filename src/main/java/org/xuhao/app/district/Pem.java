package org.xuhao.app.district;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.Settings.KeyPair;

/** What proves both sides of a TLS line, out of PEM files. */
final class Pem {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  /** Of a key store in memory; it never leaves this process. */
  private static final char[] NO_PASSWORD = {};

  private Pem() {}

  /**
   * A context that trusts those who signed with {@code trust} (without: whom this machine trusts)
   * and proves itself with {@code pair}.
   */
  static SSLContext context(Optional<Path> trust, Optional<KeyPair> pair) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          pair.isEmpty() ? null : keys(pair.get()),
          trust.isEmpty() ? null : trusted(trust.get()),
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the files of the TLS line do not fit: " + e.getMessage(), e);
    }
  }

  private static KeyManager @Nullable [] keys(KeyPair pair)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    Certificate[] chain = certificates(pair.certificate()).toArray(Certificate[]::new);
    store.setKeyEntry("hall", key(pair.key()), NO_PASSWORD, chain);
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager[] trusted(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    int count = 0;
    for (Certificate one : certificates(file)) store.setCertificateEntry("ca" + count++, one);
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws GeneralSecurityException, IOException {
    var factory = CertificateFactory.getInstance("X.509");
    var found = factory.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
    if (found.isEmpty()) throw new IOException(file + " holds no certificate");
    return found;
  }

  private static PrivateKey key(Path file) throws GeneralSecurityException, IOException {
    Matcher found = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!found.find())
      throw new IOException(
          file + " holds no PKCS #8 key; openssl pkcs8 -topk8 -nocrypt makes one");
    byte[] bytes = Base64.getMimeDecoder().decode(found.group(1));
    for (String kind : List.of("EC", "RSA", "Ed25519")) {
      Optional<PrivateKey> key = key(kind, bytes);
      if (key.isPresent()) return key.get();
    }
    throw new IOException(file + " holds a key of another kind than EC, RSA and Ed25519");
  }

  private static Optional<PrivateKey> key(String kind, byte[] bytes)
      throws GeneralSecurityException {
    try {
      var spec = new PKCS8EncodedKeySpec(bytes);
      return Optional.of(KeyFactory.getInstance(kind).generatePrivate(spec));
    } catch (InvalidKeySpecException another) {
      return Optional.empty();
    }
  }
}
