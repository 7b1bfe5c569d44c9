package org.xuhao.app.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Recorded words of one language, each named by what it says: {@code 号窗口.wav}. */
final class Clips {
  private static final String ENDING = ".wav";

  /** No recorded word is longer. */
  private static final int WORD_MAX = 60;

  private final TreeMap<String, Path> words = new TreeMap<>();

  private Clips() {}

  /** The clips in {@code folder}; none where there is no such folder. */
  static Clips in(Path folder) throws IOException {
    var clips = new Clips();
    if (!Files.isDirectory(folder)) return clips;
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(ENDING))
          clips.words.put(name.substring(0, name.length() - ENDING.length()), file);
      });
    }
    return clips;
  }

  /** What says {@code text} in recorded words, longest first; empty: a word is missing. */
  Optional<List<Path>> saying(String text) {
    var said = new ArrayList<Path>();
    int at = 0;
    while (at < text.length()) {
      if (!Character.isLetterOrDigit(text.charAt(at))) {
        at++;
        continue;
      }
      int end = Math.min(text.length(), at + WORD_MAX);
      while (end > at && !words.containsKey(text.substring(at, end))) end--;
      Path word = end == at ? null : words.get(text.substring(at, end));
      if (word == null) return Optional.empty();
      said.add(word);
      at = end;
    }
    return said.isEmpty() ? Optional.empty() : Optional.of(said);
  }
}
