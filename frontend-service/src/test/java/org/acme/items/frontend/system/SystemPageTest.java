package org.acme.items.frontend.system;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.restassured.RestAssured.given;
import static org.acme.items.frontend.BackendStub.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.acme.items.frontend.BackendStub;
import org.acme.items.frontend.backend.BackendCall;
import org.acme.items.frontend.backend.BackendTask;
import org.acme.items.frontend.backend.BackendTask.Circuit;
import org.acme.items.frontend.backend.BackendTask.Health;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BackendStub.class)
class SystemPageTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123Z");
  private static final BackendTask TASK =
      new BackendTask(
          "10.0.1.7:8080",
          "backend-7",
          "2.3.4+def5678",
          "eu-central-1a",
          Health.READY,
          Circuit.CLOSED,
          3,
          1042,
          Duration.ofMillis(12),
          Duration.ofMillis(1250));
  private static final BackendTask STRANGER =
      new BackendTask(
          "10.0.2.9:8080", null, null, null, Health.NO_ANSWER, Circuit.OPEN, 0, 0, null, null);
  private static final BackendCall CALL =
      new BackendCall(
          NOW,
          "list items",
          "10.0.1.7:8080",
          "200",
          Duration.ofMillis(12),
          "4bf92f3577b34da6a3ce929d0e0e4736");

  private final WireMock backend = BackendStub.connect();

  @BeforeEach
  void forget() {
    backend.resetToDefaultMappings();
  }

  @Test
  void pageTellsWhichProcessThisIs() {
    Response answer = given().get("/system");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asString())
        .containsSubsequence(
            "<h1>System</h1>", "<dd>frontend-3</dd>", "<dd>1.2.3+abc1234</dd>", "Running for");
  }

  @Test
  void documentOfTheApiIsPassedOnAsText() {
    backend.register(
        get(urlEqualTo("/q/openapi")).willReturn(answer(200).withBody("openapi: 3.1.0\n<script>")));

    Response answer = given().get("/system/openapi");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("text/plain;charset=UTF-8");
    assertThat(answer.asString()).isEqualTo("openapi: 3.1.0\n<script>");
  }

  @Test
  void documentThatIsOutOfReachIsAPage() {
    backend.register(get(urlEqualTo("/q/openapi")).willReturn(answer(404)));

    Response answer = given().get("/system/openapi");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.asString()).contains("The document is out of reach");
  }

  @Test
  void headerLinksToThePage() {
    assertThat(given().get("/items/new").asString()).contains("href=\"/system\">System</a>");
    assertThat(given().get("/system").asString())
        .contains("href=\"/system\" aria-current=\"page\">");
  }

  @Test
  void tasksThatAreNotKnownYetAreSaidToBeSo() {
    assertThat(render(List.of(), List.of()))
        .contains("No task of the backend is known yet", "No call was made yet")
        .doesNotContain("<table");
  }

  @Test
  void taskIsShownWithWhatIsKnownOfIt() {
    assertThat(render(List.of(TASK), List.of()))
        .containsSubsequence(
            "<strong>backend-7</strong>",
            "10.0.1.7:8080 · eu-central-1a",
            "2.3.4+def5678",
            "</svg>Ready</span>",
            "</svg>Closed</span>",
            ">3<",
            ">1042<",
            ">12 ms<",
            ">1.25 s<");
  }

  @Test
  void taskThatHasNotAnsweredIsShownByItsAddress() {
    assertThat(render(List.of(STRANGER), List.of()))
        .containsSubsequence(
            "<strong>10.0.2.9:8080</strong>",
            "Version not known yet",
            "</svg>No answer</span>",
            "</svg>Open, left out</span>",
            ">–<",
            ">–<");
  }

  @Test
  void callIsShownWithItsTrace() {
    assertThat(render(List.of(), List.of(CALL)))
        .containsSubsequence(
            ">10:15:30.123</time>",
            "list items",
            "10.0.1.7:8080",
            ">200<",
            ">12 ms<",
            "<code>4bf92f3577b34da6a3ce929d0e0e4736</code>");
  }

  @Test
  void pageUpdatesItselfWithAndWithoutJavaScript() {
    assertThat(given().get("/system").asString())
        .contains(
            "<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>",
            "hx-trigger=\"every 2s\"",
            "href=\"/system?live=false\">Pause</a>");
  }

  @Test
  void updatesCanBePaused() {
    assertThat(given().get("/system?live=false").asString())
        .contains("href=\"/system\">Resume</a>")
        .doesNotContain("http-equiv", "hx-trigger");
  }

  @Test
  void pageLinksToWhatElseThereIsToSee() {
    assertThat(given().get("/system").asString())
        .contains("href=\"/q/metrics\"", "href=\"/system/openapi\"")
        .doesNotContain("Dashboard");
    assertThat(render(URI.create("https://dash.example/d?a=1&b=2")))
        .contains("href=\"https://dash.example/d?a=1&amp;b=2\">Dashboard</a>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "", "<b>"})
  void oddValueOfLiveDoesNoHarm(String live) {
    assertThat(given().queryParam("live", live).get("/system").statusCode()).isEqualTo(200);
  }

  private static String render(List<BackendTask> tasks, List<BackendCall> calls) {
    var view =
        new SystemView(
            NOW,
            Duration.ofMinutes(5),
            tasks.stream().map(TaskView::of).toList(),
            calls.stream().map(CallView::of).toList(),
            true,
            null);
    return SystemPage.Templates.system(view).render();
  }

  private static String render(URI dashboard) {
    var view = new SystemView(NOW, Duration.ZERO, List.of(), List.of(), true, dashboard);
    return SystemPage.Templates.system(view).render();
  }
}
