package org.xuhao.link;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a server and the system say of its process at one moment.
 *
 * @param inMessages messages that came since its start; {@code out}: that went
 * @param inBytes their bytes
 * @param residentKib of its memory
 * @param processorMs of the processor that it has used
 */
record NatsFigures(
    long inMessages,
    long outMessages,
    long inBytes,
    long outBytes,
    long residentKib,
    long processorMs,
    long slowConsumers,
    long nanos) {

  /** A clock tick of /proc: USER_HZ of Linux is 100 everywhere. */
  private static final long TICK_MS = 10;

  /** Asks the server's page of figures. */
  static NatsFigures of(long pid, int page) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var ask = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page + "/varz")).build();
      var said = new JsonObject(http.send(ask, BodyHandlers.ofString()).body());
      return new NatsFigures(
          said.getLong("in_msgs"),
          said.getLong("out_msgs"),
          said.getLong("in_bytes"),
          said.getLong("out_bytes"),
          residentKib(pid),
          processorMs(pid),
          said.getLong("slow_consumers"),
          System.nanoTime());
    }
  }

  static long residentKib(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")))
      if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("[^0-9]", ""));
    return 0;
  }

  /** User and system time stand behind the name, which may hold spaces. */
  static long processorMs(long pid) throws IOException {
    String all = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    String[] words = all.substring(all.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(words[11]) + Long.parseLong(words[12])) * TICK_MS;
  }
}
