package org.acme.items.frontend.backend;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.acme.items.frontend.BackendStub.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.acme.items.frontend.BackendStub;
import org.acme.items.frontend.Contracts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BackendStub.class)
class ItemsClientTest {
  private static final String ID = "019aa0f6-5a3c-7b21-9c4e-3f0d8a6b7c15";

  /** {@code contracts/item.json}. */
  private static final Item ITEM =
      new Item(
          ID,
          "Oolong tea",
          "Loose leaves, 100 g",
          new Price("12.50", "EUR"),
          42,
          List.of("drink", "tea"),
          1,
          Instant.parse("2026-11-20T10:15:30.123Z"));

  /** {@code contracts/new-item.json}. */
  private static final NewItem NEW_ITEM =
      new NewItem(
          "Oolong tea",
          "Loose leaves, 100 g",
          new Price("12.50", "EUR"),
          42,
          List.of("drink", "tea"));

  private final WireMock backend = BackendStub.connect();
  private final ItemsClient items;
  private final BackendTasks tasks;
  private final AnsweredBy answeredBy;

  ItemsClientTest(ItemsClient items, BackendTasks tasks, AnsweredBy answeredBy) {
    this.items = items;
    this.tasks = tasks;
    this.answeredBy = answeredBy;
  }

  @BeforeEach
  void forget() {
    backend.resetToDefaultMappings();
  }

  @Test
  void pageIsReadInItsOrder() {
    backendAnswers(answer(200, "item-page.json"));

    ItemPage page = items.list(25, null).orElseThrow();

    assertThat(page.items()).hasSize(2).first().isEqualTo(ITEM);
    assertThat(page.nextPageToken()).isEqualTo(Contracts.read("item-page.json", "nextPageToken"));
    backend.verifyThat(getRequestedFor(urlEqualTo("/items?limit=25")));
  }

  @Test
  void lastPageHasNoToken() {
    backendAnswers(answer(200, "item-page-last.json"));

    ItemPage page = items.list(10, "a-Token_1").orElseThrow();

    assertThat(page).isEqualTo(new ItemPage(List.of(), null));
    backend.verifyThat(getRequestedFor(urlEqualTo("/items?limit=10&pageToken=a-Token_1")));
  }

  @Test
  void tokenThatTheBackendDoesNotKnowIsNoPage() {
    backendAnswers(answer(400, "problem-invalid-request.json"));

    assertThat(items.list(25, "made up")).isEmpty();
  }

  @Test
  void itemIsRead() {
    backendAnswers(answer(200, "item.json"));

    assertThat(items.find(ID)).contains(ITEM);
  }

  @Test
  void unknownItemIsEmpty() {
    backendAnswers(answer(404, "problem-not-found.json"));

    assertThat(items.find(ID)).isEmpty();
  }

