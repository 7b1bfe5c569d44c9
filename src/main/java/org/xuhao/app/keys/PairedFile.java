package org.xuhao.app.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.xuhao.web.paired.PairedDevice;
import org.xuhao.web.paired.PairedStore;
import org.xuhao.web.paired.PairedText;

/** The paired browsers in {@code keys/paired-<n>.key}. */
public final class PairedFile implements PairedStore {
  private static final Pattern NAME = NumberedFile.names("paired", "key");

  private final NumberedFile file;

  /** Those in {@code folder}, which need not be there yet. */
  public PairedFile(Path folder) {
    file = new NumberedFile(folder, "paired", "key");
  }

  /** Whether a file of that name may go while the hall lives, and then must go from backups. */
  public static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }

  @Override
  public List<PairedDevice> load() throws IOException {
    Optional<Path> last = file.last();
    if (last.isEmpty()) return List.of();
    try {
      return PairedText.parse(Files.readString(last.get()));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s: %s; move it away, start again, and pair the tablets and screens anew"
              .formatted(last.get(), e.getMessage()),
          e);
    }
  }

  @Override
  public void save(List<PairedDevice> all) throws IOException {
    file.save(PairedText.of(all));
  }
}
