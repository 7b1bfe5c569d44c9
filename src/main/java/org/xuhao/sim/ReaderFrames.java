package org.xuhao.sim;

import java.util.ArrayList;
import java.util.List;
import org.xuhao.wire.Bytes;

/** The framing of identity-card readers, from the reader's side. One object reads one stream. */
final class ReaderFrames {
  private static final int[] HEAD = {0xAA, 0xAA, 0xAA, 0x96, 0x69};

  /** What hosts say is short; a longer length is none. */
  private static final int LENGTH_MAX = 64;

  /**
   * What a host asked.
   *
   * @param code command and parameter, as 0x2001
   * @param sound its check byte is right
   */
  record Asked(int code, boolean sound) {}

  private final List<Integer> waiting = new ArrayList<>();

  List<Asked> read(Bytes bytes) {
    var asked = new ArrayList<Asked>();
    for (int i = 0; i < bytes.size(); i++) {
      waiting.add(bytes.at(i));
      boolean inHead = waiting.size() <= HEAD.length;
      if (inHead && waiting.getLast() != HEAD[waiting.size() - 1]) {
        boolean mark = waiting.getLast() == HEAD[0];
        // A fourth mark leaves three.
        int marks = mark ? Math.min(3, waiting.size()) : 0;
        waiting.clear();
        for (int m = 0; m < marks; m++) waiting.add(HEAD[0]);
      }
      ended(asked);
    }
    return asked;
  }

  private void ended(List<Asked> asked) {
    if (waiting.size() < HEAD.length + 2) return;
    int length = waiting.get(5) << 8 | waiting.get(6);
    if (length < 3 || length > LENGTH_MAX) {
      waiting.clear();
      return;
    }
    if (waiting.size() < HEAD.length + 2 + length) return;
    int check = 0;
    for (int value : waiting.subList(HEAD.length, waiting.size())) check ^= value;
    asked.add(new Asked(waiting.get(7) << 8 | waiting.get(8), check == 0));
    waiting.clear();
  }

  /** A reader's answer. */
  static Bytes write(int result, Bytes data) {
    int length = 4 + data.size();
    Bytes checked = Bytes.of(length >> 8, length, 0, 0, result).then(data);
    int check = 0;
    for (int i = 0; i < checked.size(); i++) check ^= checked.at(i);
    return Bytes.of(HEAD).then(checked).then(Bytes.of(check));
  }
}
