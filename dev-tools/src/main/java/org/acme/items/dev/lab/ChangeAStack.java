package org.acme.items.dev.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lab 3: a changed configuration made other templates, and another price. */
record ChangeAStack(Path root) implements Check {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIGURATION = "infra/config/dev.yaml";
  private static final String BEFORE = "target/lab-3/before";
  private static final String AFTER = "infra/cdk.out/dev";
  private static final Pattern PRICE = Pattern.compile("About ([0-9]+) USD a month");

  @Override
  public void look(Given given, Findings findings) throws IOException {
    WorkingTree tree = new WorkingTree(root);
    findings.lookAt("git status of " + CONFIGURATION);
    if (!findings.expect(
        !tree.changed(CONFIGURATION).isEmpty(),
        "the configuration is not as committed",
        "keep the plan and the templates as they are, and then change %s, as in steps 1 to 3"
            .formatted(CONFIGURATION))) {
      return;
    }
    findings.lookAt("templates in %s and %s".formatted(BEFORE, AFTER));
    boolean both =
        findings.expect(
            Files.exists(root.resolve(BEFORE).resolve("manifest.json")),
            "the templates from before are there",
            "undo your change, and begin with step 1: it keeps what was before");
    both &=
        findings.expect(
            tree.isNewer(
                root.resolve(AFTER).resolve("manifest.json"), List.of(root.resolve(CONFIGURATION))),
            "the templates were made after the change",
            "make the templates again: ./dev synth dev");
    if (!both) {
      return;
    }
    List<String> changed = changedResources();
    findings.expect(
        !changed.isEmpty(),
        "other resources than before: " + changed,
        "change what the templates show, such as the count of a service, as in step 3");
    expectOtherPrice(findings);
  }

  private void expectOtherPrice(Findings findings) throws IOException {
    OptionalInt before = price("target/lab-3/before.txt");
    OptionalInt after = price("target/lab-3/after.txt");
    findings.lookAt("the plans in target/lab-3/before.txt and target/lab-3/after.txt");
    if (findings.expect(
        before.isPresent() && after.isPresent(),
        "both tell a price",
        "keep what ./dev synth dev prints, as in steps 1 and 3")) {
      findings.expect(
          before.getAsInt() != after.getAsInt(),
          "%d USD a month before, %d after".formatted(before.getAsInt(), after.getAsInt()),
          "change something that costs money all month: the least number of tasks, or their size");
    }
  }

  private OptionalInt price(String file) throws IOException {
    Path plan = root.resolve(file);
    if (!Files.exists(plan)) {
      return OptionalInt.empty();
    }
    Matcher price = PRICE.matcher(Files.readString(plan));
    return price.find() ? OptionalInt.of(Integer.parseInt(price.group(1))) : OptionalInt.empty();
  }

  /** As {@code Type in template}, of those that both have. */
  private List<String> changedResources() throws IOException {
    List<String> changed = new ArrayList<>();
    for (Path after : WorkingTree.files(root.resolve(AFTER), ".template.json")) {
      Path before = root.resolve(BEFORE).resolve(after.getFileName());
      if (Files.exists(before)) {
        JsonNode was = JSON.readTree(before.toFile()).path("Resources");
        JsonNode is = JSON.readTree(after.toFile()).path("Resources");
        is.propertyStream()
            .filter(resource -> !resource.getValue().equals(was.path(resource.getKey())))
            .map(resource ->
                "%s in %s"
                    .formatted(resource.getValue().path("Type").asText(), after.getFileName()))
            .forEach(changed::add);
      }
    }
    return changed;
  }
}
