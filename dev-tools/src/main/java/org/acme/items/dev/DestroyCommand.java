package org.acme.items.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.acme.items.dev.Assembly.Stack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./dev destroy}: says first what goes and what stays, and afterwards what is left. */
@Command(
    name = "destroy",
    description = "Delete all stacks of a stage, after saying what goes and what stays.")
final class DestroyCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Parameters(index = "0", paramLabel = "STAGE")
  private String stage = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask; not for stages in production.")
  private boolean yes;

  private final Cloud cloud;

  DestroyCommand(Cloud cloud) {
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    Assembly assembly = cloud.assembly(stage);
    Target.of(stage, assembly, cloud);
    List<String> forgotten = new DeployedStacks(assembly, cloud).forgotten();
    tell(assembly, forgotten);
    if (!isConfirmed(assembly)) {
      cloud.console().say("Nothing was deleted");
      return 1;
    }
    boolean isProtected = assembly.stacks().stream().anyMatch(Stack::isProtected);
    String region = assembly.stacks().getFirst().region();
    List<String> all = new ArrayList<>(forgotten);
    assembly.stacks().forEach(stack -> all.add(stack.name()));
    if (isProtected) {
      all.forEach(stack -> unprotect(stack, region));
      unprotectLoadBalancers(assembly.stacks().getFirst());
    }
    // The platform cannot go before those that stand on it.
    forgotten.forEach(stack -> delete(stack, region));
    List<String> arguments =
        new ArrayList<>(List.of("destroy", "--app", assembly.folder().toString(), "--force"));
    assembly.stacks().forEach(stack -> arguments.add(stack.name()));
    int exit = cloud.cdk(arguments);
    tellLeftovers(assembly);
    return exit;
  }

  private void tell(Assembly assembly, List<String> forgotten) {
    Console console = cloud.console();
    console.say("These stacks will be deleted, with everything in them:");
    assembly
        .stacks()
        .forEach(stack -> console.say("  %s (%s)".formatted(stack.name(), stack.region())));
    forgotten.forEach(stack ->
        console.say("  %s, which the configuration does not have any more".formatted(stack)));
    List<String> kept =
        assembly.stacks().stream()
            .flatMap(stack -> stack.kept().stream().map(what -> stack.name() + ": " + what))
            .toList();
    console.say(kept.isEmpty() ? "Nothing of them stays." : "This stays, and goes on costing:");
    kept.forEach(what -> console.say("  " + what));
  }

  private boolean isConfirmed(Assembly assembly) {
    boolean production = assembly.stacks().stream().anyMatch(Stack::isProtected);
    if (production) {
      return cloud
          .ask("%s is in production. Type its name to delete it:".formatted(stage))
          .equals(stage);
    }
    return yes || cloud.ask("Type yes to delete %s:".formatted(stage)).equals("yes");
  }

  private void unprotect(String stack, String region) {
    Cloud.Answer answer =
        cloud.aws(
            List.of(
                "cloudformation",
                "update-termination-protection",
                "--no-enable-termination-protection",
                "--stack-name",
                stack,
                "--region",
                region));
    if (answer.exit() != 0 && !answer.output().contains("does not exist")) {
      throw new DevException("%s is still protected: %s".formatted(stack, answer.output()));
    }
  }

  /** CloudFormation cannot delete those that are protected, and the platform would stay half. */
  private void unprotectLoadBalancers(Stack any) {
    for (String arn : tagged(any, "elasticloadbalancing:loadbalancer")) {
      Cloud.Answer answer =
          cloud.aws(
              List.of(
                  "elbv2",
                  "modify-load-balancer-attributes",
                  "--load-balancer-arn",
                  arn,
                  "--attributes",
                  "Key=deletion_protection.enabled,Value=false",
                  "--region",
                  any.region()));
      if (answer.exit() != 0) {
        throw new DevException("%s is still protected: %s".formatted(arn, answer.output()));
      }
    }
  }

  /** ARNs of what carries the tags of a stage, of a type or, for "", of all. */
  private List<String> tagged(Stack any, String type) {
    List<String> arguments =
        new ArrayList<>(
            List.of("resourcegroupstaggingapi", "get-resources", "--region", any.region()));
    if (!type.isEmpty()) {
      arguments.addAll(List.of("--resource-type-filters", type));
    }
    arguments.add("--tag-filters");
    any.tags().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(tag -> arguments.add("Key=%s,Values=%s".formatted(tag.getKey(), tag.getValue())));
    arguments.addAll(
        List.of("--query", "ResourceTagMappingList[].[ResourceARN]", "--output", "text"));
    Cloud.Answer answer = cloud.aws(arguments);
    if (answer.exit() != 0) {
      throw new DevException("AWS does not tell what there is: " + answer.output());
    }
    return answer.output().lines().filter(line -> !line.isBlank()).toList();
  }

  private void delete(String stack, String region) {
    cloud.console().say("Deleting " + stack);
    for (List<String> step :
        List.of(List.of("delete-stack"), List.of("wait", "stack-delete-complete"))) {
      List<String> arguments = new ArrayList<>(List.of("cloudformation"));
      arguments.addAll(step);
      arguments.addAll(List.of("--stack-name", stack, "--region", region));
      Cloud.Answer answer = cloud.aws(arguments);
      if (answer.exit() != 0) {
        throw new DevException("%s is still there: %s".formatted(stack, answer.output()));
      }
    }
  }

  private void tellLeftovers(Assembly assembly) {
    List<String> left = tagged(assembly.stacks().getFirst(), "");
    if (left.isEmpty()) {
      cloud.console().say("Nothing with the tags of %s is left.".formatted(stage));
    } else {
      cloud.console().say("Left with the tags of this stage (AWS forgets deleted ones slowly):");
      left.forEach(arn -> cloud.console().say("  " + arn));
    }
  }
}
