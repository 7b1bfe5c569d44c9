package org.xuhao.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The one folder the journal lives in, as little of it as the journal needs. A power cut may take
 * back, tear or reorder whatever was not forced; nothing else is assumed of it.
 */
public interface Disk {

  /** For messages: where it is. */
  String name();

  /** The names of all files, in no order. */
  List<String> list() throws IOException;

  /** Opens a file that exists, for reading and writing. */
  File open(String name) throws IOException;

  /** Opens a file that is empty, whether it existed or not. Its name lasts from the next force. */
  File create(String name) throws IOException;

  /**
   * Gives a file another name, in the place of the one that had it. Lasts from the next force;
   * until then either may be found, and whole.
   */
  void rename(String from, String to) throws IOException;

  /** Removes a file. Lasts from the next force. */
  void delete(String name) throws IOException;

  /** Makes the names of files created, renamed and removed since the last time last. */
  void forceFolder() throws IOException;

  /** Keeps every other process out until closed; throws {@link JournalInUse} when one is in. */
  Closeable lock(String name) throws IOException, JournalInUse;

  /** One file, read and written by position. */
  interface File extends Closeable {
    long size() throws IOException;

    /** Reads at least one byte unless {@code at} is at or past the end: then -1. */
    int read(ByteBuffer into, long at) throws IOException;

    /** Writes all of {@code from}. */
    void write(ByteBuffer from, long at) throws IOException;

    void truncate(long size) throws IOException;

    /** What was written and truncated before lasts from here on. */
    void force() throws IOException;
  }
}
