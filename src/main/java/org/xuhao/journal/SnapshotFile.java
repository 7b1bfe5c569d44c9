package org.xuhao.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.xuhao.hall.Hall;
import org.xuhao.hall.HallState;
import org.xuhao.hall.Kept;
import org.xuhao.hall.Plan;

/**
 * One snapshot of a hall. Layout, big-endian:
 *
 * <pre>
 *   0  8  magic "XUHAOSNP"
 *   8  4  format, 1
 *  12  4  length of the head, then the {@link SnapshotHead} as JSON
 *      4  length of the state, then the {@link HallState} as JSON
 *         the kept requests, oldest first; see {@link KeptText}
 *     32  SHA-256 of everything before
 *      4  CRC-32C of everything before, the SHA-256 too
 * </pre>
 */
final class SnapshotFile {
  private static final byte[] MAGIC = "XUHAOSNP".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT = 1;
  private static final int END_BYTES = Frame.HASH_BYTES + 4;

  /** The largest that is read, 64 MiB: six times that of a large hall's two days. */
  private static final int BYTES_MAX = 64 << 20;

  /** Written in pieces, so that no heap is needed for the whole. */
  private static final int PIECE_BYTES = 256 << 10;

  private final byte[] bytes;
  private final SnapshotHead head;
  private final int stateAt;

  private SnapshotFile(byte[] bytes, SnapshotHead head, int stateAt) {
    this.bytes = bytes;
    this.head = head;
    this.stateAt = stateAt;
  }

  /** Where in the journal it belongs. */
  JournalPoint point() {
    return head.point();
  }

  /** Reads one and checks all that can be checked without the journal. */
  static SnapshotFile read(Disk disk, String name, String hall, String release)
      throws SnapshotUseless {
    try (Disk.File file = disk.open(name)) {
      if (file.size() > BYTES_MAX) throw new SnapshotUseless("it is too large");
      var read = ByteBuffer.allocate((int) file.size());
      while (read.hasRemaining()) if (file.read(read, read.position()) < 0) break;
      if (read.hasRemaining()) throw new SnapshotUseless("it became shorter while it was read");
      byte[] bytes = read.array();
      check(bytes);
      var in = ByteBuffer.wrap(bytes);
      int length = in.getInt(MAGIC.length + 4);
      SnapshotHead head = SnapshotHead.read(SnapshotHead.class, bytes, MAGIC.length + 8, length);
      if (!head.hall().equals(hall)) throw new SnapshotUseless("it is of hall " + head.hall());
      if (!head.release().equals(release) || !head.shape().equals(SnapshotHead.SHAPE))
        throw new SnapshotUseless("another release wrote it: " + head.release());
      return new SnapshotFile(bytes, head, MAGIC.length + 8 + length);
    } catch (IOException e) {
      throw new SnapshotUseless("it cannot be read", e);
    }
  }

  private static void check(byte[] bytes) throws SnapshotUseless {
    if (bytes.length < MAGIC.length + 12 + END_BYTES) throw new SnapshotUseless("it is torn");
    var in = ByteBuffer.wrap(bytes);
    var crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    if (in.getInt(bytes.length - 4) != (int) crc.getValue())
      throw new SnapshotUseless("it is torn");
    if (!Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || in.getInt(MAGIC.length) != FORMAT) throw new SnapshotUseless("it has another format");
    MessageDigest sha = Frame.sha();
    int end = bytes.length - END_BYTES;
    sha.update(bytes, 0, end);
    if (!Arrays.equals(sha.digest(), Arrays.copyOfRange(bytes, end, bytes.length - 4)))
      throw new SnapshotUseless("it was edited");
  }

  /** The hall as it was at {@link #point}. */
  Hall hall(Plan plan) throws SnapshotUseless {
    try {
      int length = ByteBuffer.wrap(bytes).getInt(stateAt);
      HallState state = SnapshotHead.read(HallState.class, bytes, stateAt + 4, length);
      List<Kept> kept = new ArrayList<>(head.kept());
      int at = stateAt + 4 + length;
      for (int i = 0; i < head.kept(); i++) {
        var one = new KeptText(bytes, at);
        kept.add(one);
        at = one.end();
      }
      if (at != bytes.length - END_BYTES) throw new SnapshotUseless("its end is not where it was");
      return Hall.of(plan, state, kept);
    } catch (IOException | IllegalStateException | IndexOutOfBoundsException e) {
      throw new SnapshotUseless("its state is not understood", e);
    }
  }

  /** Writes all of one into {@code file}, which is empty, and forces it. */
  static void write(Disk.File file, Hall hall, JournalPoint point, String release)
      throws IOException {
    List<Kept> kept = hall.kept();
    var head =
        new SnapshotHead(hall.plan().hall(), release, SnapshotHead.SHAPE, point, kept.size());
    var out = new Pieces(file);
    out.put(MAGIC);
    out.put(FORMAT);
    for (Object part : List.of(head, hall.state())) {
      byte[] text = SnapshotHead.write(part);
      out.put(text.length);
      out.put(text);
    }
    for (Kept one : kept) out.put(KeptText.write(one));
    out.end();
  }

  /**
   * Gathers small parts, writes them in pieces, and forces each: a long force would hold up others.
   */
  private static final class Pieces {
    private final Disk.File file;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    private final MessageDigest sha = Frame.sha();
    private final CRC32C crc = new CRC32C();
    private long at;

    Pieces(Disk.File file) {
      this.file = file;
    }

    void put(int number) throws IOException {
      put(ByteBuffer.allocate(4).putInt(number).array());
    }

    void put(byte[] part) throws IOException {
      sha.update(part);
      add(part);
    }

    private void add(byte[] part) throws IOException {
      crc.update(part);
      for (int from = 0; from < part.length; ) {
        if (!piece.hasRemaining()) flush();
        int length = Math.min(piece.remaining(), part.length - from);
        piece.put(part, from, length);
        from += length;
      }
    }

    private void flush() throws IOException {
      int length = piece.flip().remaining();
      file.write(piece, at);
      file.force();
      at += length;
      piece.clear();
    }

    void end() throws IOException {
      add(sha.digest());
      add(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
      flush();
    }
  }
}
