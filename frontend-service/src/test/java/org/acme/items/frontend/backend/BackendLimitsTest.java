package org.acme.items.frontend.backend;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.acme.items.frontend.BackendStub.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.acme.items.frontend.BackendStub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeps a sick backend from getting sicker. In a process of its own, as it uses limits up. */
@QuarkusTest
@TestProfile(BackendLimitsTest.FewCalls.class)
@WithTestResource(BackendStub.class)
class BackendLimitsTest {
  private static final int CONCURRENT_CALLS = 10;

  private final WireMock backend = BackendStub.connect();
  private final ItemsClient items;

  BackendLimitsTest(ItemsClient items) {
    this.items = items;
  }

  @BeforeEach
  void forget() {
    backend.resetToDefaultMappings();
  }

  @Test
  void callsAboveTheLimitFailAtOnce() {
    backendAnswers(answer(200, "item-page.json").withFixedDelay(500));

    List<String> outcomes = listAtTheSameTime(3 * CONCURRENT_CALLS);

    assertThat(outcomes).filteredOn("listed"::equals).hasSize(CONCURRENT_CALLS);
    assertThat(outcomes).filteredOn("BulkheadException"::equals).hasSize(2 * CONCURRENT_CALLS);
  }

  /** Without a budget each call would be made three times. */
  @Test
  void outageIsNotMultipliedByRetries() {
    backendAnswers(answer(503, "problem-unavailable.json"));
    int calls = 500;

    for (int i = 0; i < calls / CONCURRENT_CALLS; i++) {
      assertThat(listAtTheSameTime(CONCURRENT_CALLS)).containsOnly("status 503");
    }

    int saved = 100;
    int paidBySeconds = 200;
    assertThat(backend.find(getRequestedFor(urlPathEqualTo("/items"))))
        .hasSizeBetween(calls + saved, calls + calls / 5 + saved + paidBySeconds);
  }

  private List<String> listAtTheSameTime(int calls) {
    List<Future<String>> outcomes;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      outcomes = IntStream.range(0, calls).mapToObj(_ -> threads.submit(this::list)).toList();
    }
    return outcomes.stream().map(Future::resultNow).toList();
  }

  private String list() {
    ManagedContext request = Arc.container().requestContext();
    request.activate();
    try {
      items.list(25, null);
      return "listed";
    } catch (BackendUnavailableException e) {
      return e.reason();
    } finally {
      request.terminate();
    }
  }

  private void backendAnswers(ResponseDefinitionBuilder response) {
    backend.register(any(anyUrl()).willReturn(response));
  }

  /** So few that a test can use them up. */
  public static final class FewCalls implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("backend.concurrent-calls", Integer.toString(CONCURRENT_CALLS));
    }
  }
}
