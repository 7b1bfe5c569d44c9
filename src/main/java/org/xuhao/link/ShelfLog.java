package org.xuhao.link;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.Disk;

/**
 * The shelf on disk: one line for each batch of what was told and heard, with how far the journal
 * was told and the stream was heard in that same line. A line is a CRC-32C in eight hexadecimal
 * digits, a space and JSON. What is torn or damaged is cut off: what follows it is told and heard
 * again, because its positions are gone with it.
 */
final class ShelfLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShelfLog.class);

  private static final String FILE = "shelf";
  private static final String FRESH = "shelf.new";

  /** Eight digits and a space. */
  private static final int HEAD = 9;

  private static final int PIECE = 64 << 10;

  private final Disk disk;
  private Disk.File file;
  private long size;

  private ShelfLog(Disk disk, Disk.File file) {
    this.disk = disk;
    this.file = file;
  }

  /** Reads every whole line into {@code lines}. */
  static ShelfLog open(Disk disk, Consumer<JsonObject> lines) throws IOException {
    boolean there = disk.list().contains(FILE);
    Disk.File file = there ? disk.open(FILE) : disk.create(FILE);
    if (!there) disk.forceFolder();
    var log = new ShelfLog(disk, file);
    log.read(lines);
    return log;
  }

  private void read(Consumer<JsonObject> lines) throws IOException {
    readWhole(lines);
    if (size < file.size()) {
      LOG.info("Cut {} bytes off the shelf; they are heard again", file.size() - size);
      file.truncate(size);
      file.force();
    }
  }

  /** Piece by piece: the file may be half as large as the memory that there is. */
  private void readWhole(Consumer<JsonObject> lines) throws IOException {
    var piece = ByteBuffer.allocate(PIECE);
    var line = new ByteArrayOutputStream();
    long at = 0;
    while (file.read(piece.clear(), at) > 0) {
      piece.flip();
      at += piece.remaining();
      while (piece.hasRemaining()) {
        byte one = piece.get();
        if (one != '\n') {
          line.write(one);
          continue;
        }
        if (!take(line.toByteArray(), lines)) return;
        size += line.size() + 1;
        line.reset();
      }
    }
  }

  private static boolean take(byte[] line, Consumer<JsonObject> lines) {
    if (line.length <= HEAD) return false;
    var crc = new CRC32C();
    crc.update(line, HEAD, line.length - HEAD);
    String head = new String(line, 0, HEAD, StandardCharsets.US_ASCII);
    if (!head.equals(head(crc))) return false;
    try {
      String text = new String(line, HEAD, line.length - HEAD, StandardCharsets.UTF_8);
      lines.accept(new JsonObject(text));
      return true;
    } catch (DecodeException | IllegalArgumentException | ClassCastException older) {
      LOG.warn("A line of the shelf is not understood; it is heard again", older);
      return false;
    }
  }

  private static String head(CRC32C crc) {
    return HexFormat.of().toHexDigits((int) crc.getValue()) + " ";
  }

  /** On disk for certain when it returns. */
  void append(JsonObject line) throws IOException {
    size += write(file, line, size);
    file.force();
  }

  private static long write(Disk.File file, JsonObject line, long at) throws IOException {
    byte[] json = line.encode().getBytes(StandardCharsets.UTF_8);
    var crc = new CRC32C();
    crc.update(json);
    var bytes = ByteBuffer.allocate(HEAD + json.length + 1);
    bytes.put(head(crc).getBytes(StandardCharsets.US_ASCII)).put(json).put((byte) '\n').flip();
    int length = bytes.remaining();
    file.write(bytes, at);
    return length;
  }

  /** How many bytes it has. */
  long size() {
    return size;
  }

  /** Puts {@code lines} in the place of all that is there. */
  void rewrite(Stream<JsonObject> lines) throws IOException {
    Disk.File fresh = disk.create(FRESH);
    long at = 0;
    for (var each = lines.iterator(); each.hasNext(); ) at += write(fresh, each.next(), at);
    fresh.force();
    disk.rename(FRESH, FILE);
    // From here on the other file has no name: nothing may be written to it.
    Disk.File old = file;
    file = fresh;
    size = at;
    old.close();
    disk.forceFolder();
  }

  /** One batch as a line; what is null or empty is left out. */
  static JsonObject line(List<CaseFact> facts, Map<CaseId, List<Key>> heads) {
    var line = new JsonObject();
    if (!facts.isEmpty())
      line.put("facts", new JsonArray(facts.stream().map(CaseFact::json).toList()));
    if (!heads.isEmpty()) {
      var all = new JsonObject();
      heads.forEach(
          (id, keys) -> all.put(id.id(), new JsonArray(keys.stream().map(Key::toString).toList())));
      line.put("heads", all);
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
