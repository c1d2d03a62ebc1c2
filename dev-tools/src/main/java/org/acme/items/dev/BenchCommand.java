package org.acme.items.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code ./dev bench}: everything after it goes to {@code benchmarks}. */
@Command(
    name = "bench",
    description =
        "Measures services and builds; see ./dev bench --help."
            + " Needs two processors and Linux.")
final class BenchCommand implements Callable<Integer> {
  private static final Duration CLEAN_UP = Duration.ofSeconds(60);

  @Unmatched private List<String> arguments = new ArrayList<>();

  private final Workspace workspace;
  private final Console console;

  BenchCommand(Workspace workspace, Console console) {
    this.workspace = workspace;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Files.createDirectories(workspace.logs());
    Path jar = new Build(workspace, console).buildStaleBenchmarks();
    return new JarTool(workspace, jar, CLEAN_UP).run(arguments);
  }
}
