package org.xuhao.app.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.xuhao.app.settings.ConfigError.Code;

/** From a file to its outermost map, or to what keeps it from being read at all. */
final class YamlText {

  /** Largest file read: a hall of 999 windows takes about 100 KiB. */
  static final int BYTES_MAX = 1024 * 1024;

  /** Deepest nesting read: the hall's file needs four. */
  static final int DEPTH_MAX = 16;

  private static final LoadSettings LOAD =
      LoadSettings.builder().setAllowDuplicateKeys(true).setCodePointLimit(BYTES_MAX).build();

  private final Errors errors;

  YamlText(Errors errors) {
    this.errors = errors;
  }

  /** The outermost map; empty when an error was said. */
  Optional<MappingNode> read(Path file) {
    return bytes(file).flatMap(this::read);
  }

  Optional<MappingNode> read(byte[] bytes) {
    return text(bytes).filter(this::isFlat).flatMap(this::compose);
  }

  private Optional<byte[]> bytes(Path file) {
    try {
      if (Files.isDirectory(file)) {
        errors.add(
            Code.UNREADABLE, "is a folder", "the hall's file, such as " + file + "/hall.yaml");
        return Optional.empty();
      }
      if (Files.size(file) > BYTES_MAX) {
        errors.add(Code.TOO_LARGE, "is larger than 1 MiB", "a hall's file; is this one?");
        return Optional.empty();
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      errors.add(Code.MISSING_FILE, "there is no such file", "--config with the path of the file");
    } catch (IOException e) {
      errors.add(Code.UNREADABLE, "cannot be read: " + e, "chmod so that this user may read it");
    }
    return Optional.empty();
  }

  private Optional<String> text(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var chars = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
    String text = chars.flip().toString();
    if (result.isError()) {
      int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
      int column = text.length() - text.lastIndexOf('\n');
      String write = "the file in UTF-8 (in the editor: save as UTF-8, not GBK)";
      errors.add(Code.NOT_UTF8, line, column, "these bytes are no UTF-8", write);
      return Optional.empty();
    }
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  /** Walks the events without building anything, so that no file can eat the memory. */
  private boolean isFlat(String text) {
    int depth = 0;
    int documents = 0;
    boolean empty = true;
    try {
      for (Event event : new Parse(LOAD).parseString(text)) {
        if (event instanceof CollectionStartEvent) depth++;
        if (event instanceof CollectionEndEvent) depth--;
        if (event instanceof DocumentStartEvent) documents++;
        if (event instanceof CollectionStartEvent) empty = false;
        String wrong = wrong(event, depth, documents);
        if (wrong != null) return false;
      }
    } catch (MarkedYamlEngineException e) {
      syntax(text, e);
      return false;
    } catch (ReaderException e) {
      errors.add(Code.SYNTAX, "a character that YAML forbids: " + e.getMessage(), "plain text");
      return false;
    } catch (YamlEngineException e) {
      errors.add(Code.SYNTAX, "cannot be read: " + e.getMessage(), "valid YAML");
      return false;
    }
    if (empty)
      errors.add(Code.EMPTY, "says nothing", "at least hall, services and windows; see the manual");
    return !empty;
  }

  /** Non-null when an error was said. */
  private @Nullable String wrong(Event event, int depth, int documents) {
    Code code;
    String what;
    String write;
    if (event instanceof AliasEvent alias) {
      code = Code.ALIAS;
      what = "*" + alias.getAlias() + " points elsewhere";
      write = "the value itself, here too";
    } else if (depth > DEPTH_MAX) {
      code = Code.TOO_DEEP;
      what = "is nested more than " + DEPTH_MAX + " deep";
      write = "fewer brackets";
    } else if (documents > 1) {
      code = Code.SYNTAX;
      what = "a second document begins here";
      write = "one hall in one file, without ---";
    } else {
      return null;
    }
    errors.add(code, event.getStartMark(), what, write);
    return what;
  }

  private void syntax(String text, MarkedYamlEngineException e) {
    var mark = e.getProblemMark().or(e::getContextMark);
    String line = mark.map(m -> text.lines().skip(m.getLine()).findFirst().orElse("")).orElse("");
    boolean tab = line.startsWith("\t") || String.valueOf(e.getProblem()).contains("TAB");
    if (tab) errors.add(Code.TAB, mark, "a tab", "two spaces for each level");
    else errors.add(Code.SYNTAX, mark, String.valueOf(e.getProblem()), "key: value, list with -");
  }

  private Optional<MappingNode> compose(String text) {
    try {
      Node node = new Compose(LOAD).composeString(text).orElseThrow();
      if (node instanceof MappingNode map) return Optional.of(map);
      errors.add(Code.WRONG_TYPE, node, "is no map", "hall:, services:, windows: at the left edge");
    } catch (MarkedYamlEngineException e) {
      syntax(text, e);
    }
    return Optional.empty();
  }
}
