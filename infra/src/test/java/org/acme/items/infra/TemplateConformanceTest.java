package org.acme.items.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.service.ServiceTable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Validations;

/**
 * Templates as validators see them: the CDK's own with warnings as errors, cdk-nag, and cfn-lint
 * where the machine has it.
 */
class TemplateConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Zones by number are what keeps a synth without an account; the rest is what cfn-lint lacks. */
  private static final List<String> LINT_IGNORED = List.of("W3010", "W3005");

  @TempDir private Path folder;

  static Stream<String> stages() {
    return ConfigLoader.stages(Synth.ROOT).stream();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void validatorsFindNothing(String stage) throws IOException {
    Synth.requireNode();
    App app =
        new App(
            AppProps.builder()
                .context(CdkContext.of(Synth.ROOT))
                .outdir(folder.toString())
                .autoSynth(false)
                .build());
    Validations.of(app).addPlugins(AwsSolutionsChecks.Builder.create().build());
    InfraApp.stacks(app, Synth.ROOT, ConfigLoader.load(Synth.ROOT, stage), ServiceTable::allOf);

    app.synth();

    JsonNode report = JSON.readTree(folder.resolve("validation-report.json").toFile());
    assertThat(report.findValues("violations").stream().flatMap(JsonNode::valueStream))
        .as(report.toPrettyString())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everyFindingThatIsMeantToBeHasItsReason(String stage) {
    List<JsonNode> acknowledged = new ArrayList<>();
    Synth.of(stage)
        .templates()
        .values()
        .forEach(template -> acknowledged.addAll(template.findValues("aws:cdk:acknowledged")));

    assertThat(acknowledged)
        .allSatisfy(reason -> assertThat(reason.toString().length()).isGreaterThan(40));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void cfnLintFindsNothing(String stage) throws IOException, InterruptedException {
    Assumptions.assumeTrue(hasCfnLint(), "cfn-lint is not on this machine: not run");
    List<String> command = new ArrayList<>(List.of("cfn-lint", "--format", "json", "--"));
    Synth synth = Synth.of(stage);
    synth
        .templates()
        .keySet()
        .forEach(stack ->
            command.add(
                synth
                    .folder()
                    .resolve("%s-%s.template.json".formatted(synth.environment().prefix(), stack))
                    .toString()));
    Path out = folder.resolve("lint.json");
    Process lint =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(lint.waitFor(2, TimeUnit.MINUTES)).isTrue();

    assertThat(JSON.readTree(Files.readString(out)).valueStream())
        .filteredOn(TemplateConformanceTest::counts)
        .isEmpty();
  }

  private static boolean counts(JsonNode finding) {
    String message = finding.at("/Message").asText();
    String rule = finding.at("/Rule/Id").asText();
    // It does not know yet that this intrinsic gives a text.
    boolean newIntrinsic = rule.equals("E1022") && message.contains("Fn::GetStackOutput");
    return !newIntrinsic && !LINT_IGNORED.contains(rule);
  }

  private static boolean hasCfnLint() throws InterruptedException {
    try {
      return new ProcessBuilder("cfn-lint", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
