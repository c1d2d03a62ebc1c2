package org.acme.items.dev.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.items.dev.Workspace;

/** Lab 2: code and contract were changed together, and the test that compares them is green. */
record ChangeTheApi(Workspace workspace) implements Check {
  private static final String CODE = "backend-service/src/main";
  private static final String CONTRACT = "contracts/openapi.yaml";
  private static final String BUILT = "backend-service/target/openapi/openapi.yaml";
  private static final String REPORT =
      "surefire-reports/TEST-org.acme.items.backend.ContractsTest.xml";
  private static final String RUN_IT = "run the contract test again, as in step 3";
  private static final Pattern FAILED = Pattern.compile("(?:errors|failures)=\"([0-9]+)\"");

  @Override
  public void look(Given given, Findings findings) throws IOException {
    WorkingTree tree = new WorkingTree(workspace.root());
    findings.lookAt("git status of %s and contracts".formatted(CODE));
    List<String> code = tree.changed(CODE);
    List<String> contracts = tree.changed("contracts");
    boolean changed =
        findings.expect(
            !code.isEmpty(),
            "the code is not as committed: " + code,
            "add a field to what the API answers, as in step 2");
    changed &=
        findings.expect(
            contracts.contains(CONTRACT),
            "the contract is not as committed: " + contracts,
            "copy the document of the changed API over the contract, as in step 4");
    if (!changed) {
      return;
    }
    List<Path> sources =
        Stream.of(code, contracts).flatMap(List::stream).map(workspace.root()::resolve).toList();
    Path built = workspace.root().resolve(BUILT);
    findings.lookAt(BUILT + ", which the build writes");
    findings.expect(
        Files.exists(built)
            && Files.readString(built).equals(Files.readString(workspace.root().resolve(CONTRACT))),
        "what the code answers is what the contract says",
        "copy %s over %s, as in step 4".formatted(BUILT, CONTRACT));
    expectGreen(tree, sources, findings);
  }

  private void expectGreen(WorkingTree tree, List<Path> sources, Findings findings)
      throws IOException {
    Path report = latestReport(tree);
    String shown = workspace.root().relativize(report).toString();
    findings.lookAt(shown + ", which the test writes");
    if (findings.expect(
        tree.isNewer(report, sources), "the test has run after the last change", RUN_IT)) {
      findings.expect(
          failed(Files.readString(report)) == 0,
          "no test has failed",
          "read what failed in %s; the examples in contracts belong to the contract too"
              .formatted(shown));
    }
  }

  /** Of the quick build, or of the one with all checks. */
  private Path latestReport(WorkingTree tree) throws IOException {
    Path target = workspace.root().resolve("backend-service/target");
    Path quick = target.resolve("quick").resolve(REPORT);
    Path checked = target.resolve(REPORT);
    return tree.isNewer(checked, List.of(quick)) ? checked : quick;
  }

  /** Errors and failures that the first element counts; one if it cannot be read. */
  private static int failed(String report) {
    List<Integer> counts = new ArrayList<>();
    Matcher matcher =
        FAILED.matcher(report.substring(0, Math.max(0, report.indexOf("<properties"))));
    while (matcher.find()) {
      counts.add(Integer.valueOf(matcher.group(1)));
    }
    return counts.isEmpty() ? 1 : counts.stream().mapToInt(Integer::intValue).sum();
  }
}
