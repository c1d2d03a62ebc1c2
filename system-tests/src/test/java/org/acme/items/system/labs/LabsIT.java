package org.acme.items.system.labs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.acme.items.system.labs.ScratchCheckout.Ended;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Does the labs that {@code -Dlabs=1,3} names, or {@code -Dlabs=all}, in a copy of the working
 * tree. What they print is kept in {@code target/labs}.
 */
class LabsIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path LOGS = Path.of("target/labs");
  private static final int LABS = 8;

  /** What a person could say who has done nothing; it must not be enough. */
  private static final Map<Integer, String> GUESSES =
      Map.of(1, " --trace 4bf92f3577b34da6a3ce929d0e0e4736", 7, " --answer table");

  @TempDir private static @Nullable Path folder;
  private static @Nullable ScratchCheckout copy;

  @BeforeAll
  static void copyWorkingTree() throws IOException, InterruptedException {
    assumeFalse(chosen().isBlank(), "labs take minutes: -Dlabs=all or -Dlabs=1,3");
    Files.createDirectories(LOGS);
    copy = ScratchCheckout.of(ROOT, Objects.requireNonNull(folder).resolve("items"));
  }

  private static String chosen() {
    return System.getProperty("labs", "");
  }

  static List<LabDocument> labs() throws IOException {
    List<Integer> numbers =
        chosen().equals("all")
            ? IntStream.rangeClosed(1, LABS).boxed().toList()
            : Arrays.stream(chosen().split(",")).map(Integer::valueOf).toList();
    List<LabDocument> labs = new ArrayList<>();
    for (int number : numbers) {
      labs.add(LabDocument.numbered(ROOT, number));
    }
    return labs;
  }

  @ParameterizedTest
  @MethodSource("labs")
  void checkerIsRedBeforeTheStepsAndGreenAfterThem(LabDocument lab)
      throws IOException, InterruptedException {
    Instant begin = Instant.now();
    Ended before =
        run(
            lab,
            "before",
            "./dev lab check %d%s".formatted(lab.number(), GUESSES.getOrDefault(lab.number(), "")));
    Ended done = run(lab, "steps", lab.steps() + lab.check());
    Ended cleaned = run(lab, "clean-up", lab.cleanUp());
    Ended left = run(lab, "left", "git status --porcelain");
    System.out.printf("%s: %d s%n", lab, Duration.between(begin, Instant.now()).toSeconds());

    assertThat(before.exit()).as(before.output()).isEqualTo(1);
    assertThat(before.output()).contains("Not done yet. Next: ");
    assertThat(done.exit()).as(done.output()).isZero();
    assertThat(done.output()).endsWith("Done\n");
    assertThat(cleaned.exit()).as(cleaned.output()).isZero();
    assertThat(left.output()).isEmpty();
  }

  private static Ended run(LabDocument lab, String part, String commands)
      throws IOException, InterruptedException {
    return Objects.requireNonNull(copy)
        .run(commands, LOGS.resolve("%d-%s.log".formatted(lab.number(), part)));
  }
}
