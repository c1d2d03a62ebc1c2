package org.acme.items.backend.items.dynamodb;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Whether DynamoDB is something else than AWS: the SDK's own variables, or Quarkus' property. */
@Singleton
final class EndpointOverride {
  private final Config config;

  EndpointOverride(Config config) {
    this.config = config;
  }

  boolean isSet() {
    return Stream.of(
            "quarkus.dynamodb.endpoint-override", "aws.endpoint-url-dynamodb", "aws.endpoint-url")
        .map(name -> config.getOptionalValue(name, String.class))
        .anyMatch(Optional::isPresent);
  }
}
