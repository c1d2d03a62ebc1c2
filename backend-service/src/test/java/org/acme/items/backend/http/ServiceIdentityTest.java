package org.acme.items.backend.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceIdentityTest {
  private static final String TASK =
      """
      {"Cluster": "default",
       "TaskARN": "arn:aws:ecs:eu-central-1:111122223333:task/default/158d1c8083dd49d6b527399fd6414f5c",
       "AvailabilityZone": "eu-central-1b", "Containers": []}
      """;

  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
  }

  @Test
  void taskOfEcsIsNamedByItsIdAndZone() {
    answer(200, TASK);

    ServiceIdentity identity = ServiceIdentity.of(config(null, null));

    assertThat(identity)
        .isEqualTo(new ServiceIdentity("1", "158d1c8083dd49d6b527399fd6414f5c", "eu-central-1b"));
    assertThat(calls).hasValue(1);
  }

  @Test
  void configuredNameGoesBeforeTheTask() {
    answer(200, TASK);

    ServiceIdentity identity = ServiceIdentity.of(config("backend-1", null));

    assertThat(identity).isEqualTo(new ServiceIdentity("1", "backend-1", "eu-central-1b"));
  }

  @Test
  void configuredZoneGoesBeforeTheTask() {
    answer(200, TASK);

    ServiceIdentity identity = ServiceIdentity.of(config(null, "here"));

    assertThat(identity)
        .isEqualTo(new ServiceIdentity("1", "158d1c8083dd49d6b527399fd6414f5c", "here"));
  }

  @Test
  void whatIsConfiguredIsNotAskedFor() {
    answer(200, TASK);

    ServiceIdentity identity = ServiceIdentity.of(config("backend-1", "here"));

    assertThat(identity).isEqualTo(new ServiceIdentity("1", "backend-1", "here"));
    assertThat(calls).hasValue(0);
  }

  @Test
  void answerThatTellsNothingLeavesTheHostName() {
    answer(200, "{}");

    assertThat(ServiceIdentity.of(config(null, null))).isEqualTo(atHost());
  }

  @Test
  void answerThatIsNotJsonLeavesTheHostName() {
    answer(200, "<html>");

    assertThat(ServiceIdentity.of(config(null, null))).isEqualTo(atHost());
  }

  @Test
  void refusalLeavesTheHostName() {
    answer(500, TASK);

    assertThat(ServiceIdentity.of(config(null, null))).isEqualTo(atHost());
  }

  @Test
  void endpointThatHangsIsGivenUpAfterASecond() {
    server.createContext(
        "/v4/id/task",
        exchange -> {
          // The head comes at once, the body never.
          exchange.sendResponseHeaders(200, 10);
          awaitRelease();
        });
    Instant begin = Instant.now();

    ServiceIdentity identity = ServiceIdentity.of(config(null, null));

    assertThat(identity).isEqualTo(atHost());
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void endpointThatIsNotThereLeavesTheHostName() {
    URI nobody = URI.create("http://127.0.0.1:1/v4/id");

    assertThat(ServiceIdentity.of(new Config(null, null, nobody))).isEqualTo(atHost());
  }

  @Test
  void outsideOfEcsTheHostNameIsUsed() {
    assertThat(ServiceIdentity.of(new Config(null, null, null))).isEqualTo(atHost());
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(int status, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    server.createContext(
        "/v4/id/task",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(status, bytes.length);
          try (exchange) {
            exchange.getResponseBody().write(bytes);
          }
        });
  }

  private Config config(@Nullable String instance, @Nullable String zone) {
    int port = server.getAddress().getPort();
    return new Config(instance, zone, URI.create("http://127.0.0.1:" + port + "/v4/id"));
  }

  private static ServiceIdentity atHost() {
    return new ServiceIdentity("1", "ip-10-0-0-7", null);
  }

  private record Config(
      @Nullable String instanceName, @Nullable String zoneName, @Nullable URI endpoint)
      implements ServiceConfig {
    @Override
    public String version() {
      return "1";
    }

    @Override
    public Optional<String> instance() {
      return Optional.ofNullable(instanceName);
    }

    @Override
    public Optional<String> zone() {
      return Optional.ofNullable(zoneName);
    }

    @Override
    public String host() {
      return "ip-10-0-0-7";
    }

    @Override
    public Optional<URI> taskMetadata() {
      return Optional.ofNullable(endpoint);
    }
  }
}
