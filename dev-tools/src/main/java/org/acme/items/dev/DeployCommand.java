package org.acme.items.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.acme.items.dev.Assembly.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./dev deploy}: of a stage, or of everything. */
@Command(
    name = "deploy",
    description = {
      "Deploy the stacks of a stage with the images that they have, or those of the pipelines:"
          + " delivery.",
      "Without a stage: all that an empty account needs, the stages of infra/delivery.yaml in their"
          + " order and then the pipelines. Again after a failure: what is there is left alone."
    })
final class DeployCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "STAGE",
      description = "All of infra/delivery.yaml without one.")
  private @Nullable String stage;

  @Parameters(
      index = "1..*",
      paramLabel = "STACK",
      description = "Such as platform or backend; all without one.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description =
          "Another image for the only stack that is named: name@sha256:... or name:commit.")
  private @Nullable String image;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before permissions or network rules are widened.")
  private boolean yes;

  private final Cloud cloud;

  DeployCommand(Cloud cloud) {
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    if (image != null && names.size() != 1) {
      throw DevException.usage("--image is for one stack: name it, as in ./dev deploy dev backend");
    }
    if (stage == null) {
      return new DeploySequence(cloud, yes).run();
    }
    StageDeployment deployment = StageDeployment.of(stage, yes, cloud);
    List<Stack> stacks = deployment.assembly().chosen(names);
    deployment.refusePlaceholders();
    deployment.target();
    int exit = deployment.run(stacks, image);
    if (exit == 0 && stage.equals(Delivery.NAME)) {
      new SourceConnection(deployment.assembly(), cloud).tell();
    }
    return exit;
  }
}
