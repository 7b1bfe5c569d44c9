package org.xuhao.app.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xuhao.web.paired.PairedDevice;
import org.xuhao.web.paired.PairedStore;
import org.xuhao.web.paired.PairedText;

/** The paired browsers in {@code keys/paired-<n>.key}. */
public final class PairedFile implements PairedStore {
  private static final Pattern NAME = NumberedFile.names("paired", "key");

  private final NumberedFile file;
  private final @Nullable Damage damage;

  /** Those in {@code folder}, which need not be there yet. */
  public PairedFile(Path folder) {
    this(folder, null);
  }

  /** The same; a list that cannot be read is told to {@code damage}, and none are paired. */
  public PairedFile(Path folder, @Nullable Damage damage) {
    this.damage = damage;
    file = new NumberedFile(folder, "paired", "key");
  }

  /** Whether a file of that name may go while the hall lives, and then must go from backups. */
  public static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }

  @Override
  public List<PairedDevice> load() throws IOException {
    return file.read(
        PairedText::parse,
        damage,
        "move it away, start again, and pair the tablets and screens anew");
  }

  @Override
  public void save(List<PairedDevice> all) throws IOException {
    file.save(PairedText.of(all));
    if (damage != null) damage.mended();
  }
}
