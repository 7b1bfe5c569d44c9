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

  /**
   * The same where tickets go as pictures: 80 mm by 25 cm of dots and as much again, some 25 s at
   * 57600 baud. {@code hall.yaml} allows pictures on no slower line.
   */
  public static final int PICTURE_BYTES_MAX = 288 * 1024;

  private Lines() {}

  /**
   * A line that is not yet open; on a serial line one thread of its own begins with {@code open}.
   */
  public static Line of(Vertx vertx, LineUri uri) {
    return of(vertx, uri, WAITING_BYTES_MAX);
  }

  private static Line of(Vertx vertx, LineUri uri, int waitingMax) {
    return switch (uri) {
      case LineUri.Serial serial -> new SerialLine(vertx, serial, waitingMax);
      case LineUri.Tcp tcp -> new TcpLine(vertx, uri, tcp.host(), tcp.port(), null, waitingMax);
      case LineUri.Rfc2217 rfc ->
          new TcpLine(vertx, uri, rfc.host(), rfc.port(), rfc.framing(), waitingMax);
    };
  }

  /**
   * A line on which pictures go.
   *
   * @throws LineUri.Wrong with what is wrong and what to write
   */
  public static Line forPictures(Vertx vertx, String uri) throws LineUri.Wrong {
    return of(vertx, LineUri.parse(uri), PICTURE_BYTES_MAX);
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
