package org.acme.items.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.acme.items.dev.Assembly.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./dev deploy}. A stack keeps the image that it has; one that is new starts with none and
 * so without tasks.
 */
@Command(
    name = "deploy",
    description = "Deploy the stacks of a stage with the images that they have.")
final class DeployCommand implements Callable<Integer> {
  private static final Set<String> NEVER_WORKED =
      Set.of("REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Parameters(index = "0", paramLabel = "STAGE")
  private String stage = "";

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
    Assembly assembly = cloud.assembly(stage);
    List<Stack> stacks = assembly.chosen(names);
    refusePlaceholders(assembly.stacks());
    Target.of(stage, assembly, cloud);
    List<String> arguments =
        new ArrayList<>(List.of("deploy", "--app", assembly.folder().toString()));
    for (Stack stack : stacks) {
      arguments.add(stack.name());
      String chosen = imageOf(stack);
      if (chosen != null) {
        arguments.addAll(List.of("--parameters", "%s:Image=%s".formatted(stack.name(), chosen)));
      }
    }
    // Those that a named one needs come as well; they may be new.
    for (Stack stack : assembly.stacks()) {
      if (!stacks.contains(stack) && stack.hasImageParameter() && isNew(stack)) {
        arguments.addAll(List.of("--parameters", "%s:Image=none".formatted(stack.name())));
      }
    }
    if (yes) {
      arguments.addAll(List.of("--require-approval", "never"));
    }
    int exit = cloud.cdk(arguments);
    if (names.isEmpty()) {
      tellForgotten(assembly);
    }
    return exit;
  }

  /** A certificate for somebody else's domain is waited for in vain, for hours. */
  private void refusePlaceholders(List<Stack> stacks) {
    List<String> found = stacks.stream().filter(Stack::hasPlaceholders).map(Stack::name).toList();
    if (!found.isEmpty()) {
      throw DevException.usage(
          "%s: replace example.com in infra/config/%s.yaml by what is yours"
              .formatted(String.join(", ", found), stage));
    }
  }

  private void tellForgotten(Assembly assembly) {
    List<String> forgotten = new DeployedStacks(assembly, cloud).forgotten();
    if (!forgotten.isEmpty()) {
      cloud
          .console()
          .say(
              "Not in the configuration any more, and still there: %s (aws cloudformation delete-stack)"
                  .formatted(String.join(", ", forgotten)));
    }
  }

  private @Nullable String imageOf(Stack stack) {
    if (!stack.hasImageParameter()) {
      if (image != null) {
        throw DevException.usage(stack.name() + " takes no image");
      }
      return null;
    }
    if (image != null) {
      return image;
    }
    if (!isNew(stack)) {
      return null;
    }
    cloud.console().say("%s is new: no tasks until it has an image".formatted(stack.name()));
    return "none";
  }

  /** New, or its first deployment failed, after which the CDK makes it anew. */
  private boolean isNew(Stack stack) {
    Cloud.Answer answer =
        cloud.aws(
            List.of(
                "cloudformation",
                "describe-stacks",
                "--stack-name",
                stack.name(),
                "--region",
                stack.region(),
                "--query",
                "Stacks[0].StackStatus",
                "--output",
                "text"));
    if (answer.exit() == 0) {
      return NEVER_WORKED.contains(answer.output());
    }
    if (answer.output().contains("does not exist")) {
      return true;
    }
    throw new DevException(
        "AWS does not tell about %s: %s".formatted(stack.name(), answer.output()));
  }
}
