package org.acme.items.system.docs;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A place where a document and the repository disagree.
 *
 * @param at document and line
 * @param found what stands there
 * @param allowed what may stand there
 */
record Finding(String at, String found, String allowed) {
  /** Fails with all of them, one a line. */
  static void requireNone(List<Finding> findings) {
    if (!findings.isEmpty()) {
      fail(
          findings.stream()
              .map(Finding::toString)
              .distinct()
              .collect(Collectors.joining("\n", "\n", "\n")));
    }
  }

  @Override
  public String toString() {
    return "%s: found %s; allowed: %s".formatted(at, found, allowed);
  }
}
