package org.xuhao.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Where the tables of the appliance lie: one H2 file that may be lost at any moment. */
final class StoreFiles {

  /** Pages H2 keeps in memory, in KiB: 4 MiB, since the whole appliance is to stay under 160. */
  private static final int CACHE_KIB = 4 << 10;

  private final Path folder;

  StoreFiles(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  Path file() {
    return folder.resolve("hall.mv.db");
  }

  /** Where the last damaged file is kept for whoever wants to look at it. */
  Path aside() {
    return folder.resolve("hall.damaged.mv.db");
  }

  boolean exist() {
    return Files.exists(file());
  }

  /** Connections to the file, which is made when it is missing. H2 is never asked to force it. */
  DataSource source() {
    var source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:file:"
            + folder.resolve("hall").toAbsolutePath()
            + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;CACHE_SIZE="
            + CACHE_KIB);
    source.setUser("xuhao");
    source.setPassword("");
    return source;
  }

  /** Puts the present file, if any, in the place of the damaged one kept before. */
  void moveAside() throws IOException {
    Files.createDirectories(folder);
    if (exist()) Files.move(file(), aside(), StandardCopyOption.REPLACE_EXISTING);
  }
}