  @Test
  void createSendsTheContractAndTheKey() {
    backendAnswers(answer(201, "item.json"));

    CreateOutcome outcome = items.create(NEW_ITEM, "key-1");

    assertThat(outcome).isEqualTo(new CreateOutcome.Created(ITEM));
    backend.verifyThat(
        postRequestedFor(urlEqualTo("/items"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withHeader("Idempotency-Key", equalTo("key-1"))
            .withRequestBody(equalToJson(Contracts.read("new-item.json"))));
  }

  @Test
  void refusedContentComesWithItsViolations() {
    backendAnswers(answer(400, "problem-invalid-request.json"));

    CreateOutcome outcome = items.create(NEW_ITEM, "key-1");

    assertThat(outcome)
        .isEqualTo(
            new CreateOutcome.Rejected(
                List.of(
                    new Violation("name", "must not be blank"),
                    new Violation(
                        "price.amount",
                        "must have at most 2 decimal places for EUR, got 12.505"))));
  }

  @Test
  void problemWithoutViolationsIsAViolationOfNothingInParticular() {
    backendAnswers(answer(413).withBody("{\"title\":\"The body is too large\",\"status\":413}"));

    CreateOutcome outcome = items.create(NEW_ITEM, "key-1");

    assertThat(outcome)
        .isEqualTo(new CreateOutcome.Rejected(List.of(new Violation("", "The body is too large"))));
  }

  @Test
  void keyThatWasUsedForSomethingElseIsTold() {
    backendAnswers(answer(422).withBody("{\"title\":\"The idempotency key was used\"}"));

    assertThat(items.create(NEW_ITEM, "key-1")).isEqualTo(new CreateOutcome.KeyReused());
  }

  @Test
  void replaceSendsTheContractAndTheVersion() {
    backendAnswers(answer(200, "item.json"));

    ReplaceOutcome outcome = items.replace(ID, 7, NEW_ITEM);

    assertThat(outcome).isEqualTo(new ReplaceOutcome.Replaced(ITEM));
    backend.verifyThat(
        putRequestedFor(urlEqualTo("/items/" + ID))
            .withHeader("If-Match", equalTo("\"7\""))
            .withRequestBody(equalToJson(Contracts.read("new-item.json"))));
  }

  @Test
  void changedItemIsNotReplaced() {
    backendAnswers(answer(412, "problem-precondition-failed.json"));

    assertThat(items.replace(ID, 7, NEW_ITEM)).isEqualTo(new ReplaceOutcome.VersionMismatch(false));
  }

  @Test
  void deleteSendsTheVersion() {
    backendAnswers(answer(204));

    assertThat(items.delete(ID, 7)).isEqualTo(new DeleteOutcome.Deleted());
    backend.verifyThat(
        deleteRequestedFor(urlEqualTo("/items/" + ID)).withHeader("If-Match", equalTo("\"7\"")));
  }

  @Test
  void changedItemIsNotDeleted() {
    backendAnswers(answer(412, "problem-precondition-failed.json"));

    assertThat(items.delete(ID, 7)).isEqualTo(new DeleteOutcome.VersionMismatch());
  }

  @Test
  void whoAnsweredIsRemembered() {
    backendAnswers(answer(503, "problem-unavailable.json"));

    assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(() -> items.find(ID));
    assertThat(answeredBy.instance()).isEqualTo("backend-7");
    assertThat(answeredBy.version()).isEqualTo("2.3.4+def5678");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 401, 409, 428, 429, 500, 502, 503})
  void statusThatTheContractDoesNotForeseeIsUnavailable(int status) {
    backendAnswers(aResponse().withStatus(status).withHeader("Location", "/elsewhere"));

    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> items.replace(ID, 7, NEW_ITEM))
        .satisfies(e -> assertThat(e.reason()).isEqualTo("status " + status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<h1>Welcome</h1>", "{}", "{\"id\":", "[]", "null", ""})
  void answerThatIsNoItemIsUnavailable(String body) {
    backendAnswers(answer(200).withBody(body));

    assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(() -> items.find(ID));
  }

  @Test
  void refusalThatIsNoProblemIsUnavailable() {
    backendAnswers(
        aResponse()
            .withStatus(400)
            .withHeader("Content-Type", "text/html")
            .withBody("<h1>Bad request</h1>"));

    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> items.create(NEW_ITEM, "key-1"));
  }

  @Test
  void silenceIsUnavailable() {
    backendAnswers(answer(200, "item.json").withFixedDelay(60_000));

    assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(() -> items.find(ID));
  }

  @Test
  void brokenConnectionIsUnavailable() {
    backendAnswers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(() -> items.find(ID));
  }

  @Test
  void creationIsRepeatedWithTheSameKey() {
    backendAnswersFirst(answer(503, "problem-unavailable.json"), answer(201, "item.json"));

    CreateOutcome outcome = items.create(NEW_ITEM, "key-1");

    assertThat(outcome).isEqualTo(new CreateOutcome.Created(ITEM));
    backend.verifyThat(
        2, postRequestedFor(anyUrl()).withHeader("Idempotency-Key", equalTo("key-1")));
  }

  @Test
  void creationThatIsStillUnderWayIsAskedForAgain() {
    backendAnswersFirst(answer(409), answer(201, "item.json"));

    assertThat(items.create(NEW_ITEM, "key-1")).isInstanceOf(CreateOutcome.Created.class);
  }

  @Test
  void deletionWhoseAnswerWasLostIsDone() {
    backendAnswersFirst(
        aResponse().withFault(Fault.EMPTY_RESPONSE), answer(404, "problem-not-found.json"));

    assertThat(items.delete(ID, 1)).isEqualTo(new DeleteOutcome.Deleted());
  }

  @Test
  void changeWhoseAnswerWasLostMayHaveBeenMade() {
    backendAnswersFirst(
        aResponse().withFault(Fault.EMPTY_RESPONSE),
        answer(412, "problem-precondition-failed.json"));

    assertThat(items.replace(ID, 7, NEW_ITEM)).isEqualTo(new ReplaceOutcome.VersionMismatch(true));
  }

  /** Somebody may have deleted the item again between two attempts. */
  @Test
  void restoringIsNotRepeated() {
    backendAnswersFirst(answer(503, "problem-unavailable.json"), answer(200, "item.json"));

    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> items.restore(ID));
    backend.verifyThat(1, postRequestedFor(urlPathEqualTo("/items/" + ID + "/restore")));
  }

