package org.xuhao.line;

import io.vertx.core.Vertx;

/** Makes the right kind of line for a URI. */
public final class Lines {

  /**
   * Most bytes that may wait to be written on one line: 4 KiB. That is 4 s at 9600 baud and more
   * than the largest frame of any driver (an Onbon area of 1 KiB, doubled by escapes), so only a
   * peer that has stopped taking bytes reaches it. At the bound a frame is dropped whole, counted
   * and logged.
   */
  public static final int WAITING_BYTES_MAX = 4096;

  private Lines() {}

  /**
   * A line that is not yet open; on a serial line one thread of its own begins with {@code open}.
   */
  public static Line of(Vertx vertx, LineUri uri) {
    return switch (uri) {
      case LineUri.Serial serial -> new SerialLine(vertx, serial);
      case LineUri.Tcp tcp -> new TcpLine(vertx, uri, tcp.host(), tcp.port(), null);
      case LineUri.Rfc2217 rfc -> new TcpLine(vertx, uri, rfc.host(), rfc.port(), rfc.framing());
    };
  }

  /**
   * The same from the text of a URI.
   *
   * @throws LineUri.Wrong with what is wrong and what to write
   */
  public static Line of(Vertx vertx, String uri) throws LineUri.Wrong {
    return of(vertx, LineUri.parse(uri));
  }
}
