package org.acme.items.infra.config;

import java.util.List;
import java.util.stream.Stream;

/** Names of all keys, for tests of other packages. */
public final class Keys {
  private Keys() {}

  /** Those of manifests, and those of stages after {@code stage.}. */
  public static List<String> all() {
    return Stream.concat(
            KeyTable.rows(ServiceConfig.class).stream().map(KeyTable.Row::path),
            KeyTable.rows(StageConfig.class).stream().map(row -> "stage." + row.path()))
        .toList();
  }
}