  @Test
  void refusalIsNotRepeated() {
    backendAnswers(answer(404, "problem-not-found.json"));

    items.find(ID);

    backend.verifyThat(1, getRequestedFor(urlPathEqualTo("/items/" + ID)));
  }

  @Test
  void deletedItemIsRestored() {
    backendAnswers(answer(200, "item.json"));

    assertThat(items.restore(ID)).isEqualTo(new RestoreOutcome.Restored(ITEM));
    backend.verifyThat(postRequestedFor(urlPathEqualTo("/items/" + ID + "/restore")));
  }

  @Test
  void itemThatCannotBeRestoredIsNotFound() {
    backendAnswers(answer(404, "problem-not-found.json"));

    assertThat(items.restore(ID)).isEqualTo(new RestoreOutcome.NotFound());
  }

  @Test
  void callTellsForHowLongSomebodyWaits() {
    backendAnswers(answer(200, "item.json"));

    items.find(ID);

    backend.verifyThat(
        getRequestedFor(anyUrl()).withHeader("Request-Timeout-Ms", matching("[1-9][0-9]{0,2}")));
  }

  @Test
  void firstPageIsKept() {
    backendAnswers(answer(200, "item-page.json"));
    Optional<ItemPage> page = items.list(25, null);
    backendAnswers(answer(503, "problem-unavailable.json"));

    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> items.list(25, null));

    assertThat(items.lastKnown().map(KnownPage::page)).isEqualTo(page);
  }

  @Test
  void taskIsShownWithItsHealthAndTimes() {
    backendAnswers(answer(200, "item.json"));

    items.find(ID);

    assertThat(tasks.all())
        .singleElement()
        .satisfies(task -> {
          assertThat(task.address()).startsWith("localhost:");
          assertThat(task.instance()).isEqualTo("backend-7");
          assertThat(task.version()).isEqualTo("2.3.4+def5678");
          assertThat(task.zone()).isEqualTo("eu-central-1a");
          assertThat(task.inFlight()).isZero();
          assertThat(task.p50()).isPositive();
        });
  }

  @Test
  void lastCallIsShownFirst() {
    backendAnswers(answer(404, "problem-not-found.json"));

    items.find(ID);

    assertThat(tasks.lastCalls())
        .hasSizeLessThanOrEqualTo(20)
        .first()
        .satisfies(call -> {
          assertThat(call.operation()).isEqualTo("get item");
          assertThat(call.address()).startsWith("localhost:");
          assertThat(call.outcome()).isEqualTo("404");
        });
  }

  private void backendAnswersFirst(
      ResponseDefinitionBuilder first, ResponseDefinitionBuilder second) {
    backend.register(
        any(anyUrl()).inScenario("twice").willReturn(first).willSetStateTo("answered"));
    backend.register(
        any(anyUrl()).inScenario("twice").whenScenarioStateIs("answered").willReturn(second));
  }

  private void backendAnswers(ResponseDefinitionBuilder response) {
    backend.register(any(anyUrl()).willReturn(response));
  }
}
