package org.acme.items.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.items.infra.config.ServiceConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A laptop with compose and ECS run the same system; what differs is listed here with its reason.
 */
class ComposeParityTest {
  private static final Pattern HEALTH =
      Pattern.compile("CMD \\[(\"/bin/bash\".*)]\n", Pattern.MULTILINE);

  /** Only in compose. */
  private static final Map<String, String> LAPTOP_ONLY =
      Map.ofEntries(
          Map.entry("AWS_ENDPOINT_URL_DYNAMODB", "DynamoDB Local instead of AWS"),
          Map.entry("AWS_ACCESS_KEY_ID", "on ECS the task role gives credentials"),
          Map.entry("AWS_SECRET_ACCESS_KEY", "on ECS the task role gives credentials"),
          Map.entry("ITEMS_TABLE_CREATE", "on AWS the stack makes the table"),
          Map.entry("LOG_JSON", "people read text; CloudWatch reads JSON, the default"),
          Map.entry(
              "OTEL_EXPORTER_LOG_LEVEL", "where traces are not looked at, nothing takes them"),
          Map.entry(
              "OTEL_EXPORTER_OTLP_ENDPOINT", "on ECS the default, a container of the same task"),
          Map.entry("OTEL_TRACES_SAMPLER_ARG", "a choice of the stage; a laptop traces everything"),
          Map.entry("SYSTEM_PAGE", "a choice of the stage: it shows the inside"),
          Map.entry("REQUESTS_PER_SECOND", "from the shell, if set there"),
          Map.entry("LOAD_ROUTES", "from the shell, if set there"),
          Map.entry("LOAD_RATE", "from the shell, if set there"),
          Map.entry("LOAD_WINDOW", "from the shell, if set there"));

  /** Only on ECS. */
  private static final Map<String, String> ECS_ONLY =
      Map.ofEntries(
          Map.entry("ITEMS_TABLE", "CloudFormation names tables; compose uses the default"),
          Map.entry("SHUTDOWN_DELAY", "Docker's DNS forgets a container at once"),
          Map.entry("TRUSTED_PROXIES", "compose has no load balancer"),
          Map.entry("DASHBOARD_URL", "compose has no dashboard of CloudWatch"),
          Map.entry("METRICS_NAMESPACE", "metrics in the log are for CloudWatch"),
          Map.entry("STAGE", "metrics in the log are for CloudWatch"),
          Map.entry("SLO_LATENCY_MS", "counts in metrics for CloudWatch only"));

  @TempDir private static Path root;
  private static @Nullable Synth synth;

