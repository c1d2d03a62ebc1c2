package org.acme.items.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.acme.items.infra.config.ConfigLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeterminismTest {
  @TempDir private Path root;
  @TempDir private Path out;

  static Stream<String> stages() {
    return ConfigLoader.stages(Synth.ROOT).stream();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void twoSynthsAreTheSameByteByByte(String stage) {
    assertThat(Synth.of(Synth.ROOT, stage).files()).isEqualTo(Synth.of(stage).files());
  }

  /** Java's small maps have another order in each process. */
  @Test
  void anotherProcessMakesTheSameTemplates() throws IOException, InterruptedException {
    Path checkout = Checkout.in(root).root();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                InfraApp.class.getName(),
                checkout.toString(),
                "full"));
    builder.environment().putAll(Map.of("CDK_OUTDIR", out.toString(), "CDK_VALIDATION", "false"));
    Process process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();

    for (Map.Entry<String, String> file : Synth.of(checkout, "full").files().entrySet()) {
      if (file.getKey().endsWith(".template.json")) {
        assertThat(Files.readString(out.resolve(file.getKey()))).isEqualTo(file.getValue());
      }
    }
  }
}
