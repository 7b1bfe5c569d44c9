package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Decoded;
import org.xuhao.wire.Frame;

/**
 * A second opinion: every {@code *.ksy} of a protocol folder, compiled by the Kaitai compiler,
 * reads the folder's vectors. Fields that bear the name of a component of our frame must hold the
 * same; what we refuse it must refuse too, unless only a checksum is wrong, which it does not
 * compute.
 *
 * <p>Own keys in {@code meta}: {@code -from: device} or {@code host}, where it describes one side
 * only; {@code -framing}, see {@link KaitaiFraming}. A parameter {@code from_host} is given.
 */
class KaitaiTest {
  private static final String CHECKSUM = "(?i).*(checksum|crc|sum\\b|mac\\b|bcc).*";

  @TempDir static Path folder = Path.of("");

  private static List<KaitaiReader> readers = List.of();

  @BeforeAll
  static void compile() throws Exception {
    var found = new ArrayList<Path>();
    for (DeviceType type : Drivers.ALL)
      try (Stream<Path> files = Files.list(Protocols.FOLDER.resolve(type.name()))) {
        files.filter(file -> file.toString().endsWith(".ksy")).sorted().forEach(found::add);
      }
    readers = KaitaiReader.compile(found, folder);
  }

  @TestFactory
  List<DynamicTest> everyFolderHasADescriptionThatReadsItsVectors() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (DeviceType type : Drivers.ALL) {
      List<KaitaiReader> own = readers.stream().filter(r -> r.isOf(type.name())).toList();
      tests.add(
          DynamicTest.dynamicTest(
              type.name(), () -> assertFalse(own.isEmpty(), "no *.ksy beside its vectors")));
      for (KaitaiReader reader : own) {
        tests.add(
            DynamicTest.dynamicTest(
                type.name() + ": " + reader.name() + " and our frames", () -> agree(type, reader)));
        for (Protocols.Vector vector : Protocols.vectors(type.name()))
          if (!vector.valid() && reader.describes(vector.fromDevice()))
            tests.add(
                DynamicTest.dynamicTest(
                    type.name() + ": " + vector.name(), () -> refuses(reader, vector)));
      }
    }
    return tests;
  }

  private static void agree(DeviceType type, KaitaiReader reader) throws Exception {
    int frames = 0;
    int fields = 0;
    for (Protocols.Vector vector : Protocols.vectors(type.name())) {
      if (!vector.valid() || !reader.describes(vector.fromDevice())) continue;
      var codec = vector.fromDevice() ? type.heard() : type.sent();
      Decoded<? extends Frame> decoded = codec.apply(vector.bytes());
      boolean whole = decoded.frames().size() == 1 && vector.reason().isEmpty();
      for (Frame frame : decoded.frames()) {
        // One frame alone is read as it stands in the vector, not as our codec would write it.
        Bytes bytes = whole ? vector.bytes() : frame.bytes();
        fields += reader.compare(vector.name(), bytes, !vector.fromDevice(), frame);
        frames++;
      }
    }
    assertTrue(frames > 0, "no vector was read");
    assertTrue(fields > 0, "no field bears the name of a component of our frame");
  }

  private static void refuses(KaitaiReader reader, Protocols.Vector vector) throws Exception {
    boolean accepted = reader.accepts(vector.bytes(), !vector.fromDevice());
    assertTrue(
        !accepted || vector.reason().matches(CHECKSUM),
        () -> "accepted, and no checksum is to blame: " + vector.reason());
  }
}
