package org.acme.items.bench;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Which contenders take part. */
final class Names {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description =
          "backend and folders of benchmarks/contenders; default: all that this can measure.")
  private List<String> given = new ArrayList<>();

  /** Empty for all. */
  List<String> given() {
    return given;
  }
}
