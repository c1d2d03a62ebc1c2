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
import org.acme.items.infra.Checkout.Change;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.service.ServiceTable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

  /**
   * Choices that no stage of this repository makes, each on top of a checkout that uses all keys.
   */
  static Stream<Arguments> choices() {
    return Stream.of(
        Arguments.of("every key", List.of()),
        Arguments.of("production", List.of(stage("production: false", "production: true"))),
        Arguments.of(
            "no way out but endpoints", List.of(stage("egress: nat-gateway", "egress: endpoints"))),
        Arguments.of(
            "instances of our own",
            List.of(stock("exposure: internal", "capacity: ec2\nexposure: internal"))),
        Arguments.of(
            "instances in production",
            List.of(
                stage("production: false", "production: true"),
                stock("exposure: internal", "capacity: ec2\nexposure: internal"))),
        Arguments.of(
            "managed instances",
            List.of(
                stock("exposure: internal", "capacity: managed-instances\nexposure: internal"))),
        Arguments.of(
            "load balancer of its own",
            List.of(stock("{ priority: 10 }", "{ loadBalancer: own }"))),
        Arguments.of(
            "blue-green over Service Connect",
            List.of(
                stock("discovery: dns", "discovery: service-connect"),
                stock("exposure: internal\nrouting: { priority: 10 }", "exposure: none"),
                stock(
                    "deployment: { minHealthyPercent: 50, maxPercent: 150 }",
                    "deployment: { strategy: blue-green }"))),
        Arguments.of("linear", List.of(shop("strategy: canary", "strategy: linear"))),
        Arguments.of(
            "all at once, fixed image",
            List.of(
                stock(
                    "deployment: { minHealthyPercent: 50, maxPercent: 150 }",
                    "deployment: { strategy: all-at-once }\nimage: docker.io/library/nginx:1.29"))),
        Arguments.of("shell in tasks", List.of(shop("exec: false", "exec: true"))));
  }

  private static Change stage(String text, String becomes) {
    return new Change("infra/config/full.yaml", text, becomes);
  }

  private static Change stock(String text, String becomes) {
    return new Change("stock-service/service.yaml", text, becomes);
  }

  private static Change shop(String text, String becomes) {
    return new Change("shop-service/service.yaml", text, becomes);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("choices")
  void validatorsFindNothingInChoices(String name, List<Change> changes) throws IOException {
    Path root = Checkout.in(folder.resolve("checkout")).with(changes).root();

    requireNoFindings(ConfigLoader.load(root, "full"), root);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void validatorsFindNothing(String stage) throws IOException {
    requireNoFindings(ConfigLoader.load(Synth.ROOT, stage), Synth.ROOT);
  }

  private void requireNoFindings(EnvironmentConfig environment, Path root) throws IOException {
    Synth.requireNode();
    Path out = folder.resolve("cdk.out");
    App app =
        new App(
            AppProps.builder()
                .context(CdkContext.of(Synth.ROOT))
                .outdir(out.toString())
                .autoSynth(false)
                .build());
    Validations.of(app).addPlugins(AwsSolutionsChecks.Builder.create().build());
    InfraApp.stacks(app, root, environment, ServiceTable::allOf);

    app.synth();

    JsonNode report = JSON.readTree(out.resolve("validation-report.json").toFile());
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
