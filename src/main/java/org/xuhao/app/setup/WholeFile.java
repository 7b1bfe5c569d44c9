package org.xuhao.app.setup;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.xuhao.app.keys.SecretFile;

/** Writes the hall's file and what is kept of it, whole or not at all. */
final class WholeFile {
  /** For a file that was not there: nobody else may read it until somebody says so. */
  private static final Set<PosixFilePermission> FRESH =
      PosixFilePermissions.fromString("rw-r-----");

  private WholeFile() {}

  /** Where files are written whole; a test has one that is full. */
  interface Disk {
    void write(Path file, byte[] content) throws IOException;
  }

  /** A file that is there already keeps its permissions. */
  static void write(Path file, byte[] content) throws IOException {
    boolean there = Files.exists(file);
    SecretFile.write(file, content, there ? Files.getPosixFilePermissions(file) : FRESH);
  }

  /** Makes a folder that lasts, unless it is there. */
  static void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) return;
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(folder + " is no folder", e);
    }
    Path above = folder.toAbsolutePath().getParent();
    if (above != null) SecretFile.force(above);
  }
}
