package org.xuhao.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.xuhao.wire.Bytes;

/** Reads the folders of firmware-protocols. */
final class Protocols {
  static final Path FOLDER = Path.of("firmware-protocols");

  private Protocols() {}

  /**
   * One vector.
   *
   * @param is the decoded text; empty where the vector has none
   * @param encodes what our encoder makes
   * @param reason why it is not valid, or valid all the same; empty for plain ones
   */
  record Vector(
      String name,
      Bytes bytes,
      boolean fromDevice,
      boolean valid,
      String is,
      Bytes encodes,
      String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Vector> vectors(String type) {
    try {
      JsonNode root = new ObjectMapper().readTree(FOLDER.resolve(type + "/vectors.json").toFile());
      var vectors = new ArrayList<Vector>();
      for (JsonNode node : root.path("vectors")) vectors.add(vector(node, true));
      for (JsonNode node : root.path("invalid"))
        vectors.add(vector(node, node.path("reason").asText().startsWith("valid")));
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Vector vector(JsonNode node, boolean valid) {
    String hex = node.path("hex").asText();
    boolean fromDevice = !node.path("from").asText("device").equals("host");
    Bytes encodes = Bytes.hex(node.path("encodes").asText(hex));
    String is = node.path("is").asText("");
    String reason = node.path("reason").asText("");
    return new Vector(
        node.path("name").asText(), Bytes.hex(hex), fromDevice, valid, is, encodes, reason);
  }

  static List<Path> captures(String type) {
    Path folder = FOLDER.resolve(type).resolve("captures");
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".cap")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
