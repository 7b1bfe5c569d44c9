package org.xuhao.app.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.keys.SecretFile;
import org.xuhao.app.settings.Settings;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;

/**
 * Says which certificate is served: the hall's own, or where there is none that can be used one
 * that is made here, kept in a file that only its owner may read, and made anew before it ends. The
 * hall opens whatever is wrong with the files; then a fault stands.
 */
public final class CertificateKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateKeeper.class);

  /** A made one is replaced so long before it ends: nobody may look for weeks. */
  static final Duration RENEW = Duration.ofDays(60);

  /** So long before its end the hall is told that it must get its own one renewed. */
  static final Duration TELL = Duration.ofDays(21);

  private static final String SUBJECT = "certificate";

  private final Settings.Tls settings;
  private final Path file;
  private final String hall;
  private final List<String> names;
  private final OpenFaults faults;
  private final InstantSource clock;

  /**
   * What is served.
   *
   * @param certificate a chain as PEM
   * @param key its key as PEM; a secret
   * @param fingerprint SHA-256, as browsers show it
   * @param own whether it is the hall's own
   */
  public record Served(
      String certificate, String key, String fingerprint, boolean own, Instant ends) {
    @Override
    public String toString() {
      return "certificate " + fingerprint; // never the key
    }
  }

  /**
   * Keeps what it makes below {@code keys}.
   *
   * @param names by what browsers call this machine, beside those in the settings
   */
  public CertificateKeeper(
      Settings.Tls settings,
      Path keys,
      String hall,
      List<String> names,
      OpenFaults faults,
      InstantSource clock) {
    this.settings = settings;
    this.file = keys.resolve("tls-made.pem");
    this.hall = hall;
    var all = new LinkedHashSet<String>(settings.names());
    all.addAll(names);
    this.names = new ArrayList<>(all);
    this.faults = faults;
    this.clock = clock;
  }

  /**
   * The certificate for now; to be asked again every day. Blocks.
   *
   * @throws IOException when none can be made or kept
   */
  public Served look() throws IOException {
    Optional<ServerCertificate> own = own();
    ServerCertificate served = own.isPresent() ? own.get() : made();
    return new Served(
        served.certificatePem(),
        served.keyPem(),
        served.fingerprint(),
        own.isPresent(),
        served.ends());
  }

  private Optional<ServerCertificate> own() {
    Path certificate = settings.certificate().orElse(null);
    Path key = settings.key().orElse(null);
    if (certificate == null || key == null) return Optional.empty();
    try {
      var read = ServerCertificate.read(certificate, key);
      Instant now = clock.instant();
      Optional<CertificateWrong> wrong = read.wrongAt(now, certificate);
      if (wrong.isPresent()) throw wrong.get();
      faults.clear(FaultCode.CERTIFICATE_WRONG, SUBJECT);
      if (now.plus(TELL).isAfter(read.ends()))
        raise(FaultCode.CERTIFICATE_ENDING, certificate + " ends at " + read.ends());
      else faults.clear(FaultCode.CERTIFICATE_ENDING, SUBJECT);
      return Optional.of(read);
    } catch (CertificateWrong e) {
      String told = String.valueOf(e.getMessage());
      faults.clear(FaultCode.CERTIFICATE_ENDING, SUBJECT);
      raise(FaultCode.CERTIFICATE_WRONG, told);
      return Optional.empty();
    }
  }

  private void raise(FaultCode code, String detail) {
    faults.raise(new Fault(code, SUBJECT, detail, clock.instant()));
  }

  private ServerCertificate made() throws IOException {
    Instant now = clock.instant();
    if (Files.exists(file))
      try {
        var kept = ServerCertificate.read(file, file);
        if (kept.wrongAt(now.plus(RENEW), file).isEmpty()) return kept;
        LOG.info("The certificate that was made here ends at {}; another is made", kept.ends());
      } catch (CertificateWrong e) {
        LOG.warn("{}; another is made", e.getMessage());
      }
    var fresh = MadeCertificate.make(hall, names, now);
    String text = fresh.certificatePem() + fresh.keyPem();
    SecretFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
    LOG.info("A certificate was made: SHA-256 {}, until {}", fresh.fingerprint(), fresh.ends());
    return fresh;
  }
}
