package org.xuhao.app.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What a visitor is known by in a whole district: one secret in the halls that have windows. A file
 * of one line, 32 bytes in hex; after a change the former key stands in a second line until the
 * cases of its time are over.
 */
public final class DistrictKey {
  private static final String LINE = "[0-9A-Fa-f]{64}";

  /** The present one and the one before it. */
  private static final int KEYS_MAX = 2;

  private final List<byte[]> keys;
  private final List<VisitorHash> hashes;

  private DistrictKey(List<byte[]> keys) {
    this.keys = List.copyOf(keys);
    hashes = keys.stream().map(VisitorHash::new).toList();
  }

  /** Throws with the remedy where the file does not hold such keys. */
  public static DistrictKey read(Path file) throws IOException {
    var keys = new ArrayList<byte[]>();
    for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
      if (line.isBlank()) continue;
      if (!line.strip().matches(LINE) || keys.size() == KEYS_MAX)
        throw new IOException(
            file + " is no key of a district: write 64 hexadecimal digits; openssl rand -hex 32");
      keys.add(HexFormat.of().parseHex(line.strip()));
    }
    if (keys.isEmpty()) throw new IOException(file + " is empty; openssl rand -hex 32 makes a key");
    return new DistrictKey(keys);
  }

  /** The hashes of a visitor, the newest first. */
  public List<String> hashes(String identity) {
    return hashes.stream().map(hash -> hash.of(identity)).toList();
  }

  /** Closes what only the district's halls may read. */
  public DistrictSeal seal() {
    return new DistrictSeal(keys);
  }
}
