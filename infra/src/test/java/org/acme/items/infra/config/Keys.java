package org.acme.items.infra.config;

import java.util.List;
import java.util.stream.Stream;

/** Names of all keys, for tests of other packages. */
public final class Keys {
  private Keys() {}

  /**
   * Those of manifests, of stages after {@code stage.}, and of the way of changes after {@code
   * delivery.}.
   */
  public static List<String> all() {
    return Stream.of(
            KeyTable.rows(ServiceConfig.class).stream().map(KeyTable.Row::path),
            KeyTable.rows(StageConfig.class).stream().map(row -> "stage." + row.path()),
            KeyTable.rows(DeliveryConfig.class).stream().map(row -> "delivery." + row.path()))
        .flatMap(keys -> keys)
        .toList();
  }
}
