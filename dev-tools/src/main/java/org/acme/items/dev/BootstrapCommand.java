package org.acme.items.dev;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./dev bootstrap}. */
@Command(
    name = "bootstrap",
    description = "Prepare an account and the region of a stage for the CDK; once for each.")
final class BootstrapCommand implements Callable<Integer> {
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

  BootstrapCommand(Cloud cloud) {
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    Assembly assembly = cloud.assembly(stage);
    return Toolkit.of(Target.of(stage, assembly, cloud), assembly).bootstrap(cloud);
  }
}
