package org.acme.items.dev;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./dev diff}. */
@Command(name = "diff", description = "Show what a deployment of a stage would change on AWS.")
final class DiffCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Parameters(
      arity = "0..1",
      paramLabel = "STAGE",
      defaultValue = "demo",
      description = "${DEFAULT-VALUE} without one.")
  private String stage = "";

  private final Cloud cloud;

  DiffCommand(Cloud cloud) {
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    Assembly assembly = cloud.assembly(stage);
    return cloud.cdk(List.of("diff", "--app", assembly.folder().toString()));
  }
}
