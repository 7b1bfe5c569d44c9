package org.xuhao.app.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.Settings.KeyPair;

/** What proves both sides of a TLS line that this hall begins, out of PEM files. */
public final class ClientTls {
  /** Of a key store in memory; it never leaves this process. */
  private static final char[] NO_PASSWORD = {};

  private ClientTls() {}

  /**
   * A context that trusts those who signed with {@code trust} (without: whom this machine trusts)
   * and proves itself with {@code pair}.
   *
   * @throws IOException when a file cannot be read or does not fit
   */
  public static SSLContext context(Optional<Path> trust, Optional<KeyPair> pair)
      throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          pair.isEmpty() ? null : keys(pair.get()),
          trust.isEmpty() ? null : trusted(trust.get()),
          null);
      return context;
    } catch (GeneralSecurityException | CertificateWrong e) {
      throw new IOException("the files of the TLS line do not fit: " + e.getMessage(), e);
    }
  }

  private static KeyManager @Nullable [] keys(KeyPair files)
      throws GeneralSecurityException, IOException, CertificateWrong {
    var pair = ServerCertificate.read(files.certificate(), files.key());
    KeyStore store = empty();
    Certificate[] chain = pair.chain().toArray(Certificate[]::new);
    store.setKeyEntry("hall", pair.key(), NO_PASSWORD, chain);
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager[] trusted(Path file)
      throws GeneralSecurityException, IOException, CertificateWrong {
    KeyStore store = empty();
    int count = 0;
    for (Certificate one : ServerCertificate.read(file))
      store.setCertificateEntry("ca" + count++, one);
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