  /** With the load tester, which no stage has by itself. */
  private static Synth synth() {
    if (synth == null) {
      try {
        Checkout checkout = Checkout.ofRepository(root);
        Path stage = root.resolve("infra/config/staging.yaml");
        Files.writeString(
            stage, Files.readString(stage) + "services:\n  load: { enabled: true }\n");
        synth = Synth.of(checkout.root(), "staging");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return synth;
  }

  static Stream<ServiceConfig> services() {
    return synth().environment().services().stream();
  }

  @Test
  void loadTesterIsOffUnlessAStageSwitchesItOnAndHasALifetime() {
    assertThat(Synth.of("staging").templates()).doesNotContainKey("load");
    assertThat(synth().templates()).containsKey("load");
    assertThat(synth().container("load").get("Environment").toString())
        .contains("{\"Name\":\"LOAD_LIFETIME\",\"Value\":\"8h\"}");
    assertThat(
            synth()
                .properties("load", "AWS::ApplicationAutoScaling::ScalableTarget")
                .at("/ScheduledActions/0/ScalableTargetAction")
                .toString())
        .isEqualTo("{\"MaxCapacity\":0,\"MinCapacity\":0}");
  }

  @ParameterizedTest
  @MethodSource("services")
  void environmentVariablesAreTheSame(ServiceConfig service) throws IOException {
    Set<String> compose = new TreeSet<>(map(compose(service), "environment").keySet());
    Set<String> ecs =
        new TreeSet<>(container(service).path("Environment").findValuesAsText("Name"));

    compose.removeAll(LAPTOP_ONLY.keySet());
    ecs.removeAll(ECS_ONLY.keySet());
    assertThat(ecs).isEqualTo(compose);
  }

  @ParameterizedTest
  @MethodSource("services")
  void addressesOfOtherServicesAreTheSame(ServiceConfig service) throws IOException {
    Map<String, Object> compose = map(compose(service), "environment");
    container(service)
        .path("Environment")
        .forEach(variable -> {
          String name = variable.get("Name").asText();
          if (name.endsWith("_URL") && !name.equals("DASHBOARD_URL")) {
            assertThat(variable.get("Value").asText()).isEqualTo(compose.get(name));
          }
        });
    for (String called : service.calls()) {
      Map<String, Object> networks =
          map(compose(synth().environment().service(called)), "networks");
      assertThat(Yaml.texts(map(networks, service.name() + "-" + called), "aliases"))
          .containsExactly(
              synth().environment().discoveryName(synth().environment().service(called)));
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void portAndSizeAreTheSame(ServiceConfig service) throws IOException {
    String port = Yaml.texts(compose(service), "ports").getFirst();
    Map<String, Object> limits = map(map(map(compose(service), "deploy"), "resources"), "limits");
    JsonNode task = synth().properties(service.name(), "AWS::ECS::TaskDefinition");

    assertThat(port).endsWith(":" + container(service).at("/PortMappings/0/ContainerPort").asInt());
    assertThat(limits.get("memory")).isEqualTo(task.get("Memory").asText() + "M");
    assertThat(container(service).get("Memory").asText()).isEqualTo(task.get("Memory").asText());
    assertThat(Double.parseDouble(String.valueOf(limits.get("cpus"))) * 1024)
        .isEqualTo(task.get("Cpu").asDouble());
  }

  @ParameterizedTest
  @MethodSource("services")
  void confinementIsTheSame(ServiceConfig service) throws IOException {
    JsonNode container = container(service);

    assertThat(compose(service).get("read_only"))
        .isEqualTo(container.get("ReadonlyRootFilesystem").asBoolean());
    assertThat(Yaml.texts(compose(service), "tmpfs"))
        .isEqualTo(container.at("/LinuxParameters/Tmpfs").findValuesAsText("ContainerPath"));
    assertThat(Yaml.texts(compose(service), "cap_drop"))
        .isEqualTo(List.of(container.at("/LinuxParameters/Capabilities/Drop/0").asText()));
    assertThat(compose(service).get("stop_grace_period"))
        .isEqualTo(container.get("StopTimeout").asInt() + "s");
  }

  /** Compose asks for ready, as its --wait means "can be used"; ECS replaces what is not live. */
  @ParameterizedTest
  @MethodSource("services")
  void imageIsCheckedAsItsDockerfileSays(ServiceConfig service) throws IOException {
    String dockerfile =
        Files.readString(
            Synth.ROOT
                .resolve(service.name() + (service.name().equals("load") ? "-tester" : "-service"))
                .resolve("Dockerfile"));
    Matcher health = HEALTH.matcher(dockerfile);
    JsonNode command = container(service).at("/HealthCheck/Command");

    assertThat(health.find()).isTrue();
    assertThat(command.toString())
        .isEqualTo("[\"CMD\"," + health.group(1).replace(", ", ",") + "]");
    assertThat(command.get(2).asText())
        .isEqualTo(Yaml.texts(map(compose(service), "healthcheck"), "test").get(2));
    assertThat(dockerfile).contains("USER " + container(service).get("User").asText());
    assertThat(dockerfile).contains("EXPOSE " + service.port());
  }

  private static JsonNode container(ServiceConfig service) {
    return synth().container(service.name());
  }

  private static Map<String, Object> compose(ServiceConfig service) throws IOException {
    return map(map(Yaml.map(Path.of("../docker-compose.yml")), "services"), service.name());
  }

  @SuppressWarnings("unchecked") // what else it is fails where it is used
  private static Map<String, Object> map(Map<String, Object> map, String key) {
    Object value = map.get(key);
    return value == null ? Map.of() : (Map<String, Object>) value;
  }
}
