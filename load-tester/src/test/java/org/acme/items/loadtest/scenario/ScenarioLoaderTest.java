package org.acme.items.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioLoaderTest {
  @TempDir private Path folder;

  @Test
  void everyMistakeIsToldWithLineColumnAndPath() throws IOException {
    Path file =
        write(
            """
            routes:
              alb: ftp://nowhere
              "a b": http://x
            phases:
              - { phase: stedy, rate: 0, duration: 20 }
              - { phase: ramp, from: 1, duration: 10s }
            mix: { list: -1, delete: 5, remove: 1 }
            timeout: forever
            speed: high
            slo: { availability: 101, latency: { percentile: 99 } }
            """);

    assertThatThrownBy(() -> ScenarioLoader.load(file, List.of()))
        .isInstanceOfSatisfying(
            ScenarioException.class,
            wrong ->
                assertThat(wrong.problems())
                    .allSatisfy(problem -> assertThat(problem).startsWith(file.toString()))
                    .extracting(problem -> problem.substring(file.toString().length()))
                    .containsExactlyInAnyOrder(
                        ":2:8 routes.alb must be a URL such as http://host:8080, got \"ftp://nowhere\"",
                        ":3:10 routes.a b must have a name of 1 to 30 letters, digits, - and _",
                        ":5:14 phases[0].phase must be one of warm-up, ramp, steady, spike, soak, got \"stedy\"",
                        ":5:27 phases[0].rate must be a whole number from 1 to 100000, got \"0\"",
                        ":5:40 phases[0].duration must be a duration such as 500ms, 20s or 5m, from 2000 to 86400000 ms, got \"20\"",
                        ":6:5 phases[1].to is missing: requests per second and route",
                        ":7:14 mix.list must be a whole number from 0 to 1000, got \"-1\"",
                        ":7:26 mix.delete needs create: only items that the run itself made are changed",
                        ":7:29 mix.remove is unknown; known here: create, delete, get, list, page, replace",
                        ":8:10 timeout must be a duration such as 500ms, 20s or 5m, from 10 to 60000 ms, got \"forever\"",
                        ":9:1 speed is unknown; known here: askAbove, connections, equivalence, mix, name, phases, quality, round, routes, service, slo, timeout",
                        ":10:22 slo.availability must be a number from 1.0 to 100.0, got \"101\"",
                        ":10:36 slo.latency.thresholdMs is missing"));
  }

  @Test
  void urlsPortsAndDurationsThatCannotBeAreToldWithTheirPlace() throws IOException {
    Path file =
        write(
            """
            routes:
              a: //host
              b: http://host:99999
              c: http://user@host
            round: 2500ms
            phases: [{ phase: spike, rate: 10, duration: 1s }]
            """);

    assertThatThrownBy(() -> ScenarioLoader.load(file, List.of()))
        .hasMessageContainingAll(
            ":2:6 routes.a must be a URL such as http://host:8080, got \"//host\"",
            ":3:6 routes.b must be a URL such as http://host:8080, got \"http://host:99999\"",
            ":4:6 routes.c must be a URL",
            ":5:8 round must be whole seconds, got \"2500ms\"",
            ":6:46 phases[0].duration must be a duration");
  }

  @Test
  void scenarioIsReadWithItsDefaults() throws IOException {
    Scenario scenario =
        ScenarioLoader.load(
            write(
                """
                routes: { alb: "https://x.test", direct: "http://[::1]:8081" }
                phases: [{ phase: steady, rate: 10, duration: 2m }]
                """),
            List.of());

    assertThat(scenario.name()).isEqualTo("scenario");
    assertThat(scenario.routes())
        .containsExactly(
            new Route("alb", URI.create("https://x.test")),
            new Route("direct", URI.create("http://[::1]:8081")));
    assertThat(scenario.routes().getFirst().port()).isEqualTo(443);
    assertThat(scenario.phases()).containsExactly(new Phase(Phase.Kind.STEADY, 10, 10, 120));
    assertThat(scenario.mix()).isEqualTo(Map.of(RequestKind.LIST, 1));
    assertThat(scenario.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(scenario.objectives()).isNull();
  }

  @Test
  void routesOfTheCommandLineReplaceThoseOfTheFile() throws IOException {
    Path file =
        write(
            """
            routes: { a: "http://x.test" }
            phases: [{ phase: steady, rate: 10, duration: 2m }]
            """);

    assertThat(ScenarioLoader.load(file, List.of("b=http://y.test")).routes())
        .containsExactly(new Route("b", URI.create("http://y.test")));
    assertThatThrownBy(() -> ScenarioLoader.load(file, List.of("http://y.test")))
        .hasMessage("--route http://y.test must be name=url");
  }

  @Test
  void objectivesComeFromTheTargetsManifest() throws IOException {
    Files.writeString(
        folder.resolve("service.yaml"),
        """
        name: backend
        slo: { availability: 99.9, latency: { thresholdMs: 300, percentile: 99 } }
        """);

    Scenario scenario =
        ScenarioLoader.load(
            write(
                """
                service: service.yaml
                routes: { a: "http://x.test" }
                phases: [{ phase: steady, rate: 10, duration: 2m }]
                """),
            List.of());

    assertThat(scenario.objectives()).isEqualTo(new Objectives(99.9, 300, 99));
  }

  @Test
  void fileThatIsMissingOrNoYamlIsSaid() throws IOException {
    assertThatThrownBy(() -> ScenarioLoader.load(folder.resolve("none.yaml"), List.of()))
        .hasMessage(folder.resolve("none.yaml") + " cannot be read: there is no such file");
    Path file = write("a: [\n");
    assertThatThrownBy(() -> ScenarioLoader.load(file, List.of()))
        .hasMessageStartingWith(file + ":2:1 is no YAML");
  }

  @Test
  void scenariosOfThisRepositoryAreRead() throws IOException {
    try (var files = Files.list(Path.of("scenarios"))) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              file -> assertThat(ScenarioLoader.load(file, List.of()).objectives()).isNotNull());
    }
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("scenario.yaml"), yaml);
  }
}
