package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Frame;

/**
 * One Kaitai description, compiled: to Java by the Kaitai compiler in a process of its own, then to
 * classes. Nothing of either stands in the appliance.
 */
final class KaitaiReader {
  private static final String PACKAGE = "org.xuhao.kaitai";

  /** Where the build lays the compiler with its libraries. */
  private static final Path COMPILER = Path.of("target/kaitai");

  private static final String STREAM = "io.kaitai.struct.KaitaiStream";

  private final Path description;
  private final Map<?, ?> meta;
  private final Class<?> parser;

  private KaitaiReader(Path description, Map<?, ?> meta, Class<?> parser) {
    this.description = description;
    this.meta = meta;
    this.parser = parser;
  }

  /** Compiles all of them; the folders' names tell equal file names apart. */
  static List<KaitaiReader> compile(List<Path> descriptions, Path work) throws Exception {
    Path java = Files.createDirectories(work.resolve("java"));
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                COMPILER + "/*",
                "io.kaitai.struct.JavaMain",
                "--ksc-exceptions",
                "-t",
                "java",
                "--java-package",
                PACKAGE,
                "-d",
                java.toString()));
    descriptions.forEach(path -> command.add(path.toString()));
    Path said = work.resolve("kaitai.log");
    Process compiler =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertEquals(0, compiler.waitFor(), () -> read(said));
    Path classes = Files.createDirectories(work.resolve("classes"));
    javac(java, classes);
    var loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, KaitaiReader.class.getClassLoader());
    var readers = new ArrayList<KaitaiReader>();
    for (Path path : descriptions) {
      Map<?, ?> meta = meta(path);
      String name = camel("_" + meta.get("id"));
      readers.add(new KaitaiReader(path, meta, loader.loadClass(PACKAGE + "." + name)));
    }
    return readers;
  }

  private static Map<?, ?> meta(Path path) {
    var file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(read(path));
    return (Map<?, ?>) Objects.requireNonNull(file.get("meta"), () -> path + " has no meta");
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void javac(Path java, Path classes) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var said = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        Stream<Path> sources = Files.walk(java)) {
      Iterable<? extends JavaFileObject> units =
          files.getJavaFileObjectsFromPaths(
              sources.filter(path -> path.toString().endsWith(".java")).toList());
      var options =
          List.of(
              "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
      assertEquals(
          true, compiler.getTask(said, files, null, options, null, units).call(), said::toString);
    }
  }

  /** Whether it lies in the folder of {@code type}. */
  boolean isOf(String type) {
    return description.startsWith(Protocols.FOLDER.resolve(type));
  }

  String name() {
    return description.getFileName().toString();
  }

  /** Whether it is about what a device says, or the host. */
  boolean describes(boolean fromDevice) {
    Object from = meta.get("-from");
    return from == null || from.equals(fromDevice ? "device" : "host");
  }

  /** Whether it reads all of {@code bytes}, and nothing is left. */
  boolean accepts(Bytes bytes, boolean fromHost) throws Exception {
    return parse(bytes, fromHost).isPresent();
  }

  /** Reads a frame and compares fields with components of the same name; how many there were. */
  int compare(String what, Bytes bytes, boolean fromHost, Frame ours) throws Exception {
    Object theirs =
        parse(bytes, fromHost)
            .orElseThrow(() -> new AssertionError(name() + " does not read: " + what));
    int compared = 0;
    for (RecordComponent component : ours.getClass().getRecordComponents()) {
      // Bytes that the description takes apart further are kept whole beside.
      Optional<Method> field =
          method("_raw_" + component.getName()).or(() -> method(component.getName()));
      if (field.isEmpty()) continue;
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      assertEquals(
          plain(accessor.invoke(ours)),
          plain(field.get().invoke(theirs)),
          what + ": " + component.getName());
      compared++;
    }
    return compared;
  }

  private Optional<Method> method(String name) {
    return Arrays.stream(parser.getMethods())
        .filter(method -> method.getName().equals(name) && method.getParameterCount() == 0)
        .findFirst();
  }

  /** Numbers, bytes and words as text; a field that is absent is empty bytes of ours. */
  private static String plain(@Nullable Object value) {
    if (value == null) return "";
    return value instanceof byte[] raw ? Bytes.copyOf(raw).toString() : String.valueOf(value);
  }

  /** Empty: it refuses, or leaves bytes over. */
  private Optional<Object> parse(Bytes bytes, boolean fromHost) throws Exception {
    for (KaitaiFraming framing : KaitaiFraming.all(meta.get("-framing"))) {
      Optional<Bytes> inside = framing.inside(bytes);
      Optional<Object> parsed =
          inside.isEmpty() ? Optional.empty() : parsePlain(inside.get(), fromHost);
      if (parsed.isPresent()) return parsed;
    }
    return Optional.empty();
  }

  private Optional<Object> parsePlain(Bytes bytes, boolean fromHost) throws Exception {
    Class<?> stream = Class.forName(STREAM);
    Object in =
        Class.forName("io.kaitai.struct.ByteBufferKaitaiStream")
            .getConstructor(byte[].class)
            .newInstance((Object) bytes.toArray());
    try {
      Object parsed = parsed(stream, in, fromHost);
      boolean all = (boolean) stream.getMethod("isEof").invoke(in);
      return all ? Optional.of(parsed) : Optional.empty();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException) return Optional.empty();
      throw e;
    }
  }

  private Object parsed(Class<?> stream, Object in, boolean fromHost) throws Exception {
    for (Constructor<?> constructor : parser.getConstructors()) {
      List<Class<?>> takes = List.of(constructor.getParameterTypes());
      if (takes.equals(List.of(stream))) return constructor.newInstance(in);
      if (takes.equals(List.of(stream, boolean.class)))
        return constructor.newInstance(in, fromHost);
    }
    throw new AssertionError(name() + " takes other parameters than from_host");
  }

  /** {@code _two_words} is {@code TwoWords}, as the compiler names classes. */
  private static String camel(String name) {
    var camel = new StringBuilder();
    for (String word : name.split("_", -1))
      if (!word.isEmpty())
        camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    return camel.toString();
  }
}
