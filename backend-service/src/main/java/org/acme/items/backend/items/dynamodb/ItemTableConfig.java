package org.acme.items.backend.items.dynamodb;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The table of the items. */
@ConfigMapping(prefix = "items.table")
public interface ItemTableConfig {
  /** Its name. */
  @WithDefault("items")
  String name();

  /** For one call of DynamoDB with its repetitions. */
  @WithDefault("1800ms")
  Duration callTimeout();

  /** For all calls of a page together. */
  @WithDefault("1800ms")
  Duration listTimeout();

  /**
   * Whether this service may create a missing table. For laptops and tests: refused where the
   * endpoint is not overridden, since tables on AWS belong to the infrastructure.
   */
  @WithDefault("false")
  boolean create();
}
