package org.xuhao.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/** Where a district keeps its tables: an H2 file of its own, or PostgreSQL by its URL. */
public final class DistrictDatabase {

  /** Pages H2 keeps in memory, in KiB: 64 MiB of the 512 that a district's store may take. */
  private static final int CACHE_KIB = 64 << 10;

  /** A server that is down is found out in seconds; the caller tries again. */
  private static final String CONNECT_S = "10";

  private static final String NAME = "district";

  private final Path folder;
  private final String url;
  private final String user;
  private final String password;

  private DistrictDatabase(Path folder, String url, String user, String password) {
    this.folder = folder;
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** The H2 file {@code district.mv.db} of {@code folder}. */
  public static DistrictDatabase inFolder(Path folder) {
    return at("", "", "", folder);
  }

  /**
   * The database at {@code url}.
   *
   * @param url such as {@code jdbc:postgresql://db.example/xuhao}; empty: a file of {@code folder}
   * @param user may be empty where the URL says it, and {@code password} too
   */
  public static DistrictDatabase at(String url, String user, String password, Path folder) {
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:"))
      throw new IllegalArgumentException("not a URL of PostgreSQL: " + url);
    return new DistrictDatabase(folder, url, user, password);
  }

  /** Whether a server keeps the tables, and forces each commit. */
  boolean isServer() {
    return !url.isEmpty();
  }

  DataSource source() {
    return isServer() ? server() : file();
  }

  private DataSource server() {
    var properties = new Properties();
    if (!user.isEmpty()) properties.setProperty("user", user);
    if (!password.isEmpty()) properties.setProperty("password", password);
    properties.setProperty("reWriteBatchedInserts", "true");
    properties.setProperty("ApplicationName", "xuhao");
    properties.setProperty("connectTimeout", CONNECT_S);
    properties.setProperty("tcpKeepAlive", "true");
    return new ServerSource(url, properties);
  }

  private DataSource file() {
    var source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:file:"
            + folder.resolve(NAME).toAbsolutePath()
            + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;CACHE_SIZE="
            + CACHE_KIB);
    source.setUser("xuhao");
    source.setPassword("");
    return source;
  }

  /** Brings the tables to this release's shape. */
  void shape() throws IOException {
    Files.createDirectories(folder);
    DataSource source = source();
    Tables.shape(source);
    Flyway.configure(DistrictDatabase.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/district")
        .table("district_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  /** Makes the commits of {@code connection} durable: all later ones, or those so far. */
  void force(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(isServer() ? "set synchronous_commit = on" : "checkpoint sync");
    }
  }

  private Path stored() {
    return folder.resolve(NAME + ".mv.db");
  }

  /** Whether there is a file that could be damaged. */
  boolean hasFile() {
    return !isServer() && Files.exists(stored());
  }

  /** Puts the file in the place of the damaged one kept before. */
  void moveAside() throws IOException {
    Path aside = folder.resolve(NAME + ".damaged.mv.db");
    if (hasFile()) Files.move(stored(), aside, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public String toString() {
    return isServer() ? url.replaceFirst("\\?.*", "") : stored().toString();
  }
}
