package org.xuhao.app.tls;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.settings.Settings;
import org.xuhao.app.tls.CertificateKeeper.Served;
import org.xuhao.fault.OpenFaults;
import org.xuhao.web.WebServer;

/** Has the pages served under the certificate that counts, for as long as the hall runs. */
public final class TlsPages {
  private static final Logger LOG = LoggerFactory.getLogger(TlsPages.class);

  /** New files are found, and an end is seen coming, within half a day. */
  private static final Duration LOOK_EVERY = Duration.ofHours(12);

  private final CertificateKeeper keeper;
  private final int port;
  private final AtomicReference<Served> served;

  /**
   * Reads or makes the certificate.
   *
   * @param port of the encrypted pages; 0: any free one
   * @throws IOException when there is none and none can be made
   */
  public TlsPages(CertificateKeeper keeper, int port) throws IOException {
    this.keeper = keeper;
    this.port = port;
    served = new AtomicReference<>(keeper.look());
    LOG.info("The pages' {} ends at {}", served.get(), served.get().ends());
  }

  /**
   * As the settings say; empty: the pages are not encrypted.
   *
   * @param asked encrypt them though the settings do not say so
   * @throws IOException when there is no certificate and none can be made
   */
  public static Optional<TlsPages> of(
      Settings settings, boolean asked, Path data, OpenFaults faults, InstantSource clock)
      throws IOException {
    Settings.Http http = settings.http();
    Settings.Tls wanted = http.tls().orElse(asked ? Settings.Tls.USUAL : null);
    if (wanted == null) return Optional.empty();
    var names = new ArrayList<String>(List.of("localhost", "127.0.0.1"));
    for (InetAddress address : ThisMachine.addresses()) names.add(address.getHostAddress());
    if (http.host().matches(".*[1-9a-zA-Z].*")) names.add(http.host());
    http.url().map(URI::create).map(URI::getHost).ifPresent(names::add);
    var keeper =
        new CertificateKeeper(
            wanted, data.resolve("keys"), settings.hall().id(), names, faults, clock);
    return Optional.of(new TlsPages(keeper, wanted.port()));
  }

  /** What the server is given. */
  public WebServer.Tls now() {
    Served now = served.get();
    return new WebServer.Tls(port, now.certificate(), now.key(), now.own());
  }

  /** SHA-256 of the certificate, as browsers show it. */
  public String fingerprint() {
    return served.get().fingerprint();
  }

  /** Looks again from time to time; the server goes on under the newest certificate. */
  public void follow(Vertx vertx, WebServer web) {
    vertx.setPeriodic(LOOK_EVERY.toMillis(), id -> look(vertx, web));
  }

  private void look(Vertx vertx, WebServer web) {
    vertx
        .executeBlocking(keeper::look)
        .map(Objects::requireNonNull)
        .onSuccess(found -> {
          if (found.fingerprint().equals(served.getAndSet(found).fingerprint())) return;
          LOG.info("The pages are served under another {} from now on", found);
          web.renew(now())
              .onFailure(why -> LOG.error("The new certificate could not be taken", why));
        })
        .onFailure(why -> LOG.error("The certificate could not be looked at", why));
  }
}
