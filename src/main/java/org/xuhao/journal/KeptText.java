package org.xuhao.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Kept;

/**
 * An entry that lies in a snapshot and is read only when somebody asks for it. Layout, big-endian:
 * length and text of the request, hall time in nanoseconds since 1970, length and text of the
 * command, length and text of the entry; a length has 4 bytes, the time 8.
 */
final class KeptText implements Kept {
  private final byte[] file;
  private final int at;

  /** The file is shared with all other entries in it, and checked before. */
  KeptText(byte[] file, int at) {
    this.file = file;
    this.at = at;
  }

  /** The bytes of any kept entry. */
  static byte[] write(Kept kept) {
    if (kept instanceof KeptText read) return Arrays.copyOfRange(read.file, read.at, read.end());
    byte[] request = kept.request().getBytes(StandardCharsets.UTF_8);
    byte[] command = kept.command().getBytes(StandardCharsets.UTF_8);
    byte[] entry = EntryText.write(kept.entry());
    var bytes = ByteBuffer.allocate(20 + request.length + command.length + entry.length);
    bytes.putInt(request.length).put(request);
    bytes.putLong(SnapshotHead.nanos(kept.at()));
    bytes.putInt(command.length).put(command);
    bytes.putInt(entry.length).put(entry);
    return bytes.array();
  }

  @Override
  public String request() {
    return text(at);
  }

  @Override
  public Instant at() {
    return SnapshotHead.instant(ByteBuffer.wrap(file).getLong(after(at)));
  }

  @Override
  public String command() {
    return text(commandAt());
  }

  @Override
  public Entry entry() {
    int entry = after(commandAt());
    try {
      return EntryText.read(Arrays.copyOfRange(file, entry + 4, after(entry)));
    } catch (IOException e) {
      throw new IllegalStateException("an entry that this release wrote and checked", e);
    }
  }

  /** Where the next one begins. */
  int end() {
    return after(after(commandAt()));
  }

  private int commandAt() {
    return after(at) + 8;
  }

  /** Behind the length at {@code from} and what it counts. */
  private int after(int from) {
    return from + 4 + ByteBuffer.wrap(file).getInt(from);
  }

  private String text(int from) {
    int length = ByteBuffer.wrap(file).getInt(from);
    return new String(file, from + 4, length, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "kept " + request();
  }
}
