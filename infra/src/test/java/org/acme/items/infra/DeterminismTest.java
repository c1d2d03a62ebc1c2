package org.acme.items.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.acme.items.infra.config.ConfigLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeterminismTest {
  static Stream<String> stages() {
    return ConfigLoader.stages(Synth.ROOT).stream();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void twoSynthsAreTheSameByteByByte(String stage) {
    assertThat(Synth.of(Synth.ROOT, stage).files()).isEqualTo(Synth.of(stage).files());
  }
}
