package org.xuhao.driver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;

/**
 * What a Kaitai description cannot say: marks around a frame and escapes inside. In its {@code
 * meta}: {@code -framing: {skip: "A5", end: "5A", escapes: {"A602": "A5"}}}. A byte that only
 * begins escapes and goes on as none of them is an error. Where a device has several framings they
 * are a list; {@code {}} in it is none.
 *
 * @param skip bytes before a frame, any number of them; none: nothing is skipped
 * @param end the bytes that end it; none: the frame knows its end
 * @param escapes what stands for what
 */
record KaitaiFraming(Bytes skip, Bytes end, Map<Bytes, Bytes> escapes) {

  private static final KaitaiFraming NONE = new KaitaiFraming(Bytes.NONE, Bytes.NONE, Map.of());

  /** As the description's {@code meta} has them; at least one. */
  static List<KaitaiFraming> all(@Nullable Object written) {
    return written instanceof List<?> list
        ? list.stream().map(KaitaiFraming::of).toList()
        : List.of(of(written));
  }

  private static KaitaiFraming of(@Nullable Object written) {
    if (!(written instanceof Map<?, ?> map)) return NONE;
    var escapes = new LinkedHashMap<Bytes, Bytes>();
    if (map.get("escapes") instanceof Map<?, ?> all)
      all.forEach((from, to) -> escapes.put(hex(from), hex(to)));
    return new KaitaiFraming(hex(map.get("skip")), hex(map.get("end")), escapes);
  }

  private static Bytes hex(@Nullable Object written) {
    return written == null ? Bytes.NONE : Bytes.hex(written.toString());
  }

  /** What stands inside; empty: the marks or escapes are wrong. */
  Optional<Bytes> inside(Bytes bytes) {
    int from = 0;
    while (!skip.isEmpty() && startsWith(bytes, from, skip)) from += skip.size();
    if (!skip.isEmpty() && from == 0) return Optional.empty();
    int to = bytes.size() - end.size();
    if (to < from || !startsWith(bytes, to, end)) return Optional.empty();
    var plain = new BytesWriter();
    List<Integer> marks = escapes.keySet().stream().map(escape -> escape.at(0)).toList();
    for (int at = from; at < to; ) {
      int here = at;
      Optional<Bytes> escape =
          escapes.keySet().stream().filter(e -> startsWith(bytes, here, e)).findFirst();
      if (escape.isEmpty() && marks.contains(bytes.at(at))) return Optional.empty();
      plain.add(escape.map(escapes::get).orElse(bytes.slice(at, at + 1)));
      at += escape.map(Bytes::size).orElse(1);
    }
    return Optional.of(plain.bytes());
  }

  private static boolean startsWith(Bytes bytes, int from, Bytes what) {
    int end = from + what.size();
    return end <= bytes.size() && bytes.slice(from, end).equals(what);
  }
}
