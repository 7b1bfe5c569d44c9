package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.settings.Settings;
import org.xuhao.app.tls.CertificateKeeper;
import org.xuhao.fault.OpenFaults;
import org.xuhao.journal.JournalTrouble;

/** The encrypted way in, over real handshakes with a certificate that was made here. */
class TlsTest {
  @TempDir Path folder;
  private LiveHall hall;
  private CertificateKeeper.Served made;

  @BeforeEach
  void open() throws IOException, JournalTrouble {
    made = make("first");
    hall = LiveHall.open(folder);
    hall.unplug();
    hall.tls.set(Optional.of(new WebServer.Tls(0, made.certificate(), made.key(), false)));
    hall.serve(0);
  }

  @AfterEach
  void close() {
    hall.close();
  }

  private CertificateKeeper.Served make(String name) throws IOException {
    var none = new Settings.Tls(0, Optional.empty(), Optional.empty(), List.of());
    return new CertificateKeeper(
            none,
            folder.resolve(name),
            "haixi",
            List.of("localhost", "127.0.0.1"),
            new OpenFaults(),
            InstantSource.system())
        .look();
  }

  /** Somebody who trusts that certificate and no other. */
  private static HttpClient trusting(String certificate) throws Exception {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    var read = new java.io.ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII));
    store.setCertificateEntry(
        "hall", CertificateFactory.getInstance("X.509").generateCertificate(read));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private HttpRequest.Builder secure(String path) {
    return HttpRequest.newBuilder(
        java.net.URI.create("https://localhost:" + hall.tlsPort() + path));
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void pagesAndCommandsGoEncryptedAndCookiesStayThere() throws Exception {
    HttpClient client = trusting(made.certificate());
    assertEquals(200, send(client, secure("/display")).statusCode());
    String who = "{\"name\":\"everybody\",\"password\":\"" + Staff.PASSWORD + "\"}";
    var signedIn =
        send(
            client,
            secure("/api/session")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(who)));
    assertEquals(200, signedIn.statusCode(), signedIn.body());
    String cookie = signedIn.headers().firstValue("set-cookie").orElseThrow();
    assertTrue(cookie.contains("Secure") && cookie.contains("HTTPOnly"), cookie);
    var opened =
        send(
            client,
            secure("/api/windows/3/open")
                .header("cookie", cookie.replaceAll(";.*", ""))
                .header("origin", "https://localhost:" + hall.tlsPort())
                .POST(BodyPublishers.noBody()));
    assertEquals(200, opened.statusCode(), opened.body());
    var strict = opened.headers().firstValue("strict-transport-security");
    assertEquals(Optional.empty(), strict, "nobody may be bound to a certificate made here");
  }

  @Test
  void whoDoesNotTrustItDoesNotComeIn() throws Exception {
    HttpClient other = trusting(make("other").certificate());
    Assertions.assertThrows(SSLHandshakeException.class, () -> send(other, secure("/display")));
  }

  @Test
  void whoComesPlainFromElsewhereIsSentOnAndCommandsAreNotTaken() throws Exception {
    String head = " HTTP/1.1\r\nhost: hall.local:8080\r\nconnection: close\r\n";
    String away = "x-forwarded-for: 10.0.3.9\r\n\r\n";
    String page = plain("GET /t/A001-x?y=1" + head + away);
    assertTrue(page.startsWith("HTTP/1.1 307"), page);
    String to = "https://hall.local:" + hall.tlsPort() + "/t/A001-x?y=1";
    assertTrue(page.contains("location: " + to + "\r\n"), page);
    String command = plain("POST /api/tickets" + head + "content-length: 0\r\n" + away);
    assertTrue(command.startsWith("HTTP/1.1 403") && command.contains("TLS-NEEDED"), command);
    String odd = plain("GET / HTTP/1.1\r\nhost: a@b/c\r\nconnection: close\r\n" + away);
    assertTrue(odd.startsWith("HTTP/1.1 40"), odd);
    String here = plain("GET /health" + head + "\r\n");
    assertTrue(here.startsWith("HTTP/1.1 200"), "this machine needs no certificate: " + here);
  }

  private String plain(String request) {
    return RawHttp.send(hall.port(), RawHttp.bytes(request)).text();
  }

  @Test
  void anotherCertificateIsTakenWhileTheHallRuns() throws Exception {
    CertificateKeeper.Served next = make("next");
    LiveHall.done(
        hall.server()
            .renew(new WebServer.Tls(0, next.certificate(), next.key(), false))
            .toCompletionStage());
    assertEquals(200, send(trusting(next.certificate()), secure("/display")).statusCode());
    HttpClient old = trusting(made.certificate());
    Assertions.assertThrows(SSLHandshakeException.class, () -> send(old, secure("/display")));
  }

  @Test
  void onlyAHallsOwnCertificateOnTheUsualPortBindsBrowsers() {
    var own = new WebServer.Tls(443, "", "", true);
    assertEquals("TLS on port 443", own.toString());
    assertTrue(new Encryption(Optional.of(own), () -> 443).binds());
    assertEquals(false, new Encryption(Optional.of(own), () -> 8443).binds());
    var self = new WebServer.Tls(443, "", "", false);
    assertEquals(false, new Encryption(Optional.of(self), () -> 443).binds());
  }
}
