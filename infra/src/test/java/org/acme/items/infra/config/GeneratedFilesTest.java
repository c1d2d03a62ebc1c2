package org.acme.items.infra.config;

import java.io.IOException;
import java.nio.file.Path;
import org.acme.items.infra.Generated;
import org.junit.jupiter.api.Test;

class GeneratedFilesTest {
  private static final Path CONFIGURATION = Path.of("../docs/configuration.md");

  @Test
  void schemaOfManifestsIsCurrent() throws IOException {
    Generated.requireCurrent(Path.of("schema/service.schema.json"), JsonSchema.ofService());
  }

  @Test
  void schemaOfStagesIsCurrent() throws IOException {
    Generated.requireCurrent(Path.of("schema/stage.schema.json"), JsonSchema.ofStage());
  }

  @Test
  void schemaOfDeliveryIsCurrent() throws IOException {
    Generated.requireCurrent(Path.of("schema/delivery.schema.json"), JsonSchema.ofDelivery());
  }

  @Test
  void documentationOfDeliveryIsCurrent() throws IOException {
    Generated.requireCurrent(
        CONFIGURATION, "keys of delivery.yaml", KeyTable.markdown(DeliveryConfig.class));
  }

  @Test
  void documentationOfManifestsIsCurrent() throws IOException {
    Generated.requireCurrent(
        CONFIGURATION, "keys of service.yaml", KeyTable.markdown(ServiceConfig.class));
  }

  @Test
  void documentationOfStagesIsCurrent() throws IOException {
    Generated.requireCurrent(
        CONFIGURATION, "keys of a stage", KeyTable.markdown(StageConfig.class));
  }
}
