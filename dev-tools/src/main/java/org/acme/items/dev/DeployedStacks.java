package org.acme.items.dev;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.items.dev.Assembly.Stack;

/** The stacks of a stage that AWS has, whatever the configuration says today. */
record DeployedStacks(Assembly assembly, Cloud cloud) {
  /**
   * Those of services that the configuration does not have any more; the pipeline and the CDK do
   * not know them, and they go on costing.
   */
  List<String> forgotten() {
    Stack any = assembly.stacks().getFirst();
    String tagged =
        any.tags().entrySet().stream()
            .map(tag -> "Tags[?Key=='%s' && Value=='%s']".formatted(tag.getKey(), tag.getValue()))
            .sorted()
            .collect(Collectors.joining(" && "));
    Cloud.Answer answer =
        cloud.aws(
            List.of(
                "cloudformation",
                "describe-stacks",
                "--region",
                any.region(),
                "--query",
                "Stacks[?%s].StackName".formatted(tagged),
                "--output",
                "text"));
    if (answer.exit() != 0) {
      throw new DevException("AWS does not tell which stacks there are: " + answer.output());
    }
    List<String> known = assembly.stacks().stream().map(Stack::name).toList();
    return Stream.of(answer.output().split("\\s+", -1))
        .filter(name -> !name.isEmpty() && !known.contains(name))
        .sorted()
        .toList();
  }
}
