package org.acme.items.dev.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.acme.items.dev.DevCommands;

/** A checkout in which a person does labs. */
final class LabRoot {
  private final Path root;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  LabRoot(Path root) {
    this.root = root;
  }

  /** Writes a file that is older than all that are written without a time. */
  void writeOld(String file, String text) throws IOException {
    write(file, text);
    Files.setLastModifiedTime(root.resolve(file), FileTime.from(Instant.now().minusSeconds(3600)));
  }

  void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  void delete(String file) throws IOException {
    Files.delete(root.resolve(file));
  }

  /** Commits everything that is there. */
  void commit() {
    git("init", "--quiet");
    git("add", "--all");
    git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "-m", "first");
  }

  private void git(String... arguments) {
    Program.Ended ended = new Program("git", root).run(arguments);
    if (!ended.succeeded()) {
      throw new IllegalStateException(ended.output());
    }
  }

  /** Notes processes as {@code ./dev up} does: this one stands for each. */
  void noteRunning(Map<String, Integer> ports) throws IOException {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    StringBuilder lines = new StringBuilder();
    ports.forEach(
        (name, port) -> lines.append("%d %d %d %s%n".formatted(self.pid(), started, port, name)));
    write(".dev/processes", lines.toString());
  }

  /** Something that answers these paths, and everything else with 404. */
  static HttpServer serve(Map<String, String> answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String answer = answers.get(exchange.getRequestURI().getPath());
            byte[] body = (answer == null ? "" : answer).getBytes(UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length + 1L);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().write('\n');
          }
        });
    server.start();
    return server;
  }

  /** Runs {@code ./dev} and returns its exit code. */
  int dev(String... arguments) {
    return DevCommands.run(root, new PrintStream(output, true, UTF_8), Map.of(), arguments);
  }

  String said() {
    return output.toString(UTF_8);
  }
}
