package org.acme.items.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.acme.items.dev.Console;
import org.acme.items.dev.LocalSystem;
import org.acme.items.dev.Workspace;

/**
 * The system that tests talk to: the one at the system properties {@code target} (its page) and
 * {@code api} (the backend), or one of our own, started from the packaged services with the first
 * test and stopped with the JVM.
 */
public record SystemUnderTest(String page, String api) {
  private static final class Own {
    private static final LocalSystem SYSTEM = start();

    private static Path newFolder() {
      try {
        return Files.createTempDirectory(Path.of("target"), "system-");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static LocalSystem start() {
      LocalSystem system = create(newFolder());
      Runtime.getRuntime().addShutdownHook(new Thread(system::close));
      system.start();
      return system;
    }
  }

  static SystemUnderTest get() {
    String page = System.getProperty("target", "");
    if (page.isBlank()) {
      return new SystemUnderTest(Own.SYSTEM.url("frontend"), Own.SYSTEM.url("backend"));
    }
    String api = System.getProperty("api", "");
    if (!api.isBlank()) {
      return new SystemUnderTest(page, api);
    }
    if (!page.startsWith("http://localhost")) {
      throw new IllegalArgumentException("-Dtarget=%s needs -Dapi as well".formatted(page));
    }
    return new SystemUnderTest(page, "http://localhost:8081");
  }

  /** A system on free ports that keeps its data and logs in a folder. */
  public static LocalSystem create(Path state) {
    return create(state, Map.of());
  }

  /** Such a system whose services are configured with these variables. */
  public static LocalSystem create(Path state, Map<String, String> variables) {
    Workspace workspace = new Workspace(Path.of(".."));
    Map<String, String> environment = new HashMap<>(variables);
    workspace
        .services()
        .forEach(service -> environment.put(service.portVariable(), Integer.toString(freePort())));
    try {
      Files.createDirectories(state);
      var output = new PrintStream(Files.newOutputStream(state.resolve("output.log")), true, UTF_8);
      return new LocalSystem(
          workspace,
          new LocalSystem.Options(state.toAbsolutePath(), "target", environment, false, "tested"),
          new Console(output, false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
