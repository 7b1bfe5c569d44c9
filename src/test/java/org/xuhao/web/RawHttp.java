package org.xuhao.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.xuhao.app.Await;

/** Requests byte by byte, as no client library would send them. */
final class RawHttp {

  /** Longer than a server may take for an answer: 10 s. */
  private static final int PATIENCE_MS = 13_000;

  /**
   * What came back.
   *
   * @param status 0: the server closed without a word; -1: neither an answer nor the end came
   */
  record Answer(int status, String text) {}

  private RawHttp() {}

  /** Sends all of {@code request} and reads the answer, or its beginning where it never ends. */
  static Answer send(int port, byte[] request) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MS);
      try {
        socket.getOutputStream().write(request);
      } catch (IOException answeredBefore) {
        return read(socket); // it need not read what it refuses
      }
      return read(socket);
    } catch (IOException refused) {
      return new Answer(0, "");
    }
  }

  private static Answer read(Socket socket) {
    var bytes = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    try {
      var in = socket.getInputStream();
      for (int n = in.read(part); n > 0; n = in.read(part)) {
        bytes.write(part, 0, n);
        if (bytes.toString(StandardCharsets.ISO_8859_1).contains("text/event-stream")) break;
      }
    } catch (SocketTimeoutException hangs) {
      if (bytes.size() == 0) return new Answer(-1, "");
    } catch (IOException reset) {
      return answer(bytes.toString(StandardCharsets.UTF_8));
    }
    return answer(bytes.toString(StandardCharsets.UTF_8));
  }

  private static Answer answer(String text) {
    return text.startsWith("HTTP/1.")
        ? new Answer(Integer.parseInt(text.substring(9, 12)), text)
        : new Answer(0, text);
  }

  /**
   * Sends {@code begin} and then one byte a pause; gives how long it took until the server had
   * enough of it, at most {@code longest}.
   */
  static Duration drip(int port, String begin, byte drop, Duration pause, Duration longest) {
    long from = System.nanoTime();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) Math.max(1, pause.toMillis()));
      socket.getOutputStream().write(bytes(begin));
      while (System.nanoTime() - from < longest.toNanos()) {
        try {
          if (socket.getInputStream().read() < 0) break;
        } catch (SocketTimeoutException quiet) {
          if (drop != 0) socket.getOutputStream().write(drop);
          else Await.pause(pause);
        }
      }
    } catch (IOException closed) {
      return Duration.ofNanos(System.nanoTime() - from);
    }
    return Duration.ofNanos(System.nanoTime() - from);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
