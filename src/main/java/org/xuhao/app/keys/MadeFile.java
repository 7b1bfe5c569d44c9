package org.xuhao.app.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.xuhao.web.steer.Made;
import org.xuhao.web.steer.MadeStore;
import org.xuhao.web.steer.MadeText;

/** The moves that managers agreed to, in {@code moves-<n>.json} of the data folder. */
public final class MadeFile implements MadeStore {
  private final NumberedFile file;
  private final Damage damage;

  /** Those in {@code folder}; a list that cannot be read is told to {@code damage}. */
  public MadeFile(Path folder, Damage damage) {
    this.damage = damage;
    file = new NumberedFile(folder, "moves", "json");
  }

  @Override
  public List<Made> load() throws IOException {
    return file.read(MadeText::parse, damage, "move it away and start again");
  }

  @Override
  public void save(List<Made> all) throws IOException {
    file.save(MadeText.of(all));
    damage.mended();
  }
}
