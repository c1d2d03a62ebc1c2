package org.acme.items.infra.config;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with the configuration of a stage, one line each. */
public final class ConfigException extends RuntimeException {
  private final transient List<Problem> problems;

  ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
