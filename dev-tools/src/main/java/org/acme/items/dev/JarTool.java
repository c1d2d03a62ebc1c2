package org.acme.items.dev;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A tool of another module, with this terminal as its own.
 *
 * @param jar what {@code java -jar} runs
 * @param cleanUp how long it may take to end after Ctrl-C, for what it still has to do
 */
record JarTool(Workspace workspace, Path jar, Duration cleanUp) {
  /** Runs it to its end; returns its exit code. */
  int run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Ddev.root=" + workspace.root(),
                "-jar",
                jar.toString()));
    command.addAll(arguments);
    Process tool = new ProcessBuilder(command).inheritIO().start();
    // Ctrl-C reaches both. When only this process was told to end, the tool must not go on alone.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitCleanUp(tool)));
    return tool.waitFor();
  }

  private void awaitCleanUp(Process tool) {
    tool.destroy();
    try {
      tool.waitFor(cleanUp.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
