package org.acme.items.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.acme.items.drill.ecs.Docker;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The drills that {@code -Ddrills=roll,crash} names, with the seed {@code -Dseed}. */
@EnabledIfSystemProperty(
    named = "drills",
    matches = ".+",
    disabledReason = "drills take minutes: -Ddrills=roll,crash")
class DrillsIT {
  @TestFactory
  Stream<DynamicTest> drillIsAsItShouldBe() throws IOException {
    assumeTrue(Docker.answers(), "needs Docker");
    List<Drill> drills =
        Arrays.stream(System.getProperty("drills").split(","))
            .map(name -> Drill.named(name).orElseThrow())
            .toList();
    String seed = System.getProperty("seed", "");
    List<DrillResult> results =
        new DrillRunner(Path.of("..").toAbsolutePath().normalize(), System.out::println)
            .run(drills, seed.isBlank() ? System.nanoTime() % 1_000_000 : Long.parseLong(seed));
    return results.stream()
        .map(result ->
            DynamicTest.dynamicTest(
                result.drill(), () -> assertThat(result.unmet()).as(result.toString()).isEmpty()));
  }
}
