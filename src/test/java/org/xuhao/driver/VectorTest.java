package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Decoded;
import org.xuhao.wire.Frame;

/** Every vector of every listed device type; the folders and the list are found, not named. */
class VectorTest {

  static Stream<String> types() {
    return Drivers.ALL.stream().map(DeviceType::name);
  }

  static Stream<Arguments> vectors() {
    return Drivers.ALL.stream()
        .flatMap(type ->
            Protocols.vectors(type.name()).stream()
                .map(vector -> Arguments.of(type.name(), vector)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyListedDeviceHasItsProtocolVectorsAndCaptures(String type) throws IOException {
    String protocol = Files.readString(Protocols.FOLDER.resolve(type).resolve("protocol.md"));
    assertTrue(protocol.lines().anyMatch(line -> line.startsWith("Source:")), "Source: line");
    assertFalse(Protocols.vectors(type).isEmpty(), "vectors");
    assertTrue(Protocols.vectors(type).stream().anyMatch(v -> !v.valid()), "negative vectors");
    assertFalse(Protocols.captures(type).isEmpty(), "captures");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("vectors")
  void vectorDecodesAndEncodesBack(String name, Protocols.Vector vector) {
    Decoded<? extends Frame> decoded = decode(name, vector, vector.bytes());
    if (!vector.valid()) {
      assertEquals(List.of(), decoded.frames());
      return;
    }
    assertFalse(decoded.frames().isEmpty(), "no frame");
    assertTrue(decoded.tail().isEmpty(), "left over: " + decoded.tail());
    if (!vector.is().isEmpty()) assertEquals(vector.is(), text(decoded));
    if (decoded.noiseBytes() > 0) return;
    Bytes encoded = Bytes.NONE;
    for (Frame frame : decoded.frames()) encoded = encoded.then(frame.bytes());
    assertEquals(vector.encodes(), encoded);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("vectors")
  void aVectorCutAtAnyByteGivesTheSameFrames(String name, Protocols.Vector vector) {
    var whole = decode(name, vector, vector.bytes());
    for (int cut = 0; cut <= vector.bytes().size(); cut++) {
      var first = decode(name, vector, vector.bytes().slice(0, cut));
      var second = decode(name, vector, first.tail().then(vector.bytes().from(cut)));
      String both = text(first) + text(second);
      // A run of text to a printer is no frame with an end of its own; its bytes are the same.
      if (vector.fromDevice() || !name.equals("escpos"))
        assertEquals(text(whole), both, "cut at " + cut);
      assertEquals(encoded(whole), encoded(first).then(encoded(second)), "cut at " + cut);
      assertEquals(whole.noiseBytes(), first.noiseBytes() + second.noiseBytes());
    }
  }

  private static Decoded<? extends Frame> decode(
      String name, Protocols.Vector vector, Bytes bytes) {
    DeviceType type = Drivers.type(name).orElseThrow();
    return (vector.fromDevice() ? type.heard() : type.sent()).apply(bytes);
  }

  private static Bytes encoded(Decoded<? extends Frame> decoded) {
    Bytes bytes = Bytes.NONE;
    for (Frame frame : decoded.frames()) bytes = bytes.then(frame.bytes());
    return bytes;
  }

  private static String text(Decoded<? extends Frame> decoded) {
    var text = new StringBuilder();
    decoded.frames().forEach(text::append);
    return text.toString();
  }
}
