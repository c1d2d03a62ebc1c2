package org.acme.items.dev.buildspec;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A build specification, version 0.2.
 *
 * @param variables environment that the build begins with
 * @param secrets variables whose values are in a parameter store or a secrets manager
 * @param exported variables that a pipeline reads when the build is over
 * @param phases in the order of the build; those that the file leaves out are not there
 * @param cached whether anything is to be kept between builds
 */
public record Buildspec(
    Map<String, String> variables,
    Set<String> secrets,
    List<String> exported,
    List<Phase> phases,
    List<Report> reports,
    @Nullable Artifacts artifacts,
    boolean cached) {
  public Buildspec {
    variables = Map.copyOf(variables);
    secrets = Set.copyOf(secrets);
    exported = List.copyOf(exported);
    phases = List.copyOf(phases);
    reports = List.copyOf(reports);
  }

  /** A step of the build, {@code pre_build}. */
  public record Phase(
      String name,
      OnFailure onFailure,
      Map<String, String> runtimes,
      List<String> commands,
      List<String> last) {
    public Phase {
      runtimes = Map.copyOf(runtimes);
      commands = List.copyOf(commands);
      last = List.copyOf(last);
    }
  }

  /** What reports are shown of: results of tests or coverage. */
  public record Report(String group, FileSet files, String format) {}

  /** What the build hands on. */
  public record Artifacts(@Nullable String name, FileSet files) {}
}
