package org.xuhao.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;
import org.xuhao.wire.Checksum;

/**
 * A serial server with LED cards behind it, written from the protocol document alone. Every card
 * answers whatever it is asked; the listener hears of each text before the card answers.
 */
@NullMarked
public final class LedWall implements AutoCloseable {
  private static final Charset GBK = Charset.forName("GBK");
  private static final int START = 0xA5;
  private static final int END = 0x5A;
  private static final int HEADER = 14;
  private static final int CRC = 2;

  private final ServerSocket server;
  private final Consumer<Drawn> listener;

  /**
   * What a card was told to draw.
   *
   * @param atNanos when the frame's first byte was there
   * @param text the whole data field read as GBK: the texts of all areas and what is around them
   */
  public record Drawn(long atNanos, int card, String text) {}

  public LedWall(Consumer<Drawn> listener) throws IOException {
    this.listener = listener;
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().name("led wall").daemon().start(this::serve);
  }

  public String uri() {
    return "tcp://127.0.0.1:" + server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket host = server.accept()) {
        host.setTcpNoDelay(true);
        listen(host);
      } catch (IOException gone) {
        // The host went away, or the wall was closed: the loop sees which.
      }
    }
  }

  private void listen(Socket host) throws IOException {
    InputStream in = host.getInputStream();
    byte[] buffer = new byte[4096];
    var frame = new BytesWriter();
    long first = 0;
    for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
      long now = System.nanoTime();
      for (int i = 0; i < read; i++) {
        int value = buffer[i] & 0xFF;
        if (value == START) {
          frame = new BytesWriter();
          first = now;
        } else if (value == END) told(unescaped(frame.bytes()), first, host);
        else frame.add(value);
      }
    }
  }

  private void told(Bytes frame, long atNanos, Socket host) throws IOException {
    Bytes checked = frame.slice(0, frame.size() - CRC);
    int crc = frame.at(frame.size() - 2) | frame.at(frame.size() - 1) << 8;
    if (crc != Checksum.crc16Arc(checked)) throw new IOException("a wrong checksum: " + frame);
    int card = frame.at(0) | frame.at(1) << 8;
    Bytes data = checked.from(HEADER);
    int command = data.at(0) << 8 | data.at(1);
    if (command == 0xA306)
      listener.accept(new Drawn(atNanos, card, new String(data.toArray(), GBK)));
    boolean knows = command == 0xA306 || command == 0xA200;
    Bytes answer = knows ? Bytes.of(0xA0, 0, 0, 0, 0) : Bytes.of(0xA0, 1, 2, 0, 0);
    host.getOutputStream().write(reply(card, answer).toArray());
    host.getOutputStream().flush();
  }

  private static Bytes reply(int card, Bytes data) {
    Bytes plain =
        Bytes.of(0x00, 0x80, card & 0xFF, card >> 8, 0, 0, 0, 0, 0, 0, 0xFE, 2, data.size(), 0)
            .then(data);
    int crc = Checksum.crc16Arc(plain);
    Bytes whole = plain.then(Bytes.of(crc & 0xFF, crc >> 8));
    var out = new BytesWriter().add(START, START, START);
    for (int i = 0; i < whole.size(); i++)
      switch (whole.at(i)) {
        case 0xA5 -> out.add(0xA6, 2);
        case 0xA6 -> out.add(0xA6, 1);
        case 0x5A -> out.add(0x5B, 2);
        case 0x5B -> out.add(0x5B, 1);
        default -> out.add(whole.at(i));
      }
    return out.add(END).bytes();
  }

  private static Bytes unescaped(Bytes raw) {
    var plain = new BytesWriter();
    for (int i = 0; i < raw.size(); i++) {
      int value = raw.at(i);
      if (value == 0xA6) plain.add(raw.at(++i) == 2 ? 0xA5 : 0xA6);
      else if (value == 0x5B) plain.add(raw.at(++i) == 2 ? 0x5A : 0x5B);
      else plain.add(value);
    }
    return plain.bytes();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
