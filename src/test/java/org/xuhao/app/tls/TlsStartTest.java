package org.xuhao.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.Await;
import org.xuhao.app.HallFile;
import org.xuhao.app.HallProcess;

/** The whole appliance with encrypted pages: told at the start, and the same after the next. */
@NullMarked
class TlsStartTest {
  @TempDir Path folder = Path.of("");

  @Test
  void theCertificateThatIsMadeAtTheFirstStartIsToldAndServedAfterEveryOther() throws Exception {
    int port = freePort();
    Path config = HallFile.write(folder, 1, "");
    String http = "http: {host: 127.0.0.1, tls: {port: " + port + ", names: [hall.example.cn]}}";
    Files.writeString(config, Files.readString(config).replace("http: {host: 127.0.0.1}", http));
    String first;
    try (var hall = HallProcess.open(config)) {
      Path file = folder.resolve("data").resolve("keys").resolve("tls-made.pem");
      var made = ServerCertificate.read(file, file);
      first = made.fingerprint();
      awaitSaid(hall, first);
      awaitSaid(hall, "https://127.0.0.1:" + port + "/display");
      assertEquals(200, ask(made, port));
      String link = hall.http().take("RS", "one").is(201).json().getString("link");
      assertTrue(link.startsWith("https://127.0.0.1:" + port + "/t/"), link);
      assertEquals(143, hall.stop());
    }
    try (var hall = HallProcess.open(config)) {
      awaitSaid(hall, first);
    }
  }

  /** A hall answers a moment before it has greeted. */
  private static void awaitSaid(HallProcess hall, String words) throws Exception {
    Await.until("the hall says " + words, () -> hall.said().contains(words), hall::said);
  }

  private static int ask(ServerCertificate trusted, int port) throws Exception {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("hall", trusted.chain().getFirst());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      URI health = URI.create("https://127.0.0.1:" + port + "/health");
      return client
          .send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString())
          .statusCode();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
