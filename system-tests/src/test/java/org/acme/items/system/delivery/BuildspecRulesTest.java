package org.acme.items.system.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.acme.items.dev.buildspec.Buildspec;
import org.acme.items.dev.buildspec.Buildspec.Artifacts;
import org.acme.items.dev.buildspec.OnFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every buildspec must and must not have; dev-tools runs them. */
class BuildspecRulesTest {
  private static final String SECRET =
      "(?i)AKIA[0-9A-Z]{16}|aws_secret|secret_access_key|(?<!id-)(password|token|secret)\\s*[:=]\\s*['\"]?\\w";

  static List<Path> buildspecs() {
    return DeliverySteps.buildspecs();
  }

  static List<Path> serviceFolders() {
    return DeliverySteps.serviceFolders();
  }

  /** Everything that a build reads: scripts, buildspecs, Dockerfiles, other build servers. */
  static Stream<Path> filesOfABuild() throws IOException {
    List<Path> files = new ArrayList<>(DeliverySteps.buildspecs());
    DeliverySteps.serviceFolders().forEach(folder -> files.add(folder.resolve("Dockerfile")));
    files.add(DeliverySteps.ROOT.resolve("Jenkinsfile"));
    files.add(DeliverySteps.ROOT.resolve(".github/workflows/delivery.yml"));
    try (Stream<Path> scripts = Files.list(DeliverySteps.ROOT.resolve("scripts/delivery"))) {
      files.addAll(scripts.sorted().toList());
    }
    return files.stream();
  }

  @ParameterizedTest
  @MethodSource("buildspecs")
  void commandsAreCallsOfScriptsThatAreThere(Path buildspec) {
    for (String command : DeliverySteps.commands(buildspec)) {
      assertThat(command)
          .matches(
              "bash scripts/delivery/[a-z-]+( all| \"\\$FOLDER\")?"
                  + "|test \"\\$CODEBUILD_BUILD_SUCCEEDING\" = 1"
                  + "|source \"target/delivery/\\$SERVICE/exports\"");
    }
    for (String script : DeliverySteps.scripts(DeliverySteps.commands(buildspec))) {
      assertThat(DeliverySteps.ROOT.resolve("scripts/delivery").resolve(script)).exists();
    }
  }

  @ParameterizedTest
  @MethodSource("buildspecs")
  void failureIsNeverPassedOver(Path file) {
    Buildspec buildspec = DeliverySteps.buildspec(file);

    assertThat(buildspec.phases())
        .noneMatch(phase -> phase.onFailure().action() == OnFailure.Action.CONTINUE);
    assertThat(buildspec.phases())
        .filteredOn(phase -> phase.name().equals("post_build"))
        .allSatisfy(phase ->
            assertThat(phase.commands().getFirst())
                .isEqualTo("test \"$CODEBUILD_BUILD_SUCCEEDING\" = 1"));
  }

  @ParameterizedTest
  @MethodSource("buildspecs")
  void runtimesAreThoseOfTheRepository(Path buildspec) {
    assertThat(DeliverySteps.buildspec(buildspec).phases().getFirst().runtimes())
        .containsEntry("java", "corretto25")
        .containsEntry("nodejs", "24");
  }

  @ParameterizedTest
  @MethodSource("serviceFolders")
  void serviceHandsOnItsImageItsReportsAndItsTemplates(Path folder) {
    Buildspec buildspec = DeliverySteps.buildspec(folder.resolve("buildspec.yml"));
    String name = folder.getFileName().toString();
    Artifacts artifacts = buildspec.artifacts();

    assertThat(buildspec.variables()).containsExactlyEntriesOf(java.util.Map.of("FOLDER", name));
    assertThat(buildspec.exported()).containsExactly("COMMIT", "IMAGE_DIGEST", "IMAGE", "REPORT");
    assertThat(buildspec.reports())
        .extracting(Buildspec.Report::group)
        .containsExactly("tests", "coverage");
    assertThat(buildspec.reports())
        .allSatisfy(report -> assertThat(report.files().base()).isEqualTo(name + "/target"));
    assertThat(artifacts).isNotNull();
    assertThat(artifacts == null ? "" : artifacts.files().base())
        .isEqualTo("target/delivery/%s/artifact".formatted(DeliverySteps.service(folder).name()));
  }

  @ParameterizedTest
  @MethodSource("serviceFolders")
  void servicesAreBuiltByTheSameSteps(Path folder) {
    assertThat(DeliverySteps.commands(folder.resolve("buildspec.yml")))
        .isEqualTo(
            DeliverySteps.commands(
                DeliverySteps.serviceFolders().getFirst().resolve("buildspec.yml")));
  }

  @ParameterizedTest
  @MethodSource("filesOfABuild")
  void nothingSecretMovableOrPrivilegedIsInIt(Path file) throws IOException {
    String text = Files.readString(file).replace("--password-stdin", "");

    assertThat(text)
        .doesNotContainPattern(SECRET)
        .doesNotContainPattern(":latest\\b")
        .doesNotContain("--privileged", "docker.io", "docker/dockerfile")
        .doesNotContainPattern("curl[^\n]*\\| *(ba)?sh");
  }

  @ParameterizedTest
  @MethodSource("serviceFolders")
  void baseImagesComeFromThePublicRegistryOfAwsAndCanBeReplaced(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("Dockerfile"));

    assertThat(lines)
        .filteredOn(line -> line.matches("ARG \\w+_IMAGE=.*"))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("=public.ecr.aws/"));
    List<String> stages =
        lines.stream()
            .filter(line -> line.matches("FROM .* AS \\w+"))
            .map(line -> line.replaceFirst(".* AS ", ""))
            .toList();
    assertThat(lines)
        .filteredOn(line -> line.startsWith("FROM"))
        .map(line -> line.replaceFirst("FROM (\\S+).*", "$1"))
        .allMatch(base -> base.matches("\\$\\{\\w+_IMAGE\\}") || stages.contains(base));
  }

  @Test
  void dynamoDbLocalForArmIsTheImageOfCompose() throws IOException {
    JsonNode compose = DeliverySteps.yaml("docker-compose.yml");

    assertThat(Files.readString(DeliverySteps.ROOT.resolve("scripts/delivery/dynamodb-local")))
        .contains(compose.at("/services/dynamodb-local/image").asText("?"));
  }
}
