package org.acme.items.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.acme.items.dev.Assembly.Stack;
import org.jspecify.annotations.Nullable;

/**
 * A stage on its way to AWS. A stack keeps the image that it has; one that is new starts with none
 * and so without tasks.
 *
 * @param yes whether nobody is asked before permissions or network rules are widened
 */
record StageDeployment(String stage, boolean yes, Assembly assembly, Cloud cloud) {
  /** Stacks that the CDK makes anew. */
  static final Set<String> NEVER_WORKED =
      Set.of("REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED");

  /**
   * Makes its templates.
   *
   * @throws DevException if they cannot be made
   */
  static StageDeployment of(String stage, boolean yes, Cloud cloud) {
    return new StageDeployment(stage, yes, cloud.assembly(stage), cloud);
  }

  /** Stacks that hold addresses which nobody owns, with the way out; empty for none. */
  String placeholders() {
    List<String> found =
        assembly.stacks().stream().filter(Stack::hasPlaceholders).map(Stack::name).toList();
    return found.isEmpty()
        ? ""
        : "%s: replace example.com in %s by what is yours"
            .formatted(String.join(", ", found), Delivery.configuration(stage));
  }

  /** A certificate for somebody else's domain is waited for in vain, for hours. */
  void refusePlaceholders() {
    if (!placeholders().isEmpty()) {
      throw DevException.usage(placeholders());
    }
  }

  /**
   * Where it goes.
   *
   * @throws DevException as {@link Target#of}
   */
  Target target() {
    return Target.of(stage, assembly, cloud);
  }

  /**
   * Deploys stacks of it, and those that they need.
   *
   * @param stacks all, or some
   * @param image another one, for the only stack
   * @return the exit code of the CDK
   * @throws DevException if AWS does not tell what there is, or the stack takes no image
   */
  int run(List<Stack> stacks, @Nullable String image) {
    List<String> arguments =
        new ArrayList<>(List.of("deploy", "--app", assembly.folder().toString()));
    for (Stack stack : stacks) {
      arguments.add(stack.name());
      String chosen = imageOf(stack, image);
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
    if (stacks.equals(assembly.stacks())) {
      tellForgotten();
    }
    return exit;
  }

  private void tellForgotten() {
    List<String> forgotten = new DeployedStacks(assembly, cloud).forgotten();
    if (!forgotten.isEmpty()) {
      cloud
          .console()
          .say(
              "Not in the configuration any more, and still there: %s (aws cloudformation delete-stack --region %s)"
                  .formatted(String.join(", ", forgotten), assembly.stacks().getFirst().region()));
    }
  }

  private @Nullable String imageOf(Stack stack, @Nullable String image) {
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
