package org.acme.items.dev.init;

import java.util.Comparator;
import java.util.List;
import org.acme.items.dev.DevException;

/**
 * What stacks are called that pipelines deploy: {@code <name>-<stage>-<service>}.
 *
 * @param stages of the pipelines
 * @param services of all stages
 */
public record StackNames(List<String> stages, List<String> services) {
  /** As the CDK app demands it: names of roles have 64 characters and begin with the stack's. */
  static final int LONGEST = 24;

  public StackNames {
    stages = List.copyOf(stages);
    services = List.copyOf(services);
  }

  /**
   * Refuses a name that the CDK app would refuse later.
   *
   * @throws DevException if a stack would have too long a name
   */
  public void requireRoom(String name) {
    if (stages.isEmpty() || services.isEmpty()) {
      return;
    }
    String rest = "-%s-%s".formatted(longest(stages), longest(services));
    int room = LONGEST - rest.length();
    if (name.length() > room) {
      throw DevException.usage(
          ("--name may have %d characters, got %s with %d: %s would be longer than the %d that roles"
                  + " of a pipeline know; shorter stages or services leave more room")
              .formatted(room, name, name.length(), name + rest, LONGEST));
    }
  }

  private static String longest(List<String> names) {
    return names.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
  }
}
