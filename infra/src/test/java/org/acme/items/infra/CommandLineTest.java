package org.acme.items.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The CDK's command line has to understand what the library writes, so its version is exact. */
class CommandLineTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void versionIsExactAndNotTheOneThatWasPublishedByAccident() throws IOException {
    JsonNode wanted = JSON.readTree(Path.of("package.json").toFile()).get("devDependencies");

    assertThat(wanted.get("aws-cdk").asText()).matches("2\\.1\\d{3}\\.\\d+");
    assertThat(wanted.get("node").asText()).matches("24\\.\\d+\\.\\d+");
  }

  @Test
  void lockFileHasTheSameVersionAndNoAddresses() throws IOException {
    JsonNode lock = JSON.readTree(Path.of("package-lock.json").toFile());
    JsonNode wanted = JSON.readTree(Path.of("package.json").toFile());

    assertThat(lock.at("/packages/node_modules~1aws-cdk/version"))
        .isEqualTo(wanted.at("/devDependencies/aws-cdk"));
    assertThat(lock.findValues("resolved")).isEmpty();
    assertThat(lock.findValues("integrity")).isNotEmpty();
  }
}
