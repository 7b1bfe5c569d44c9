package org.xuhao.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.settings.Settings;
import org.xuhao.fault.Fault;
import org.xuhao.fault.OpenFaults;

/** Which certificate is served, and what is said of files that cannot be. */
@NullMarked
class CertificateTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @TempDir Path folder = Path.of("");
  private final OpenFaults faults = new OpenFaults();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

  private CertificateKeeper keeper(Optional<Path> certificate, Optional<Path> key) {
    var settings = new Settings.Tls(0, certificate, key, List.of("hall.example.cn"));
    return new CertificateKeeper(
        settings, folder.resolve("keys"), "haixi", List.of("127.0.0.1"), faults, now::get);
  }

  private CertificateKeeper keeper() {
    return keeper(Optional.empty(), Optional.empty());
  }

  /** The hall's own certificate and key, in files as an installer brings them. */
  private CertificateKeeper ownOf(ServerCertificate own) throws IOException {
    Path certificate =
        Files.writeString(folder.resolve("hall.pem"), "# the hall's\n" + own.certificatePem());
    Path key = Files.writeString(folder.resolve("hall-key.pem"), own.keyPem());
    return keeper(Optional.of(certificate), Optional.of(key));
  }

  private static ServerCertificate made(Instant at) throws IOException {
    return MadeCertificate.make("haixi", List.of("hall.example.cn"), at);
  }

  private List<String> told() {
    return faults.all().stream().map(f -> f.code().code() + " " + f.detail()).toList();
  }

  @Test
  void theFirstStartMakesOneThatOnlyItsOwnerMayReadAndLaterOnesKeepIt() throws Exception {
    var first = keeper().look();
    assertFalse(first.own());
    Path file = folder.resolve("keys").resolve("tls-made.pem");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(first.fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"), first.fingerprint());
    assertEquals(first, keeper().look());
    assertFalse(first.toString().contains("PRIVATE"), "the key is told to nobody");
    X509Certificate made = ServerCertificate.read(file, file).chain().getFirst();
    var names = made.getSubjectAlternativeNames().stream().map(one -> one.get(1)).toList();
    assertEquals(List.of("hall.example.cn", "127.0.0.1"), names);
    made.verify(made.getPublicKey());
    assertEquals(List.of(), faults.all());
  }

  @Test
  void aMadeOneIsMadeAnewBeforeItEndsAndWhenItIsDamaged() throws Exception {
    var first = keeper().look();
    now.set(first.ends().minus(CertificateKeeper.RENEW).minusSeconds(60));
    assertEquals(first, keeper().look());
    now.set(first.ends().minus(CertificateKeeper.RENEW).plusSeconds(60));
    var second = keeper().look();
    assertNotEquals(first.fingerprint(), second.fingerprint());
    assertTrue(second.ends().isAfter(now.get().plus(Duration.ofDays(800))));
    Files.writeString(folder.resolve("keys").resolve("tls-made.pem"), "nothing");
    assertNotEquals(second.fingerprint(), keeper().look().fingerprint());
  }

  @Test
  void theHallsOwnIsServedAndItsEndIsToldInTime() throws Exception {
    var own = made(NOW);
    CertificateKeeper keeper = ownOf(own);
    assertEquals(own.fingerprint(), keeper.look().fingerprint());
    assertTrue(keeper.look().own());
    assertEquals(List.of(), told());
    now.set(own.ends().minus(CertificateKeeper.TELL).plusSeconds(60));
    keeper.look();
    assertTrue(told().getFirst().startsWith("CERTIFICATE-ENDING "), told().toString());
    ownOf(made(now.get())).look();
    assertEquals(List.of(), told(), "a new one was put in its place");
  }

  @Test
  void filesThatCannotBeUsedAreToldAndTheHallIsServedAllTheSame() throws Exception {
    var own = made(NOW);
    CertificateKeeper keeper = ownOf(own);
    Path certificate = folder.resolve("hall.pem");
    Path key = folder.resolve("hall-key.pem");
    Files.writeString(key, made(NOW).keyPem());
    isTold(keeper, "TLS-KEY-MISMATCH: " + key);
    Files.writeString(key, "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");
    isTold(keeper, "TLS-KEY-UNREADABLE: " + key);
    Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    isTold(keeper, "TLS-KEY-UNREADABLE: " + key);
    Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nAAAA\n");
    isTold(keeper, "TLS-CERTIFICATE-UNREADABLE: " + certificate);
    Files.writeString(certificate, "");
    isTold(keeper, "TLS-CERTIFICATE-UNREADABLE: " + certificate);
    Files.delete(certificate);
    isTold(keeper, "TLS-FILE-MISSING: " + certificate);
    ownOf(own);
    now.set(own.ends().plusSeconds(60));
    isTold(keeper, "TLS-CERTIFICATE-EXPIRED: " + certificate);
    now.set(own.begins().minusSeconds(60));
    isTold(keeper, "TLS-CERTIFICATE-NOT-YET: " + certificate);
    now.set(NOW);
    assertEquals(own.fingerprint(), keeper.look().fingerprint());
    assertEquals(List.of(), told());
  }

  /** The fault says code, file and remedy, and the pages are served under a made certificate. */
  private void isTold(CertificateKeeper keeper, String begin) throws IOException {
    faults.all().forEach(fault -> faults.clear(fault.code(), fault.subject()));
    assertFalse(keeper.look().own(), begin);
    List<String> told = faults.all().stream().map(Fault::detail).toList();
    assertEquals(1, told.size());
    assertTrue(told.getFirst().startsWith(begin), told.getFirst());
    assertTrue(told.getFirst().contains("; "), "a remedy: " + told.getFirst());
  }

  @Test
  void neitherFileMayBeHuge() throws IOException {
    Path large = Files.writeString(folder.resolve("large.pem"), "x".repeat(300_000));
    var wrong = assertThrows(CertificateWrong.class, () -> ServerCertificate.read(large, large));
    assertTrue(String.valueOf(wrong.getMessage()).contains("too large"), wrong.getMessage());
  }
}
