package org.acme.items.system.verified;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/troubleshooting.md} names for each symptom the test that keeps its answer true. */
class TroubleshootingTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String NOTHING = "—";

  static Stream<List<String>> symptoms() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/troubleshooting.md")).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| Symptom |"))
        .map(MarkdownTable::cells);
  }

  @ParameterizedTest
  @MethodSource("symptoms")
  void whatHoldsAnAnswerIsThere(List<String> cells) throws IOException {
    assertThat(cells).hasSize(4);
    String held = cells.getLast();
    if (!held.equals(NOTHING)) {
      List<String> names = MarkdownTable.names(held);
      assertThat(names).isNotEmpty();
      for (String name : names) {
        assertThat(new Evidence(ROOT).exists(name)).as("%s is there", name).isTrue();
      }
    }
  }
}
