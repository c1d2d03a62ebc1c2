package org.acme.items.dev.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.acme.items.dev.ServiceManifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NewServiceCommandTest {
  private final Checkout checkout;

  NewServiceCommandTest(@TempDir Path root) throws IOException {
    checkout = new Checkout(root);
  }

  @ParameterizedTest
  @EnumSource
  void everyKindHasTheFilesOfAServiceAndNoTokenIsLeft(Kind kind) {
    assertThat(checkout.dev("new-service", "price-list", "--kind", kind.toString())).isZero();

    assertThat(checkout.workspace().services())
        .extracting(ServiceManifest::name)
        .contains("price-list");
    for (String file :
        List.of(
            "README.md",
            "pom.xml",
            "service.yaml",
            "Dockerfile",
            "java.args",
            "buildspec.yml",
            "src/main/resources/application.properties",
            "src/main/java/org/acme/items/pricelist/package-info.java",
            "src/test/java/org/acme/items/pricelist/ArchitectureTest.java",
            "src/training/PriceListTraining.java")) {
      assertThat(checkout.file("price-list-service/" + file)).exists();
    }
    Map<String, String> all = checkout.everything();
    all.keySet().removeIf(path -> path.startsWith("dev-tools"));
    assertThat(all)
        .noneSatisfy((path, text) -> assertThat(path + text).containsPattern("__[A-Za-z]+__"));
  }

  @ParameterizedTest
  @EnumSource
  void everyKindIsListedWhereServicesAre(Kind kind) {
    checkout.dev("new-service", "price-list", "--kind", kind.toString());

    assertThat(checkout.text("pom.xml"))
        .contains("<module>frontend-service</module>\n    <module>price-list-service</module>\n");
    assertThat(checkout.text("README.md"))
        .contains("| [`price-list-service`](price-list-service/README.md) | " + kind.what());
    assertThat(checkout.text("Jenkinsfile"))
        .contains("choices: ['backend', 'frontend', 'load', 'price-list']");
    JsonNode compose = checkout.yaml("docker-compose.yml");
    assertThat(compose.at("/services/price-list/ports/0").asText())
        .isEqualTo("127.0.0.1:${PRICE_LIST_PORT:-8083}:8080");
    assertThat(compose.at("/services/price-list/networks").has("price-list-telemetry")).isTrue();
    assertThat(compose.get("networks").has("price-list-telemetry")).isTrue();
    assertThat(compose.at("/services/traces/networks").toString())
        .isEqualTo("[\"telemetry\",\"price-list-telemetry\"]");
    assertThat(checkout.yaml("observability/prometheus.yml").get("scrape_configs"))
        .extracting(job -> job.get("job_name").asText())
        .containsExactly("frontend", "backend", "price-list");
    assertThat(checkout.yaml("infra/config/demo.yaml").at("/services/price-list/image").asText())
        .isEqualTo("local");
    assertThat(checkout.yaml("infra/config/dev.yaml").at("/services").has("price-list")).isTrue();
  }

  @Test
  void linesThatAreThereStayAsTheyAre() {
    List<String> before = checkout.text("docker-compose.yml").lines().toList();

    checkout.dev("new-service", "price-list");

    List<String> after = checkout.text("docker-compose.yml").lines().toList();
    assertThat(after)
        .containsSubsequence(
            before.stream()
                .map(line -> line.equals("    networks: [telemetry]") ? "" : line)
                .filter(line -> !line.isEmpty())
                .toList());
  }

  @Test
  void callsAreWiredOnBothSides() {
    checkout.dev("new-service", "stock", "--kind", "api");

    assertThat(checkout.dev("new-service", "shop", "--calls", "stock,backend"))
        .as(checkout.said())
        .isZero();

    assertThat(checkout.yaml("shop-service/service.yaml").get("calls").toString())
        .isEqualTo("[\"stock\",\"backend\"]");
    JsonNode services = checkout.yaml("docker-compose.yml").get("services");
    assertThat(services.at("/shop/environment/STOCK_URL").asText())
        .isEqualTo("http://stock.items.internal:8080");
    assertThat(services.at("/shop/networks").has("shop-stock")).isTrue();
    assertThat(services.at("/stock/networks/shop-stock/aliases/0").asText())
        .isEqualTo("stock.items.internal");
    assertThat(services.at("/backend/networks/shop-backend/aliases/0").asText())
        .isEqualTo("backend.items.internal");
    assertThat(services.at("/backend/networks").has("data")).isTrue();
    assertThat(checkout.yaml("docker-compose.yml").get("networks").has("shop-backend")).isTrue();
  }

  @Test
  void eachServiceGetsAPortAndAPlaceAtTheLoadBalancerOfItsOwn() {
    checkout.dev("new-service", "one");
    checkout.dev("new-service", "two");

    JsonNode one = checkout.yaml("one-service/service.yaml");
    JsonNode two = checkout.yaml("two-service/service.yaml");
    assertThat(List.of(one.get("localPort").asInt(), two.get("localPort").asInt()))
        .containsExactly(8083, 8084);
    assertThat(List.of(one.at("/routing/priority").asInt(), two.at("/routing/priority").asInt()))
        .containsExactly(100, 110);
  }

  @Test
  void portThatOnlyComposeUsesIsNotGiven() {
    checkout.write(
        "docker-compose.yml", checkout.text("docker-compose.yml").replace(":-9090}", ":-8083}"));

    checkout.dev("new-service", "one");

    assertThat(checkout.yaml("one-service/service.yaml").get("localPort").asInt()).isEqualTo(8084);
  }

  /** Else {@code ./dev up} would build all modules again. */
  @Test
  void filesWithOneMoreLineAreAsOldAsBefore() throws IOException {
    FileTime time = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));
    Files.setLastModifiedTime(checkout.file("pom.xml"), time);

    checkout.dev("new-service", "one");

    assertThat(checkout.text("pom.xml")).contains("<module>one-service</module>");
    assertThat(Files.getLastModifiedTime(checkout.file("pom.xml"))).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Shop | 1 to 20 small letters",
        "2shop | 1 to 20 small letters",
        "shop- | 1 to 20 small letters",
        "a--b | 1 to 20 small letters",
        "../shop | 1 to 20 small letters",
        "abcdefghijklmnopqrstu | 1 to 20 small letters",
        "switch | switch cannot be the name of a Java package",
        "n-e-w | new cannot be the name of a Java package",
        "backend | that of the service backend",
        "front-end | that of the service frontend",
        "load | that of the service load",
        "platform | a stack that every stage has",
        "traces | a service or network in docker-compose.yml",
        "data | a service or network in docker-compose.yml",
        "price-lists | 1 too long: its stack in staging would be kiosk-staging-price-lists",
      })
  void nameThatCannotBeIsRefusedWithTheReason(String name, String reason) {
    Map<String, String> before = checkout.everything();

    assertThat(checkout.dev("new-service", name)).isEqualTo(2);

    assertThat(checkout.said()).contains(reason);
    assertThat(checkout.everything()).isEqualTo(before);
  }

  @Test
  void nameOfAFolderOrAPackageIsRefused() {
    checkout.write("shop-service/notes", "mine");
    checkout.write("dev-tools/src/main/java/org/acme/items/dev/A.java", "");
    checkout.write("system-tests/src/test/java/org/acme/items/system/A.java", "");

    assertThat(checkout.dev("new-service", "shop")).isEqualTo(2);
    assertThat(checkout.dev("new-service", "dev")).isEqualTo(2);
    assertThat(checkout.dev("new-service", "system")).isEqualTo(2);

    assertThat(checkout.said())
        .contains(
            "the folder shop-service",
            "a Java package of dev-tools",
            "a Java package of system-tests");
  }

  @Test
  void kindAndCallsThatAreNotThereAreRefused() {
    Map<String, String> before = checkout.everything();

    assertThat(checkout.dev("new-service", "shop", "--kind", "page")).isEqualTo(2);
    assertThat(checkout.dev("new-service", "shop", "--calls", "nobody")).isEqualTo(2);
    assertThat(checkout.dev("new-service", "shop", "--calls", "frontend")).isEqualTo(2);

    assertThat(checkout.said())
        .contains(
            "There is no service nobody; there are: backend, frontend, load",
            "frontend cannot be called: its service.yaml has neither discovery");
    assertThat(checkout.everything()).isEqualTo(before);
  }

  @Test
  void calledServiceWithItsNetworksOnOneLineIsRefused() {
    String compose = checkout.text("docker-compose.yml");
    String oneLine =
        compose.replaceFirst(
            "(?s)    networks:\n      data:.*?(?=    depends_on:)", "    networks: [data]\n");
    assertThat(oneLine).isNotEqualTo(compose);
    checkout.write("docker-compose.yml", oneLine);
    Map<String, String> before = checkout.everything();

    assertThat(checkout.dev("new-service", "shop", "--calls", "backend")).isEqualTo(2);

    assertThat(checkout.said())
        .contains("give each network of backend a line of its own", "got \"networks: [data]\"");
    assertThat(checkout.everything()).isEqualTo(before);
  }

  @Test
  void fileWithoutAPlaceForServicesIsNamedAndNothingIsWritten() {
    checkout.write("README.md", "# Ours\n");
    Map<String, String> before = checkout.everything();

    assertThat(checkout.dev("new-service", "shop")).isEqualTo(2);

    assertThat(checkout.said()).contains("README.md has no line like");
    assertThat(checkout.everything()).isEqualTo(before);
  }

  @Test
  void dryRunTellsAndWritesNothing() {
    Map<String, String> before = checkout.everything();

    assertThat(checkout.dev("new-service", "shop", "--dry-run")).isZero();

    assertThat(checkout.said())
        .contains("  shop-service/Dockerfile\n", "Would change:\n", "  docker-compose.yml\n");
    assertThat(checkout.everything()).isEqualTo(before);
  }

  @Test
  void failureAtAnyStepLeavesEverythingAsItWas() throws Exception {
    List<Path> steps = new ArrayList<>();
    checkout.make(steps::add, "shop", "--calls", "backend");
    checkout.dev("remove-service", "shop");
    Map<String, String> before = checkout.everything();

    for (int step = 0; step < steps.size(); step++) {
      Consumer<Path> failing = Failing.atStep(step);
      assertThatThrownBy(() -> checkout.make(failing, "shop", "--calls", "backend"))
          .hasMessage(Failing.MESSAGE);
      assertThat(checkout.everything()).as("after step %d", step).isEqualTo(before);
    }
  }
}
