package org.acme.items.dev.buildspec;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.acme.items.dev.DevException;
import org.acme.items.dev.buildspec.Buildspec.Artifacts;
import org.acme.items.dev.buildspec.Buildspec.Phase;
import org.acme.items.dev.buildspec.Buildspec.Report;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads a buildspec; every mistake is told with its file and line. */
public final class BuildspecReader {
  private static final List<String> PHASES = List.of("install", "pre_build", "build", "post_build");
  private static final Set<String> FORMATS =
      Set.of(
          "CUCUMBERJSON",
          "JUNITXML",
          "NUNITXML",
          "NUNIT3XML",
          "TESTNGXML",
          "VISUALSTUDIOTRX",
          "CLOVERXML",
          "COBERTURAXML",
          "JACOCOXML",
          "SIMPLECOV");

  private static final int MOST_REPORT_GROUPS = 5;

  private BuildspecReader() {}

  /**
   * Reads a file.
   *
   * @param shown how messages name it
   * @throws DevException for what is not known, missing or of the wrong kind
   */
  public static Buildspec read(Path file, String shown) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(YamlMapping.of(shown, "", new Yaml().compose(reader)));
    } catch (MarkedYAMLException e) {
      throw DevException.usage(
          "%s:%d: this is no YAML: %s"
              .formatted(shown, e.getProblemMark().getLine() + 1, e.getProblem()));
    } catch (IOException e) {
      throw new DevException("%s cannot be read: %s".formatted(shown, e.getMessage()), e);
    }
  }

  private static Buildspec read(YamlMapping root) {
    root.only(
        Set.of("version", "env", "phases", "reports", "artifacts", "cache"),
        Set.of("run-as", "proxy", "batch"));
    String version = root.text("version", "");
    if (!version.equals("0.2")) {
      throw root.wrong("version", "version must be 0.2, got \"%s\"".formatted(version));
    }
    YamlMapping env =
        root.mapping("env")
            .only(
                Set.of(
                    "shell",
                    "variables",
                    "parameter-store",
                    "secrets-manager",
                    "exported-variables"),
                Set.of("git-credential-helper"));
    String shell = env.text("shell", "bash");
    if (!shell.equals("bash")) {
      throw env.wrong("shell", "env.shell must be bash here, got \"%s\"".formatted(shell));
    }
    Map<String, String> variables = env.mapping("variables").texts();
    for (String name : variables.keySet()) {
      if (name.startsWith("CODEBUILD_")) {
        throw env.mapping("variables").wrong(name, name + " begins with what AWS keeps to itself");
      }
    }
    Set<String> secrets = new TreeSet<>(env.mapping("parameter-store").texts().keySet());
    secrets.addAll(env.mapping("secrets-manager").texts().keySet());
    List<String> exported = env.list("exported-variables");
    for (String name : exported) {
      if (name.startsWith("AWS_") || secrets.contains(name)) {
        throw env.wrong(
            "exported-variables",
            "%s cannot be exported: AWS refuses secrets and what begins with AWS_".formatted(name));
      }
    }
    return new Buildspec(
        variables,
        secrets,
        exported,
        phases(root),
        reports(root.mapping("reports")),
        root.has("artifacts") ? artifacts(root.mapping("artifacts")) : null,
        root.has("cache"));
  }

  private static List<Phase> phases(YamlMapping root) {
    YamlMapping phases = root.mapping("phases").only(Set.copyOf(PHASES), Set.of());
    if (phases.values().isEmpty()) {
      throw root.wrong("phases", "phases must have at least one of " + PHASES);
    }
    List<Phase> read = new ArrayList<>();
    for (String name : PHASES) {
      if (phases.has(name)) {
        read.add(phase(name, phases.mapping(name)));
      }
    }
    return read;
  }

  private static Phase phase(String name, YamlMapping phase) {
    phase.only(
        name.equals("install")
            ? Set.of("on-failure", "runtime-versions", "commands", "finally")
            : Set.of("on-failure", "commands", "finally"),
        Set.of("run-as"));
    String rule = phase.text("on-failure");
    OnFailure onFailure =
        rule == null
            ? OnFailure.DEFAULT
            : OnFailure.parse(rule)
                .orElseThrow(() ->
                    phase.wrong(
                        "on-failure",
                        "%s must be ABORT, CONTINUE, RETRY, RETRY-count, RETRY-regex or"
                                .formatted(phase.below("on-failure"))
                            + " RETRY-count-regex with a count up to 100, got \"%s\""
                                .formatted(rule)));
    return new Phase(
        name,
        onFailure,
        phase.mapping("runtime-versions").texts(),
        phase.list("commands"),
        phase.list("finally"));
  }

  private static List<Report> reports(YamlMapping reports) {
    if (reports.values().size() > MOST_REPORT_GROUPS) {
      throw reports.wrong("", "reports can have %d groups".formatted(MOST_REPORT_GROUPS));
    }
    List<Report> read = new ArrayList<>();
    for (String group : reports.values().keySet()) {
      YamlMapping report =
          reports
              .mapping(group)
              .only(Set.of("files", "file-format", "base-directory", "discard-paths"), Set.of());
      String format = report.text("file-format", "JUNITXML");
      if (!FORMATS.contains(format)) {
        throw report.wrong(
            "file-format",
            "%s must be one of %s, got \"%s\""
                .formatted(
                    report.below("file-format"), FORMATS.stream().sorted().toList(), format));
      }
      read.add(new Report(group, files(report), format));
    }
    return read;
  }

  private static Artifacts artifacts(YamlMapping artifacts) {
    artifacts.only(
        Set.of("files", "name", "discard-paths", "base-directory", "exclude-paths"),
        Set.of("secondary-artifacts", "enable-symlinks", "s3-prefix"));
    return new Artifacts(artifacts.text("name"), files(artifacts));
  }

  private static FileSet files(YamlMapping mapping) {
    List<String> files = mapping.list("files");
    if (files.isEmpty()) {
      throw mapping.wrong("files", "%s must name files".formatted(mapping.below("files")));
    }
    String base = mapping.text("base-directory", "");
    if (base.contains("*")) {
      throw mapping.wrong("base-directory", "patterns in it work on AWS only, not here");
    }
    return new FileSet(base, files, mapping.list("exclude-paths"), mapping.yes("discard-paths"));
  }
}
