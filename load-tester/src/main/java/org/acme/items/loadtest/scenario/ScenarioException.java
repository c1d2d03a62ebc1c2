package org.acme.items.loadtest.scenario;

import java.util.List;

/** Everything that is wrong with what was given, each as one line for people. */
public final class ScenarioException extends RuntimeException {
  private final List<String> problems;

  public ScenarioException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
