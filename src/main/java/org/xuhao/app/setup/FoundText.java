package org.xuhao.app.setup;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bytes that somebody's program called text: UTF-8 with or without a mark in front, UTF-16 with
 * one, else GB18030, which Chinese Windows writes and which holds GBK.
 *
 * @param charset as it was found
 */
record FoundText(String text, String charset) {
  private static final Charset GB18030 = Charset.forName("GB18030");

  /** Empty where the bytes are none of these. */
  static Optional<FoundText> in(byte[] bytes) {
    for (Charset charset : candidates(bytes)) {
      Optional<String> text = strictly(charset, bytes);
      if (text.isPresent()) {
        String found = text.get();
        return Optional.of(
            new FoundText(found.startsWith("\uFEFF") ? found.substring(1) : found, charset.name()));
      }
    }
    return Optional.empty();
  }

  private static List<Charset> candidates(byte[] bytes) {
    var all = new ArrayList<Charset>();
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
    if (mark == 0xFFFE || mark == 0xFEFF) all.add(StandardCharsets.UTF_16);
    all.add(StandardCharsets.UTF_8);
    all.add(GB18030);
    return all;
  }

  private static Optional<String> strictly(Charset charset, byte[] bytes) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
