package org.xuhao.web.live;

import io.vertx.core.buffer.Buffer;
import java.util.zip.Deflater;

/**
 * One event of the live feed, made once for all pages: as it is, and packed. Packed events stand
 * beside each other in a gzip stream without knowing of each other (RFC 1951: a full flush ends
 * them on a byte, and nothing after it refers back), so that every page can be sent the same bytes
 * whenever it came.
 */
final class FeedEvent {

  /** The head of a gzip stream: deflate, no flags, no time, unknown system. Source: RFC 1952. */
  static final Buffer GZIP_HEAD = Buffer.buffer(new byte[] {31, -117, 8, 0, 0, 0, 0, 0, 0, -1});

  /** Beyond this level a board hardly becomes smaller, only later. */
  private static final int LEVEL = 3;

  private final Buffer plain;
  private final Buffer packed;

  private FeedEvent(Buffer plain, Buffer packed) {
    this.plain = plain;
    this.packed = packed;
  }

  /** The event {@code name} with {@code data}, which is one line. */
  static FeedEvent of(String name, Buffer data) {
    return of(Buffer.buffer("event: " + name + "\ndata: ").appendBuffer(data).appendString("\n\n"));
  }

  /** What stands at the beginning: after how many ms a page that was cut off shall come again. */
  static FeedEvent retry(int ms) {
    return of(Buffer.buffer("retry: " + ms + "\n\n"));
  }

  private static FeedEvent of(Buffer plain) {
    return new FeedEvent(plain, packed(plain.getBytes()));
  }

  private static Buffer packed(byte[] bytes) {
    var deflater = new Deflater(LEVEL, true);
    try {
      deflater.setInput(bytes);
      Buffer all = Buffer.buffer();
      byte[] part = new byte[4_096];
      for (int n = part.length; n == part.length; ) {
        n = deflater.deflate(part, 0, part.length, Deflater.FULL_FLUSH);
        all.appendBytes(part, 0, n);
      }
      return all;
    } finally {
      deflater.end();
    }
  }

  /** For a page that understands gzip, or for one that does not. */
  Buffer bytes(boolean gzip) {
    return gzip ? packed : plain;
  }
}
