package org.xuhao.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.xuhao.hall.Entry;
import org.xuhao.journal.EntryText;

/** Entries as bytes of a table: their texts, a line each, deflated. */
final class Pack {
  private Pack() {}

  static byte[] of(List<Entry> entries) {
    var deflater = new Deflater(Deflater.BEST_SPEED);
    var bytes = new ByteArrayOutputStream(2_048);
    try (var out = new DeflaterOutputStream(bytes, deflater)) {
      for (Entry entry : entries) {
        out.write(EntryText.write(entry));
        out.write('\n');
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory takes bytes", e);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #of} made; an {@link IOException} where it did not. */
  static List<Entry> read(byte[] packed) throws IOException {
    byte[] text;
    try (var in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      text = in.readAllBytes();
    }
    List<Entry> entries = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < text.length; at++) {
      if (text[at] != '\n') continue;
      entries.add(EntryText.heard(Arrays.copyOfRange(text, from, at)));
      from = at + 1;
    }
    return entries;
  }
}
