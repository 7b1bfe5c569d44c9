package org.xuhao.app.door;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.keys.SecretFile;
import org.xuhao.web.account.Trail;
import org.xuhao.web.account.TrailText;
import org.xuhao.web.account.TrailText.End;

/**
 * The trail in {@code trail/<month>.trail}, each file going on with the marks of the one before.
 * Nothing is opened before the first line, so that no start waits for it.
 */
public final class TrailFolder implements Trail {
  private static final Logger LOG = LoggerFactory.getLogger(TrailFolder.class);
  private static final String ENDING = ".trail";
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("yyyy-MM").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final InstantSource clock;
  private @Nullable Path file;
  private End end = End.BEGINNING;

  /** In the data folder {@code data}. */
  public TrailFolder(Path data, InstantSource clock) {
    folder = folder(data);
    this.clock = clock;
  }

  static Path folder(Path data) {
    return data.resolve("trail");
  }

  /** All files, the oldest first. */
  static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(one -> one.getFileName().toString().endsWith(ENDING)).sorted().toList();
    }
  }

  @Override
  public synchronized void write(Line line) throws IOException {
    Instant at = clock.instant();
    Path last = file == null ? open() : file;
    Path now = folder.resolve(MONTH.format(at) + ENDING);
    // A clock that went back goes on in the later file: files are read in the order of their names.
    boolean next = last == null || now.getFileName().compareTo(last.getFileName()) > 0;
    if (next) begin(now);
    Path into = next || last == null ? now : last;
    String text = TrailText.line(end, at, line);
    append(into, text);
    file = into;
    end = TrailText.read(text.substring(0, text.length() - 1)).orElseThrow();
  }

  private @Nullable Path open() throws IOException {
    List<Path> files = files(folder);
    if (files.isEmpty()) return null;
    Path last = files.getLast();
    String text = Files.readString(last);
    int whole = text.lastIndexOf('\n') + 1;
    if (whole < text.length()) cut(last, text, whole);
    List<String> lines = text.substring(0, whole).lines().toList();
    end = lines.stream().reduce((a, b) -> b).flatMap(TrailText::read).orElse(end);
    if (lines.size() <= 1) end = endBefore(files, lines);
    return last;
  }

  /** Of a file that has nothing but its head, or not even that. */
  private static End endBefore(List<Path> files, List<String> lines) throws IOException {
    String mark = lines.stream().findFirst().flatMap(TrailText::after).orElse("");
    if (files.size() == 1) return End.BEGINNING;
    String before = Files.readString(files.get(files.size() - 2));
    End end = before.lines().reduce((a, b) -> b).flatMap(TrailText::read).orElse(End.BEGINNING);
    return mark.isEmpty() ? end : new End(end.number(), mark);
  }

  private static void cut(Path file, String text, int whole) throws IOException {
    LOG.warn("{} has a torn end that was never acknowledged; it is cut off", file);
    long bytes = text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
      channel.force(true);
    }
  }

  private void begin(Path now) throws IOException {
    Files.createDirectories(folder);
    SecretFile.write(now, TrailText.head(end.mark()).getBytes(StandardCharsets.UTF_8));
  }

  private static void append(Path into, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel = FileChannel.open(into, StandardOpenOption.APPEND)) {
      long before = channel.size();
      try {
        while (bytes.hasRemaining()) channel.write(bytes);
        channel.force(false);
      } catch (IOException e) {
        channel.truncate(before);
        throw e;
      }
    }
  }

  @Override
  public synchronized List<String> latest(int most) throws IOException {
    var lines = new ArrayList<String>();
    for (Path one : files(folder).reversed()) {
      List<String> all = Files.readString(one).lines().filter(TrailFolder::isLine).toList();
      lines.addAll(0, all);
      if (lines.size() >= most) break;
    }
    return List.copyOf(lines.subList(Math.max(0, lines.size() - most), lines.size()));
  }

  private static boolean isLine(String line) {
    Optional<End> read = TrailText.read(line);
    return read.isPresent();
  }
}
