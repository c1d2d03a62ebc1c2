package org.acme.items.system.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The workflow for GitHub Actions, as far as it can be looked at without GitHub. */
class WorkflowTest {
  private final JsonNode workflow = DeliverySteps.yaml(".github/workflows/delivery.yml");

  @Test
  void stepsAreThoseOfTheBuildspecs() {
    List<String> commands =
        steps("service")
            .filter(step -> step.has("run"))
            .map(step -> step.get("run").asText())
            .toList();

    assertThat(DeliverySteps.scripts(commands))
        .hasSameSizeAs(commands)
        .isEqualTo(
            DeliverySteps.scripts(
                DeliverySteps.commands(
                    DeliverySteps.serviceFolders().getFirst().resolve("buildspec.yml"))));
  }

  @Test
  void onlyChangedServicesAreBuilt() {
    assertThat(steps("changed").filter(step -> step.has("run")).toList())
        .singleElement()
        .satisfies(step ->
            assertThat(step.get("run").asText()).startsWith("bash scripts/delivery/changed "));
    assertThat(workflow.at("/jobs/service/needs").asText()).isEqualTo("changed");
    assertThat(workflow.at("/on/push/paths-ignore").toString()).contains("**.md", "docs/**");
  }

  @Test
  void roleIsTakenWithoutKeys() {
    assertThat(workflow.toString()).doesNotContain("secrets.", "access-key");
    assertThat(steps("service"))
        .anySatisfy(step -> assertThat(step.at("/with/role-to-assume").asText()).contains("vars."));
  }

  @Test
  void permissionsAreTheLeast() {
    assertThat(workflow.get("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
    assertThat(workflow.at("/jobs/changed").has("permissions")).isFalse();
    assertThat(workflow.at("/jobs/service/permissions").toString())
        .isEqualTo("{\"contents\":\"read\",\"id-token\":\"write\"}");
  }

  @Test
  void actionsArePinnedByCommit() {
    assertThat(Stream.concat(steps("changed"), steps("service")).filter(step -> step.has("uses")))
        .isNotEmpty()
        .allSatisfy(
            step -> assertThat(step.get("uses").asText()).matches("[\\w./-]+@[0-9a-f]{40}"));
  }

  private Stream<JsonNode> steps(String job) {
    return workflow.at("/jobs/%s/steps".formatted(job)).valueStream();
  }
}
