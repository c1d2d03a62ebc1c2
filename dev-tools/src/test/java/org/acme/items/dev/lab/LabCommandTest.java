package org.acme.items.dev.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.acme.items.dev.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabCommandTest {
  private static final Path REPOSITORY = Path.of("..");

  @TempDir private Path folder;
  private LabRoot root = new LabRoot(REPOSITORY);

  static Stream<Lab> labs() {
    return Lab.all(new Workspace(REPOSITORY)).stream();
  }

  @BeforeEach
  void createRoot() {
    root = new LabRoot(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          check 0                     | There is no lab 0; they are 1 to 8
          check 9                     | There is no lab 9; they are 1 to 8
          check one                   | There is no lab one; they are 1 to 8
          check 1 --trace 4bf9        | --trace must be 32 hexadecimal digits, such as
          check 2 --trace 4bf9        | --trace is for lab 1, not for 2
          check 7 --answer database   | --answer must be one of page, hop, backend, table, got "database"
          check 1 --answer table      | --answer is for lab 7, not for 1
          """)
  void wrongUsageIsToldAndNothingIsMarked(String arguments, String message) {
    assertThat(root.dev(("lab " + arguments).split(" "))).isEqualTo(2);
    assertThat(root.said()).contains(message);
    assertThat(folder.resolve(".dev/labs")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "check 1 2", "chekc", "check 1 --trace", "--all"})
  void wrongCommandEndsWithTwo(String arguments) {
    assertThat(root.dev(("lab " + arguments).split(" "))).isEqualTo(2);
  }

  @Test
  void listSaysWhichAreDone() throws IOException {
    root.write(".dev/labs/3", "2026-11-22T10:00:00Z\n");

    assertThat(root.dev("lab")).isZero();
    assertThat(root.said().lines())
        .hasSize(8)
        .anyMatch(line -> line.startsWith("1  not done  Run it and follow one request"))
        .anyMatch(line -> line.startsWith("3  done      Infrastructure as code"));
  }

  @ParameterizedTest
  @MethodSource("labs")
  void fileOfALabHasItsTitle(Lab lab) throws IOException {
    Path file = REPOSITORY.resolve("docs/labs").resolve(lab.file());

    assertThat(Files.readAllLines(file))
        .startsWith("# Lab %d: %s".formatted(lab.number(), lab.title()))
        .contains("```sh", "## Check", "## Clean up");
  }

  /** Whether there is an image, lab 4, is not a matter of the checkout. */
  static Stream<Lab> labsOfACheckout() {
    return labs().filter(lab -> lab.number() != 4);
  }

  @ParameterizedTest
  @MethodSource("labsOfACheckout")
  void nothingIsDoneInACheckoutWhereNothingWasDone(Lab lab) throws IOException {
    root.write("pom.xml", "<project/>");
    root.write("infra/config/dev.yaml", "region: eu-central-1\n");
    root.commit();

    assertThat(root.dev("lab", "check", Integer.toString(lab.number()))).isEqualTo(1);
    assertThat(root.said()).contains("  looked at  ", "  not yet    ", "Not done yet. Next: ");
    assertThat(folder.resolve(".dev/labs")).doesNotExist();
  }
}
