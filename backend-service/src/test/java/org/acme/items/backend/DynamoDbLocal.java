package org.acme.items.backend;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** DynamoDB Local in memory, on a free port, as a process of its own, for as long as tests run. */
public final class DynamoDbLocal implements QuarkusTestResourceLifecycleManager, AutoCloseable {
  private static final Path ARGUMENTS = Path.of("../dynamodb-local/target/dynamodb-local.args");

  private final Map<String, String> settings = new HashMap<>();
  private @Nullable Process process;
  private int port;

  /** More settings for the application. */
  @Override
  public void init(Map<String, String> arguments) {
    settings.putAll(arguments);
  }

  @Override
  public Map<String, String> start() {
    if (!Files.exists(ARGUMENTS)) {
      throw new IllegalStateException(
          "DynamoDB Local is not there: run ./mvnw -f dynamodb-local/pom.xml package");
    }
    port = freePort();
    try {
      ProcessBuilder command =
          new ProcessBuilder(
                  List.of(
                      ProcessHandle.current().info().command().orElse("java"),
                      "@" + ARGUMENTS.toAbsolutePath(),
                      "-inMemory",
                      "-port",
                      Integer.toString(port)))
              .redirectErrorStream(true)
              .redirectOutput(Path.of("target/dynamodb-local.log").toFile());
      command.environment().put("DDB_LOCAL_TELEMETRY", "0");
      Process started = command.start();
      process = started;
      // Also when the JVM of the tests ends in a way in which stop() is not called.
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      await(started);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    settings.put("quarkus.dynamodb.endpoint-override", endpoint().toString());
    settings.put("quarkus.dynamodb.aws.region", "eu-central-1");
    settings.put("quarkus.dynamodb.aws.credentials.type", "static");
    settings.put("quarkus.dynamodb.aws.credentials.static-provider.access-key-id", "local");
    settings.put("quarkus.dynamodb.aws.credentials.static-provider.secret-access-key", "local");
    settings.put("items.table.create", "true");
    // For the packaged application, which runs with the profile of production.
    settings.put("quarkus.dynamodb.sync-client.socket-timeout", "10s");
    settings.put("quarkus.dynamodb.api-call-attempt-timeout", "10s");
    settings.put("quarkus.dynamodb.api-call-timeout", "20s");
    settings.put("items.table.list-timeout", "20s");
    settings.put("quarkus.shutdown.delay", "0s");
    return settings;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(Process started) throws IOException {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (Instant.now().isBefore(deadline)) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (hasEnded(started)) {
          break;
        }
      }
    }
    throw new IOException("DynamoDB Local did not start; see target/dynamodb-local.log");
  }

  /** Waits a moment for it. */
  private static boolean hasEnded(Process started) {
    try {
      return started.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void stop() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
