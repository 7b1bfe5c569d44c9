package org.xuhao.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.xuhao.app.door.DemoAccounts;

/** Uses a hall once, so that the classes of an ordinary day are loaded. */
final class Training {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Training() {}

  /** Takes and calls a ticket and looks at the pages that machines read. */
  static void useOnce(int port) throws IOException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      String base = "http://127.0.0.1:" + port;
      send(client, post(base + "/api/tickets", "{\"service\":\"RS\"}"));
      HttpResponse<String> in =
          send(
              client,
              post(
                  base + "/api/session",
                  "{\"name\":\"clerk\",\"password\":\"%s\"}".formatted(DemoAccounts.PASSWORD)));
      String cookie = in.headers().firstValue("set-cookie").orElse("").replaceAll(";.*", "");
      HttpRequest call =
          HttpRequest.newBuilder(post(base + "/api/windows/1/call", "{}"), (name, value) -> true)
              .header("cookie", cookie)
              .header("origin", base)
              .build();
      send(client, call);
      for (String path : List.of("/", "/api/board", "/api/devices", "/metrics", "/health"))
        send(client, HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).build());
    } catch (InterruptedException e) {
      throw new IOException("interrupted while training", e);
    }
  }

  /** Tells the day that was just lived, so that {@code xuhao replay} starts quickly too. */
  static void tellDay(Path data) {
    var nowhere = new PrintWriter(Writer.nullWriter());
    LocalDate today = LocalDate.ofInstant(new HallTime().wall(), ZoneOffset.UTC);
    // Which date the business day has depends on the zone of the hall and where its days begin.
    for (int days = -1; days <= 1; days++) {
      var asked = new DayReplay.Asked(data, today.plusDays(days), ZoneOffset.UTC, List.of());
      DayReplay.tell(asked, nowhere);
    }
  }

  private static HttpRequest post(String uri, String body) {
    return HttpRequest.newBuilder(URI.create(uri))
        .timeout(PATIENCE)
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 500) throw new IOException(request.uri() + " " + answer.body());
    return answer;
  }

  static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }
}
