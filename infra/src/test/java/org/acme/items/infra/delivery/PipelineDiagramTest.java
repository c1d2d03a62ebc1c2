package org.acme.items.infra.delivery;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.acme.items.infra.Generated;
import org.acme.items.infra.Pipelines;
import org.junit.jupiter.api.Test;

/** The picture in {@code docs/delivery.md} is drawn from the template of a pipeline. */
class PipelineDiagramTest {
  @Test
  void diagramIsCurrent() throws IOException {
    Generated.requireCurrent(
        Path.of("../docs/delivery.md"),
        "diagram of a pipeline",
        diagram(
            Pipelines.properties(
                    Pipelines.template(Pipelines.templates(), "backend"),
                    "AWS::CodePipeline::Pipeline")
                .get("Stages")));
  }

  private static String diagram(JsonNode stages) {
    StringBuilder text = new StringBuilder("```mermaid\nflowchart LR\n  push([push])\n");
    String before = "push";
    for (JsonNode stage : stages) {
      String name = stage.get("Name").asText();
      String id = name.replace("-", "");
      String actions =
          stage
              .get("Actions")
              .valueStream()
              .map(action -> action.get("Name").asText())
              .collect(joining(", "));
      JsonNode soak = stage.at("/OnSuccess/Conditions/0/Rules/0/Configuration/WaitTime");
      String watched = soak.isMissingNode() ? "" : ", %s minutes of quiet".formatted(soak.asText());
      boolean approval = name.startsWith("Approve");
      text.append(
          approval
              ? "  %s{{%s}}\n".formatted(id, name.replace("-", " "))
              : "  %s[\"%s<br>%s%s\"]\n".formatted(id, name, actions, watched));
      text.append("  %s --> %s\n".formatted(before, id));
      if (stage.at("/OnFailure/Result").asText().equals("ROLLBACK")) {
        text.append("  %s -. back .-> %s\n".formatted(id, id));
      }
      before = id;
    }
    return text.append("```\n").toString();
  }
}
