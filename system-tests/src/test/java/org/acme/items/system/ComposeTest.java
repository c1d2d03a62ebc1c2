package org.acme.items.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.acme.items.dev.ServiceManifest;
import org.acme.items.dev.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docker-compose.yml} says the same as the manifests, and keeps containers confined. */
class ComposeTest {
  private static final Path ROOT = Path.of("..");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String TELEMETRY = "telemetry";

  static Stream<ServiceManifest> services() {
    return new Workspace(ROOT).manifests().stream();
  }

  @ParameterizedTest
  @MethodSource("services")
  void serviceIsPublishedOnItsLocalPort(ServiceManifest service) throws IOException {
    assertThat(compose(service).at("/ports/0").asText())
        .isEqualTo(
            "127.0.0.1:${%s:-%d}:%d"
                .formatted(service.portVariable(), service.localPort(), service.port()));
  }

  @ParameterizedTest
  @MethodSource("services")
  void serviceHasTheSizeOfItsTask(ServiceManifest service) throws IOException {
    JsonNode task = manifest(service).get("task");
    JsonNode limits = compose(service).at("/deploy/resources/limits");

    assertThat(limits.get("cpus").asDouble()).isEqualTo(task.get("cpuUnits").asInt() / 1024.0);
    assertThat(limits.get("memory").asText()).isEqualTo(task.get("memoryMiB").asInt() + "M");
  }

  @ParameterizedTest
  @MethodSource("services")
  void serviceFindsWhatItCallsUnderItsDiscoveryName(ServiceManifest service) throws IOException {
    for (String called : service.calls()) {
      ServiceManifest other =
          services().filter(candidate -> candidate.name().equals(called)).findFirst().orElseThrow();
      String name = called + ".items.internal";

      assertThat(compose(service).get("environment").get(other.urlVariable()).asText())
          .isEqualTo("http://%s:%d".formatted(name, other.port()));
      String network = service.name() + "-" + called;
      assertThat(compose(other).at("/networks/%s/aliases/0".formatted(network)).asText())
          .isEqualTo(name);
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void serviceIsHealthyWhenItIsReady(ServiceManifest service) throws IOException {
    JsonNode test = compose(service).at("/healthcheck/test");

    assertThat(test.get(3).asText()).isEqualTo(Integer.toString(service.port()));
    assertThat(test.get(4).asText()).isEqualTo(service.health().ready());
  }

  @ParameterizedTest
  @MethodSource("services")
  void tablesAreOutOfReachForServicesThatHaveNone(ServiceManifest service) throws IOException {
    boolean reaches = compose(service).get("networks").toString().contains("data");

    assertThat(reaches).isEqualTo(!service.tables().isEmpty());
  }

  /** As security groups: a network of two for each call, and one for tables. */
  @ParameterizedTest
  @MethodSource("services")
  void serviceIsInTheNetworksOfItsCalls(ServiceManifest service) throws IOException {
    Set<String> expected = new TreeSet<>();
    services()
        .forEach(caller -> {
          for (String called : caller.calls()) {
            if (List.of(caller.name(), called).contains(service.name())) {
              expected.add(caller.name() + "-" + called);
            }
          }
        });
    if (!service.tables().isEmpty()) {
      expected.add("data");
    }
    if (compose(service).get("environment").has("OTEL_EXPORTER_OTLP_ENDPOINT")) {
      String own = service.name() + "-telemetry";
      expected.add(file().get("networks").has(own) ? own : TELEMETRY);
    }

    assertThat(networks(service)).isEqualTo(expected);
  }

  /** Others would reach each other through it; they have one each. */
  @Test
  void telemetryIsSharedOnlyByServicesThatAreConnectedAnyway() throws IOException {
    List<ServiceManifest> together = new ArrayList<>();
    for (ServiceManifest service : services().toList()) {
      if (networks(service).contains(TELEMETRY)) {
        together.add(service);
      }
    }

    for (ServiceManifest one : together) {
      assertThat(together)
          .filteredOn(other -> !other.equals(one))
          .allMatch(
              other -> one.calls().contains(other.name()) || other.calls().contains(one.name()));
    }
  }

  private static Set<String> networks(ServiceManifest service) throws IOException {
    JsonNode networks = compose(service).get("networks");
    Set<String> names = new TreeSet<>();
    if (networks.isArray()) {
      networks.forEach(network -> names.add(network.asText()));
    } else {
      networks.fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  @ParameterizedTest
  @MethodSource("services")
  void containerIsConfined(ServiceManifest service) throws IOException {
    JsonNode compose = compose(service);

    assertThat(compose.get("read_only").asBoolean()).isTrue();
    assertThat(compose.at("/cap_drop/0").asText()).isEqualTo("ALL");
    assertThat(compose.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
    assertThat(compose.has("container_name")).as("a fixed name forbids scaling").isFalse();
    assertThat(compose.has("privileged")).isFalse();
  }

  private static JsonNode compose(ServiceManifest service) throws IOException {
    return file().get("services").get(service.name());
  }

  private static JsonNode file() throws IOException {
    return YAML.readTree(ROOT.resolve("docker-compose.yml").toFile());
  }

  private static JsonNode manifest(ServiceManifest service) throws IOException {
    return YAML.readTree(new Workspace(ROOT).folder(service).resolve("service.yaml").toFile());
  }
}
