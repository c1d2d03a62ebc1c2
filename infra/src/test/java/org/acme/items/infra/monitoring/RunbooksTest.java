package org.acme.items.infra.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.acme.items.infra.Pipelines;
import org.acme.items.infra.Synth;
import org.acme.items.infra.config.ConfigLoader;
import org.junit.jupiter.api.Test;

/** Who is told by an alarm finds out what to do. */
class RunbooksTest {
  private static final String FILE = "docs/operations/runbooks.md";

  @Test
  void everySymptomHasASectionWithWhatToLookAt() throws IOException {
    String text = Files.readString(Synth.ROOT.resolve(FILE));
    List<String> sections =
        text.lines()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
            .toList();

    assertThat(sections).containsAll(Arrays.stream(Symptom.values()).map(Symptom::id).toList());
    for (Symptom symptom : Symptom.values()) {
      String section =
          text.split("(?mi)^## %s$".formatted(symptom.id()), -1)[1].split("\n## ", -1)[0];
      assertThat(section).as(symptom.id()).containsAnyOf("```sh", "```sql");
    }
  }

  @Test
  void everyAlarmNamesItsSection() {
    List<JsonNode> templates = new ArrayList<>();
    Stream.concat(ConfigLoader.stages(Synth.ROOT).stream().map(Synth::of), Stream.of(Synth.full()))
        .forEach(synth -> templates.addAll(synth.templates().values()));
    templates.addAll(Pipelines.codeCommitTemplates().values());
    List<String> links = new ArrayList<>();
    for (JsonNode template : templates) {
      for (JsonNode resource : template.get("Resources")) {
        JsonNode alarm = resource.path("Properties");
        if (resource.get("Type").asText().matches("AWS::CloudWatch::(Composite)?Alarm")
            && alarm.has("AlarmName")) {
          String description = alarm.path("AlarmDescription").asText();
          assertThat(description).contains(" Runbook: ");
          links.add(description.split(" Runbook: ", -1)[1]);
        }
      }
    }

    assertThat(links)
        .hasSizeGreaterThan(20)
        .anyMatch(link -> link.startsWith("https://git.example.com/shop/" + FILE))
        .allSatisfy(link ->
            assertThat(Arrays.stream(Symptom.values()).map(each -> FILE + "#" + each.id()))
                .anyMatch(link::endsWith));
  }
}
