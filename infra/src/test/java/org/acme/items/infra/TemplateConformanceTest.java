package org.acme.items.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.acme.items.infra.Checkout.Change;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.config.Delivery;
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

  /** The pipelines with the other kind of source. */
  private static final String CODECOMMIT = "delivery with codecommit";

  private static final Map<String, Path> MADE = new HashMap<>();

  @TempDir private static Path assemblies;
  @TempDir private Path folder;

  static Stream<String> stages() {
    return Stream.concat(
        ConfigLoader.stages(Synth.ROOT).stream(), Stream.of(Delivery.NAME, CODECOMMIT));
  }

  /**
   * Choices that no stage of this repository makes, each on top of a checkout that uses all keys.
   */
  static Stream<Arguments> choices() {
    return Stream.of(
        Arguments.of("every key", List.of()),
        Arguments.of(
            "instances in production",
            List.of(
                stage("production: false", "production: true"),
                shop("min: 0, max: 1", "min: 2, max: 3"),
                stock("exposure: internal", "capacity: ec2\nexposure: internal"))),
        Arguments.of(
            "no way out but endpoints, load balancer of its own",
            List.of(
                stage("egress: nat-gateway", "egress: endpoints"),
                shop("tracePercent: 5", "tracePercent: 0"),
                stock("{ priority: 10 }", "{ loadBalancer: own }"))),
        Arguments.of(
            "managed instances, linear, shell in tasks",
            List.of(
                stock("exposure: internal", "capacity: managed-instances\nexposure: internal"),
                shop("strategy: canary", "strategy: linear"),
                shop("exec: false", "exec: true"))),
        Arguments.of(
            "scaled by requests, image of another account",
            List.of(
                stock("count: { min: 2 }", "count: { min: 2, max: 4, requestsPerTarget: 1000 }"),
                stock(
                    "calls: []",
                    "calls: []\nimage: 333333333333.dkr.ecr.eu-west-1.amazonaws.com/stock:1.2"))),
        Arguments.of(
            "blue-green over Service Connect",
            List.of(
                stock("discovery: dns", "discovery: service-connect"),
                stock("exposure: internal\nrouting: { priority: 10 }", "exposure: none"),
                stock(
                    "deployment: { minHealthyPercent: 50, maxPercent: 150 }",
                    "deployment: { strategy: blue-green }"))),
        Arguments.of(
            "all at once, fixed image, own instances",
            List.of(
                stock("exposure: internal", "capacity: ec2\nexposure: internal"),
                stock(
                    "deployment: { minHealthyPercent: 50, maxPercent: 150 }",
                    "deployment: { strategy: all-at-once }\nimage: docker.io/library/nginx:1.29"))));
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
    Path out = make(ConfigLoader.load(root, "full"), root, folder.resolve("cdk.out"));

    assertThat(findings(out)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void validatorsFindNothing(String stage) throws IOException {
    assertThat(findings(made(stage))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everyFindingThatIsMeantToBeHasItsReason(String stage) throws IOException {
    List<JsonNode> reasons = new ArrayList<>();
    for (Path file : files(made(stage), ".metadata.json")) {
      for (JsonNode entries : JSON.readTree(file.toFile())) {
        for (JsonNode entry : entries) {
          if (entry.path("type").asText().equals("aws:cdk:acknowledged-rules")) {
            entry.get("data").forEach(reasons::add);
          }
        }
      }
    }

    assertThat(reasons)
        .isNotEmpty()
        .allSatisfy(reason -> assertThat(reason.toString()).hasSizeGreaterThan(40));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void cfnLintFindsNothing(String stage) throws IOException, InterruptedException {
    Assumptions.assumeTrue(hasCfnLint(), "cfn-lint is not on this machine: not run");
    List<String> command = new ArrayList<>(List.of("cfn-lint", "--format", "json", "--"));
    files(made(stage), ".template.json").forEach(file -> command.add(file.toString()));
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

  /** Where a stage of this repository is; made once, and validated while it is. */
  private static Path made(String stage) {
    return MADE.computeIfAbsent(
        stage,
        name ->
            switch (name) {
              case Delivery.NAME ->
                  make(app -> InfraApp.delivery(app, Pipelines.github()), assemblies.resolve(name));
              case CODECOMMIT ->
                  make(
                      app -> InfraApp.delivery(app, Pipelines.codeCommit()),
                      assemblies.resolve(name));
              default ->
                  make(ConfigLoader.load(Synth.ROOT, name), Synth.ROOT, assemblies.resolve(name));
            });
  }

  private static Path make(EnvironmentConfig environment, Path root, Path out) {
    return make(app -> InfraApp.stacks(app, root, environment, ServiceTable::allOf), out);
  }

  private static Path make(Consumer<App> stacks, Path out) {
    Synth.requireNode();
    App app =
        new App(
            AppProps.builder()
                .context(CdkContext.of(Synth.ROOT))
                .outdir(out.toString())
                .autoSynth(false)
                .build());
    Validations.of(app).addPlugins(AwsSolutionsChecks.Builder.create().build());
    stacks.accept(app);
    app.synth(); // throws what is an error; warnings are in the report only
    return out;
  }

  private static List<JsonNode> findings(Path out) throws IOException {
    JsonNode report = JSON.readTree(out.resolve("validation-report.json").toFile());
    assertThat(report.has("pluginReports")).as(report.toPrettyString()).isTrue();
    return report.findValues("violations").stream().flatMap(JsonNode::valueStream).toList();
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  private static boolean counts(JsonNode finding) {
    String message = finding.at("/Message").asText();
    String rule = finding.at("/Rule/Id").asText();
    // It does not know yet that this intrinsic gives a text.
    boolean newIntrinsic = rule.equals("E1022") && message.contains("Fn::GetStackOutput");
    // A matter of taste that comes with the level of another rule.
    boolean taste = message.startsWith("Prefer using Fn::Sub");
    return !newIntrinsic && !taste && !LINT_IGNORED.contains(rule);
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
