package org.acme.items.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
  @TempDir private Path root;

  @Test
  void calledServicesComeBeforeTheirCallers() throws IOException {
    write("a", manifest("a", "[b, c]"));
    write("b", manifest("b", "[c]"));
    write("c", manifest("c", "[]"));

    assertThat(names()).containsExactly("c", "b", "a");
  }

  @Test
  void servicesThatCallEachOtherAreAllThere() throws IOException {
    write("a", manifest("a", "[b]"));
    write("b", manifest("b", "[a]"));

    assertThat(names()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void manifestsOfThisRepositoryAreRead() {
    assertThat(new Workspace(Path.of("..")).services())
        .extracting(ServiceManifest::name)
        .containsSubsequence("backend", "frontend");
  }

  @Test
  void unknownServiceInCallsIsNamed() throws IOException {
    write("a", manifest("a", "[nobody]"));

    assertRefused("a-service/service.yaml: calls names nobody, but the services are [a]");
  }

  @Test
  void valueOfTheWrongTypeIsToldWithItsPlace() throws IOException {
    write("a", manifest("a", "[]").replace("port: 8080", "port: eighty"));

    assertRefused("a-service/service.yaml:2:7: port is missing or has a value of the wrong type");
  }

  @Test
  void missingKeyIsNamed() throws IOException {
    write("a", manifest("a", "[]").replace("port: 8080\n", ""));

    assertThatThrownBy(this::names)
        .isInstanceOf(DevException.class)
        .hasMessageContaining("port is missing")
        .hasMessageNotContaining("org.acme");
  }

  @Test
  void nameMustBeThatOfTheFolder() throws IOException {
    write("a", manifest("b", "[]"));

    assertRefused(
        "a-service/service.yaml: name must be that of its folder without -service, got b");
  }

  @Test
  void portsComeFromTheEnvironmentFirst() throws IOException {
    write("my-own", manifest("my-own", "[]"));
    ServiceManifest service = new Workspace(root).services().getFirst();

    assertThat(service.localPort(Map.of())).isEqualTo(9000);
    assertThat(service.localPort(Map.of("MY_OWN_PORT", "9001"))).isEqualTo(9001);
    for (String wrong : List.of("0", "65536", "x", "-1", "99999999999")) {
      assertThatThrownBy(() -> service.localPort(Map.of("MY_OWN_PORT", wrong)))
          .isInstanceOf(DevException.class)
          .hasMessage("MY_OWN_PORT must be a port from 1 to 65535, got \"%s\"", wrong);
    }
  }

  @Test
  void loadTesterHasAManifestButIsNotStarted() {
    Workspace workspace = new Workspace(Path.of(".."));

    assertThat(workspace.manifests()).extracting(ServiceManifest::name).contains("load");
    assertThat(workspace.services()).extracting(ServiceManifest::name).doesNotContain("load");
  }

  @Test
  void loadAloneRunsTheLocalScenarioOnTheBackendsPort() {
    Workspace workspace = new Workspace(root);
    String scenario = root.resolve("load-tester/scenarios/local.yaml").toString();
    String out = root.resolve(".dev/load").toString();

    assertThat(LoadCommand.arguments(workspace, List.of(), Map.of()))
        .containsExactly("run", scenario, "--out", out);
    assertThat(
            LoadCommand.arguments(workspace, List.of("--control"), Map.of("BACKEND_PORT", "9081")))
        .containsExactly(
            "run",
            scenario,
            "--route",
            "direct=http://127.0.0.1:9081",
            "--route",
            "name=http://localhost:9081",
            "--control",
            "--out",
            out);
    assertThat(LoadCommand.arguments(workspace, List.of("my.yaml", "--out", "x"), Map.of()))
        .containsExactly("run", "my.yaml", "--out", "x");
    assertThat(LoadCommand.arguments(workspace, List.of("report", "a.json"), Map.of()))
        .containsExactly("report", "a.json");
  }

  private List<String> names() {
    return new Workspace(root).services().stream().map(ServiceManifest::name).toList();
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::names).isInstanceOf(DevException.class).hasMessage(message);
  }

  private void write(String folder, String manifest) throws IOException {
    Path file = root.resolve(folder + "-service/service.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, manifest);
  }

  private static String manifest(String name, String calls) {
    return """
    name: %s
    port: 8080
    localPort: 9000
    health: { live: /live, ready: /ready }
    calls: %s
    tables: {}
    """
        .formatted(name, calls);
  }
}
