package org.acme.items.system.docs;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.items.system.docs.Markdown.Block;

/** Why nothing executes a block of commands; it says so itself, in its first line. */
enum Reason {
  AWS("# needs an AWS account"),
  GITHUB("# needs a repository on GitHub"),
  QUIET("# needs a quiet machine and an hour"),
  QUIET_FOR_LESS("# needs a quiet machine and ten minutes"),
  REGISTRY("# needs another image registry"),
  /** Addresses, files or results that only a reader has. */
  OWN("# needs a system of your own"),
  /** Packages and settings of the machine, which a test leaves alone. */
  ADMINISTRATOR("# needs an administrator"),
  CI("# run by CI as such");

  private final String line;

  Reason(String line) {
    this.line = line;
  }

  /** That of a block; empty for one that is executed. */
  static Optional<Reason> of(Block block) {
    String first = firstLine(block);
    return Stream.of(values()).filter(reason -> reason.line.equals(first)).findFirst();
  }

  /** Whether a block gives a reason, be it one of these or not. */
  static boolean isGiven(Block block) {
    return firstLine(block).matches("# (needs|run by) .*");
  }

  static String allowed() {
    return Arrays.stream(values()).map(reason -> reason.line).collect(Collectors.joining("; "));
  }

  private static String firstLine(Block block) {
    return block.text().lines().findFirst().orElse("").strip();
  }
}
