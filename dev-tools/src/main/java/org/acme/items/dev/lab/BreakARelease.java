package org.acme.items.dev.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.acme.items.dev.Workspace;

/** Lab 6: a release with a planted fault was rolled back, and nobody lost a write. */
record BreakARelease(Workspace workspace) implements Check {
  private static final String FAULT = "target/lab-6/fault";
  private static final String RUN_IT = "./dev drill planted --fault " + FAULT;

  @Override
  public void look(Given given, Findings findings) throws IOException {
    Path root = workspace.root();
    Path fault = root.resolve(FAULT);
    findings.lookAt(FAULT);
    if (!findings.expect(
        Files.exists(fault),
        "there is a fault to plant",
        "write what your release does wrong into %s, as in step 2".formatted(FAULT))) {
      return;
    }
    Path result = workspace.state().resolve("drills/planted.json");
    findings.lookAt(root.relativize(result) + ", which the drill writes");
    if (!findings.expect(
        new WorkingTree(root).isNewer(result, List.of(fault)),
        "the drill has run with it",
        "run the drill: " + RUN_IT)) {
      return;
    }
    JsonNode drill = new ObjectMapper().readTree(result.toFile());
    String outcome = drill.path("outcome").asText();
    findings.expect(
        outcome.startsWith("rolled back"),
        outcome.isEmpty() ? "the release was rolled back" : outcome,
        "plant a fault that a health check sees, as in step 2, and run it again: " + RUN_IT);
    findings.expect(
        drill.path("unmet").isEmpty(),
        "everything was as it should be: " + drill.path("unmet"),
        "read what was not met, and run it again: " + RUN_IT);
    findings.expect(
        drill.path("acknowledged").asInt() > 0 && drill.path("lost").asInt() == 0,
        "%d writes were acknowledged meanwhile, %d are lost"
            .formatted(drill.path("acknowledged").asInt(), drill.path("lost").asInt()),
        "read .dev/drills/logs, and run it again: " + RUN_IT);
  }
}
