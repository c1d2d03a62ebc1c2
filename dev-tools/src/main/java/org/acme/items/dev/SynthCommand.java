package org.acme.items.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./dev synth}. */
@Command(
    name = "synth",
    description =
        "Make the templates of a stage, or of all, and tell size, cost and rollout; needs no account"
            + " and no network. Exit code 2 for mistakes in the configuration.")
final class SynthCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Parameters(arity = "0..1", paramLabel = "STAGE", description = "All without one.")
  private String stage = "";

  private final Cloud cloud;

  SynthCommand(Cloud cloud) {
    this.cloud = cloud;
  }

  @Override
  public Integer call() throws IOException {
    int worst = 0;
    for (String one : stage.isEmpty() ? stages() : List.of(stage)) {
      worst = Math.max(worst, cloud.synth(one));
    }
    return worst;
  }

  private List<String> stages() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(cloud.folder().resolve("config"))) {
      Stream<String> stages =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml"))
              .map(name -> name.replace(".yaml", ""))
              .sorted();
      boolean delivers = Files.exists(cloud.folder().resolve("delivery.yaml"));
      return Stream.concat(stages, delivers ? Stream.of(Delivery.NAME) : Stream.empty()).toList();
    }
  }
}
