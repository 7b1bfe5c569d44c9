package org.xuhao.app;

import org.jspecify.annotations.Nullable;

/** The release as the jar says it. */
final class Release {
  private Release() {}

  static String text() {
    @Nullable String version = Release.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
