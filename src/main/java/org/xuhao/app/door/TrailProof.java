package org.xuhao.app.door;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.xuhao.web.account.TrailText;
import org.xuhao.web.account.TrailText.End;

/** Proves that each line of the trail follows from the one before. Reads only; the hall may run. */
public final class TrailProof {
  private TrailProof() {}

  /** Says what holds, or the first line that does not; gives whether all does. */
  public static boolean tell(Path data, PrintWriter out) throws IOException {
    End end = End.BEGINNING;
    for (Path file : TrailFolder.files(TrailFolder.folder(data))) {
      String text = Files.readString(file);
      // What is being written now has no line break yet.
      List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
      if (lines.isEmpty()) continue;
      End before = end;
      Optional<String> after = TrailText.after(lines.getFirst());
      if (after.filter(mark -> mark.equals(before.mark())).isEmpty()) return odd(file, 1, out);
      for (int i = 1; i < lines.size(); i++) {
        Optional<End> next = TrailText.follow(end, lines.get(i));
        if (next.isEmpty()) return odd(file, i + 1, out);
        end = next.get();
      }
    }
    if (end.number() > 0)
      out.printf(
          "The trail of accounts holds: %d lines. 帐号操作记录完整，%d 行。%n", end.number(), end.number());
    return true;
  }

  private static boolean odd(Path file, int line, PrintWriter out) {
    out.printf("xuhao: %s, line %d, is not as it was written.%n", file, line);
    out.println(
        "  帐号操作记录已被改动或缺失。 The trail was changed or lines were removed; compare with a backup.");
    return false;
  }
}
