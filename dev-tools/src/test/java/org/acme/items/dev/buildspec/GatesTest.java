package org.acme.items.dev.buildspec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens after a deployment: a look at the site, load on it, and the rest of a stage. */
class GatesTest {
  private final Checkout checkout;
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private volatile String page = "<h1>All items</h1> <table role=\"table\">";
  private volatile int failures;

  GatesTest(@TempDir Path root) throws IOException {
    checkout = new Checkout(root.toRealPath());
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = page.getBytes(UTF_8);
          boolean fails = asked.incrementAndGet() <= failures;
          exchange.sendResponseHeaders(fails ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void siteThatShowsItsListFiveTimesIsWell() {
    assertThat(smoke("10")).as(checkout.said()).isZero();
    assertThat(asked).hasValue(5);
  }

  @Test
  void siteMayNeedAMomentAndIsAskedFiveTimesFromThen() {
    failures = 1;

    assertThat(smoke("20")).as(checkout.said()).isZero();
    assertThat(asked).hasValue(6);
  }

  @Test
  void oldListIsNotEnough() {
    page =
        "<h1>All items</h1> <p>The items service does not answer right now.</p> <table class=\"stale\">";

    assertThat(smoke("0")).isEqualTo(1);
    assertThat(checkout.said())
        .contains("is not well after 0 s: the page shows an old list: the backend does not answer");
  }

  @Test
  void emptyListIsAListAndANoticeIsNone() {
    page =
        "<p class=\"trouble\" role=\"alert\" hidden></p> <h1>All items</h1> <h2>Nothing here yet</h2>";
    assertThat(smoke("10")).as(checkout.said()).isZero();
    page = "<h1>All items</h1> <div class=\"notice\" role=\"alert\">";
    assertThat(smoke("0")).isEqualTo(1);
    assertThat(checkout.said()).contains("the page shows a notice instead of a list");
  }

  /** The script knows the page by these words. */
  @Test
  void pageHasTheWordsThatTheScriptLooksFor() throws IOException {
    String template =
        Files.readString(
            Path.of("../frontend-service/src/main/resources/templates/items/home.html"));
    assertThat(template)
        .contains("<h1>{#if view.firstPage}All items{#else}")
        .contains("class=\"notice\" role=\"alert\"", "does not answer right now");
  }

  @Test
  void errorsAndPagesWithoutAListAreTold() {
    page = "<p>sorry</p>";
    assertThat(smoke("0")).isEqualTo(1);
    assertThat(checkout.said()).contains("the page has no list");
    failures = Integer.MAX_VALUE;
    assertThat(smoke("0")).isEqualTo(1);
    assertThat(checkout.said()).contains("503");
  }

  @Test
  void checkRunsAsAStepOfAPipelineAndItsFailureIsTheBuilds() {
    Map<String, String> given = new HashMap<>(Map.of("CHECK", "smoke"));
    given.put("SITE", "http://127.0.0.1:" + server.getAddress().getPort());
    given.put("SMOKE_SECONDS", "0");
    assertThat(checkout.build("infra/buildspecs/checks.yml", given)).as(checkout.said()).isZero();
    page = "<p>sorry</p>";
    assertThat(checkout.build("infra/buildspecs/checks.yml", given)).isEqualTo(1);
  }

  @Test
  void stageIsSynthesisedComparedAndDeployedAsStepsOfAPipeline() {
    Map<String, String> given =
        Map.of(
            "STAGE", "prod",
            "STAGE_ACCOUNT", "222222222222",
            "STAGE_REGION", "eu-central-1",
            "STEP", "deploy");
    assertThat(checkout.build("infra/buildspecs/stage.yml", given)).as(checkout.said()).isZero();
    assertThat(checkout.calls()).containsExactly("dev synth prod", "dev deploy prod --yes");
    given = new HashMap<>(given);
    given.put("STEP", "diff");
    assertThat(checkout.build("infra/buildspecs/stage.yml", given)).as(checkout.said()).isZero();
    assertThat(checkout.calls()).anyMatch(call -> call.startsWith("cdk diff"));
  }

  @Test
  void siteHasToBeAnAddress() {
    assertThat(checkout.bash("bash scripts/delivery/smoke", Map.of("SITE", "items"))).isEqualTo(1);
    assertThat(checkout.said()).contains("SITE must be like https://items.example.com, got items");
  }

  @Test
  void loadIsJudgedByWhatThePublicServicePromises() {
    assertThat(
            checkout.bash(
                "bash scripts/delivery/load",
                Map.of("SITE", "https://items.example.com", "RATE", "20", "MINUTES", "2")))
        .as(checkout.said())
        .isZero();

    assertThat(checkout.calls())
        .contains(
            "dev load target/delivery/load/scenario.yaml --yes --out target/delivery/load/report");
    assertThat(checkout.text("target/delivery/load/scenario.yaml"))
        .contains("service: ../../../frontend-service/service.yaml")
        .contains("routes: { site: https://items.example.com }")
        .contains("phase: steady, rate: 20, duration: 2m");
  }

  @Test
  void stageIsDeployedWithTheLookupRoleOfItsAccount() {
    assertThat(
            checkout.bash(
                "bash scripts/delivery/deploy prod",
                Map.of("STAGE_ACCOUNT", "222222222222", "STAGE_REGION", "eu-central-1")))
        .as(checkout.said())
        .isZero();
    assertThat(checkout.calls()).contains("dev deploy prod --yes");
    assertThat(checkout.bash("bash scripts/delivery/deploy prod", Map.of())).isEqualTo(1);
    assertThat(checkout.said()).contains("STAGE_ACCOUNT is not set");
  }

  private int smoke(String seconds) {
    Map<String, String> given = new HashMap<>();
    given.put("SITE", "http://127.0.0.1:" + server.getAddress().getPort());
    given.put("SMOKE_SECONDS", seconds);
    return checkout.bash("bash scripts/delivery/smoke", given);
  }
}
