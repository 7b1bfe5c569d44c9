package org.xuhao.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the records of one file one after another. */
final class FrameReader {
  /** What one read of the disk asks for: many records, yet small beside the appliance's memory. */
  private static final int WINDOW_BYTES = 64 << 10;

  /** Room of a segment that was made and never used. */
  private static final ByteBuffer UNUSED = ByteBuffer.allocate(WINDOW_BYTES).asReadOnlyBuffer();

  private final Disk.File file;
  private ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
  private long windowAt;
  private long at;

  FrameReader(Disk.File file, long at) {
    this.file = file;
    this.at = at;
  }

  /** Where the next record begins. */
  long at() {
    return at;
  }

  /** Goes back to {@code offset} and asks the disk anew: a writer may have gone on since. */
  void again(long offset) {
    at = offset;
    window.limit(0);
  }

  /**
   * The next record that ends by {@code limit}; null, staying here, where there is no whole one.
   */
  @Nullable Frame next(long limit) throws IOException {
    if (!fill(at, Frame.HEAD_BYTES, limit)) return null;
    int length = window.getInt(index(at) + 4);
    if (length <= 0 || length > Frame.TEXT_MAX) return null;
    if (!fill(at, Frame.HEAD_BYTES + length, limit)) return null;
    int start = index(at);
    if (window.getInt(start) != Frame.crc(window, start, length)) return null;
    Frame frame = new Frame(window.duplicate().position(start), at);
    at = frame.end();
    return frame;
  }

  /** Where a whole record stands after {@code bad} whose batch begins after it; -1: nowhere. */
  long laterBatch(long bad, long limit) throws IOException {
    for (long from = bad + 1; from + Frame.HEAD_BYTES <= limit; from++) {
      if (!fill(from, Frame.HEAD_BYTES, limit)) return -1;
      long batch = window.getLong(index(from) + 8);
      if (batch <= bad || batch > from) continue;
      at = from;
      if (next(limit) != null) return from;
    }
    return -1;
  }

  /** The end of the last byte from {@code from} on that is not zero; {@code from} if all are. */
  long lastUsed(long from, long limit) throws IOException {
    long used = from;
    for (long here = from; here < limit; here += window.limit()) {
      windowAt = here;
      if (!refill(WINDOW_BYTES, limit)) return used;
      // Most of a segment is room that was made and never used: compared as a whole, not by byte.
      if (window.mismatch(UNUSED) < 0) continue;
      for (int i = window.limit() - 1; i >= 0; i--)
        if (window.get(i) != 0) {
          used = here + i + 1;
          break;
        }
    }
    return used;
  }

  private int index(long offset) {
    return (int) (offset - windowAt);
  }

  /** Makes {@code need} bytes from {@code offset} stand in the window; false past the end. */
  private boolean fill(long offset, int need, long limit) throws IOException {
    if (offset + need > limit) return false;
    if (offset >= windowAt && offset + need <= windowAt + window.limit()) return true;
    windowAt = offset;
    return refill(need, limit) && window.limit() >= need;
  }

  /** Reads from {@code windowAt} on; false when there is nothing. */
  private boolean refill(int need, long limit) throws IOException {
    if (window.capacity() < need) window = ByteBuffer.allocate(need);
    window.clear().limit((int) Math.min(window.capacity(), limit - windowAt));
    while (window.hasRemaining()) if (file.read(window, windowAt + window.position()) < 0) break;
    window.flip();
    return window.limit() > 0;
  }
}
