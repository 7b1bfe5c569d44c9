package org.xuhao.app.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.ConfigError.Code;
import org.xuhao.app.settings.Settings.LineSettings;

/** The lines to the devices. */
final class LinesReader {
  private final List<LineSettings> lines = new ArrayList<>();
  private final Set<String> names = new TreeSet<>();

  LinesReader(Section root) {
    root.map("lines").ifPresent(this::read);
  }

  List<LineSettings> lines() {
    return lines;
  }

  /** Every line's name, also of those with mistakes. */
  Set<String> names() {
    return names;
  }

  private void read(Section section) {
    Map<String, String> ports = new HashMap<>();
    for (String name : section.names()) {
      names.add(name);
      if (!name.matches("[a-z0-9][a-z0-9-]{0,31}"))
        section.wrong(
            Code.BAD_VALUE, name, "a line named '" + name + "'", "a-z, 0-9 and -, at most 32");
      Optional<Section> line = section.entry(name, "lines.*");
      if (line.isEmpty()) continue;
      Optional<String> uri = line.get().text("uri");
      boolean record = line.get().flag("record").orElse(false);
      if (uri.isEmpty()) continue;
      Optional<LineText.Wrong> wrong = LineText.wrong(uri.get());
      if (wrong.isPresent())
        line.get().wrong(Code.BAD_VALUE, "uri", wrong.get().what(), wrong.get().write());
      String port = uri.get().replaceAll("\\?.*", "");
      @Nullable String other = ports.putIfAbsent(port, name);
      if (other != null)
        line.get()
            .wrong(
                Code.DUPLICATE, "uri", port + " is line " + other + " already", "one line a port");
      lines.add(new LineSettings(name, uri.get(), record));
    }
  }
}
