package org.xuhao.driver.escpos;

import java.util.ArrayList;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Decoded;
import org.xuhao.wire.Frame;

/** What a printer says. Source: protocol.md of escpos, "Answers". */
sealed interface PrinterAnswer extends Frame {

  /** The answer to a real-time question; which one it answers, only the asker knows. */
  record Status(int value) implements PrinterAnswer {
    @Override
    public Bytes bytes() {
      return Bytes.of(value);
    }
  }

  /** Sent by the printer whenever something changes. */
  record StatusBack(Bytes bytes) implements PrinterAnswer {}

  /** All that was sent before the question is on paper. */
  record Mark(int value) implements PrinterAnswer {
    @Override
    public Bytes bytes() {
      return Bytes.of(value);
    }
  }

  /** The fixed bits of a first byte. */
  int FIXED = 0x93;

  int STATUS = 0x12;
  int STATUS_BACK = 0x10;
  int STATUS_BACK_SIZE = 4;

  /** The fixed bits of a mark and of a status back's further bytes; all are 0. */
  int FIXED_LATER = 0x90;

  int XON = 0x11;
  int XOFF = 0x13;

  /** Takes a stream apart; flow control bytes are passed over. */
  static Decoded<PrinterAnswer> decode(Bytes bytes) {
    var answers = new ArrayList<PrinterAnswer>();
    int noise = 0;
    int at = 0;
    while (at < bytes.size()) {
      int value = bytes.at(at);
      if ((value & FIXED) == STATUS_BACK) {
        int size = sound(bytes, at);
        if (size < STATUS_BACK_SIZE && at + size == bytes.size()) break;
        if (size == STATUS_BACK_SIZE)
          answers.add(new StatusBack(bytes.slice(at, at + STATUS_BACK_SIZE)));
        else noise++;
        at += size == STATUS_BACK_SIZE ? size : 1;
        continue;
      }
      if ((value & FIXED) == STATUS) answers.add(new Status(value));
      else if ((value & FIXED_LATER) == 0) answers.add(new Mark(value));
      else if (value != XON && value != XOFF) noise++;
      at++;
    }
    return new Decoded<>(answers, bytes.from(at), noise, 0);
  }

  /** How many bytes from {@code at} on may belong to a status back, 1 to 4. */
  private static int sound(Bytes bytes, int at) {
    int size = 1;
    while (size < STATUS_BACK_SIZE
        && at + size < bytes.size()
        && (bytes.at(at + size) & FIXED_LATER) == 0) size++;
    return size;
  }
}
