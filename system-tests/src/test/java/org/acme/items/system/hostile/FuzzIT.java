package org.acme.items.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.acme.items.system.discovery.Fleet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tens of thousands of requests that follow from the API's document and a seed. The same again:
 * {@code -Dit.test=FuzzIT -Dseed=42}; a failure tells the client, the request and how to send it.
 */
@DisabledIfSystemProperty(
    named = "target",
    matches = ".+",
    disabledReason = "fills tables; looks at a system of its own")
class FuzzIT {
  private static final String ADDRESS = "127.0.0.41";
  private static final long FIXED = 20_261_122;
  private static final int CLIENTS = 4;

  /** For each seed. */
  private static final int REQUESTS = 26_000;

  private static final int FORMS = 3_000;

  private static Fleet fleet = new Fleet(Path.of("target"), Map.of());

  @BeforeAll
  static void start() throws IOException {
    fleet =
        new Fleet(
            Files.createDirectories(Path.of("target", "fuzz")),
            Map.of("REQUESTS_PER_SECOND", "1000000", "QUARKUS_LOG_LEVEL", "WARN"));
    fleet.start(List.of(ADDRESS));
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  /** A fixed one, so that what was green stays green, and one that is new each time. */
  static LongStream seeds() {
    String given = System.getProperty("seed", "");
    return given.isBlank()
        ? LongStream.of(FIXED, System.nanoTime() % 1_000_000)
        : LongStream.of(Long.parseLong(given));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyAnswerIsAsDocumentedAndEveryAcknowledgedWriteIsThere(long seed) throws IOException {
    ApiDocument document = new ApiDocument(Path.of("../contracts/openapi.yaml"));
    long start = System.nanoTime();

    List<CompletableFuture<Client>> clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(number ->
                CompletableFuture.supplyAsync(
                    () -> run(fleet.api(ADDRESS), document, seed, number),
                    Thread::startVirtualThread))
            .toList();
    Map<Integer, Integer> statuses = new TreeMap<>();
    clients.forEach(client ->
        client
            .join()
            .statuses()
            .forEach((status, times) -> statuses.merge(status, times, Integer::sum)));

    System.out.printf(
        "seed %d: %d requests in %d s, answered %s%n",
        seed,
        statuses.values().stream().mapToInt(Integer::intValue).sum(),
        Duration.ofNanos(System.nanoTime() - start).toSeconds(),
        statuses);
    assertThat(statuses)
        .as("everything that the document tells of has been tried")
        .containsKeys(200, 201, 204, 304, 400, 404, 405, 406, 412, 413, 415, 422, 428);
    assertThat(statuses.getOrDefault(503, 0))
        .as("503, of a table that works")
        .isLessThan(REQUESTS / 1000);
    assertThat(Files.readAllLines(fleet.log("backend-" + ADDRESS)))
        .as("what the backend takes for its own failures")
        .noneMatch(line -> line.contains(" ERROR request failed") || line.contains(" ERROR HTTP"));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyFormIsAnsweredWithAPageAndNoneOfAnotherSiteIsTaken(long seed) throws IOException {
    Map<Integer, Integer> statuses;
    try {
      statuses = new Forms(fleet.page(), seed).send(FORMS);
    } catch (AssertionError e) {
      throw new AssertionError("-Dseed=%d, %s".formatted(seed, e.getMessage()), e);
    }

    System.out.printf("seed %d: %d forms, answered %s%n", seed, FORMS, statuses);
    assertThat(statuses).containsKeys(303, 400, 403, 404, 413);
    assertThat(Files.readAllLines(fleet.log("frontend")))
        .as("what the page takes for its own failures")
        .noneMatch(line -> line.contains(" ERROR request failed") || line.contains(" ERROR HTTP"));
  }

  private static Client run(URI api, ApiDocument document, long seed, int number) {
    try (Client client = new Client(api, document, seed * CLIENTS + number)) {
      client.run(REQUESTS / CLIENTS);
      return client;
    } catch (IOException | AssertionError e) {
      throw new AssertionError(
          "-Dseed=%d, client %d, %s".formatted(seed, number, e.getMessage()), e);
    }
  }
}
