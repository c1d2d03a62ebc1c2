package org.acme.items.dev.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.acme.items.dev.DevException;
import org.junit.jupiter.api.Test;

class StackNamesTest {
  private final StackNames stacks =
      new StackNames(List.of("dev", "staging"), List.of("frontend", "api"));

  @Test
  void longestStackDecides() {
    assertThatCode(() -> stacks.requireRoom("seven77")).doesNotThrowAnyException();
    assertThatExceptionOfType(DevException.class)
        .isThrownBy(() -> stacks.requireRoom("eight888"))
        .withMessageContaining("may have 7 characters, got eight888 with 8")
        .withMessageContaining("eight888-staging-frontend");
  }

  @Test
  void withoutPipelinesThereIsNoSuchLimit() {
    assertThatCode(() -> new StackNames(List.of(), List.of("api")).requireRoom("a".repeat(20)))
        .doesNotThrowAnyException();
  }

  @Test
  void limitsAreThoseOfTheCdkApp() throws IOException {
    Path config = Path.of("../infra/src/main/java").resolve(folder()).resolve("infra/config");

    assertThat(Files.readString(config.resolve("DeliveryRules.java")))
        .contains("LONGEST_STACK = %d;".formatted(StackNames.LONGEST));
    assertThat(Files.readString(config.resolve("Names.java")))
        .contains("NAME = \"%s\";".formatted(Project.NAME.pattern()));
  }

  /** Of the base package that this checkout has now. */
  private static String folder() {
    return StackNames.class.getPackageName().replace(".dev.init", "").replace('.', '/');
  }
}
