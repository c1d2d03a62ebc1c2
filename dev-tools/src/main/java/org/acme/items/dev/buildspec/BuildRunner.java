package org.acme.items.dev.buildspec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.acme.items.dev.DevException;
import org.acme.items.dev.buildspec.Buildspec.Phase;

/**
 * Runs a buildspec: {@code install}, {@code pre_build}, {@code build}, {@code post_build}, then
 * reports and artifacts. A failure ends the build, except that {@code post_build} follows a failed
 * {@code build}, and both are followed by reports and artifacts.
 *
 * @param root of the source
 * @param work folder for files of the runner; what was in it is deleted by the caller
 * @param environment what the build begins with, over which the buildspec's own variables go
 * @param given environment of the project, which goes over both
 */
public record BuildRunner(
    Path root,
    Path work,
    Map<String, String> environment,
    Map<String, String> given,
    Consumer<String> say) {
  private static final String BUILD = "build";
  private static final String POST_BUILD = "post_build";
  private static final int REMEMBERED_OUTPUT = 100_000;

  public BuildRunner {
    environment = Map.copyOf(environment);
    given = Map.copyOf(given);
  }

  /** How a phase ended, and what it said. */
  private record Ended(Phase phase, boolean succeeded, String output) {}

  /** How a try of the build ended; {@code again} if a rule says to begin anew. */
  private record Try(BuildResult result, boolean again) {}

  /**
   * Runs the build.
   *
   * @throws DevException if something that it needs is not here
   */
  public BuildResult run(Buildspec buildspec) {
    for (int retried = 0; ; retried++) {
      Try attempt = attempt(buildspec, retried);
      if (!attempt.again()) {
        return attempt.result();
      }
      say.accept("The build begins again, as on-failure says: try %d".formatted(retried + 2));
    }
  }

  private Try attempt(Buildspec buildspec, int retried) {
    Path files = work.resolve("try-" + retried);
    try {
      Files.createDirectories(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Shell shell = new Shell(root, files, environment(buildspec))) {
      List<Ended> ended = new ArrayList<>();
      boolean succeeding = true;
      for (Phase phase : buildspec.phases()) {
        if (!follows(phase, ended)) {
          continue;
        }
        shell.run("export CODEBUILD_BUILD_SUCCEEDING=" + (succeeding ? 1 : 0), _ -> {});
        Ended end = run(phase, shell);
        ended.add(end);
        if (!end.succeeded() && phase.onFailure().again(retried, end.output())) {
          return new Try(new BuildResult(false, Map.of()), true);
        }
        succeeding &= end.succeeded() || phase.onFailure().action() == OnFailure.Action.CONTINUE;
      }
      if (isOver(ended)) {
        return new Try(new BuildResult(false, exported(buildspec, shell)), false);
      }
      boolean uploaded = new Uploads(root, work, shell, say).upload(buildspec);
      return new Try(new BuildResult(succeeding && uploaded, exported(buildspec, shell)), false);
    }
  }

  /** Whether a phase runs after those that have ended. */
  private static boolean follows(Phase phase, List<Ended> ended) {
    return ended.stream()
        .filter(end -> !end.succeeded())
        .allMatch(end ->
            switch (end.phase().onFailure().action()) {
              case CONTINUE -> true;
              case DEFAULT -> end.phase().name().equals(BUILD) && phase.name().equals(POST_BUILD);
              case ABORT, RETRY -> false;
            });
  }

  /** Whether a failure leaves nothing to hand on: one before the build, or one that aborts. */
  private static boolean isOver(List<Ended> ended) {
    return ended.stream()
        .filter(end -> !end.succeeded())
        .anyMatch(end ->
            switch (end.phase().onFailure().action()) {
              case CONTINUE -> false;
              case DEFAULT ->
                  !end.phase().name().equals(BUILD) && !end.phase().name().equals(POST_BUILD);
              case ABORT, RETRY -> true;
            });
  }

  private Ended run(Phase phase, Shell shell) {
    say.accept("=== %s".formatted(phase.name()));
    Instant begin = Instant.now();
    StringBuilder output = new StringBuilder();
    boolean succeeded = run(phase.commands(), shell, output);
    succeeded &= run(phase.last(), shell, output);
    say.accept(
        "=== %s %s after %.1f s"
            .formatted(
                phase.name(),
                succeeded ? "SUCCEEDED" : "FAILED",
                Duration.between(begin, Instant.now()).toMillis() / 1000.0));
    return new Ended(phase, succeeded, output.toString());
  }

  /** Up to the first that fails. */
  private boolean run(List<String> commands, Shell shell, StringBuilder output) {
    for (String command : commands) {
      say.accept("$ " + command.strip());
      int exit =
          shell.run(
              command,
              line -> {
                say.accept(line);
                if (output.length() < REMEMBERED_OUTPUT) {
                  output.append(line).append('\n');
                }
              });
      if (exit != 0) {
        say.accept("Exit code %d: %s".formatted(exit, command.strip()));
        return false;
      }
    }
    return true;
  }

  private Map<String, String> environment(Buildspec buildspec) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(buildspec.variables());
    all.putAll(given);
    List<String> missing =
        buildspec.secrets().stream().filter(name -> !all.containsKey(name)).sorted().toList();
    if (!missing.isEmpty()) {
      throw DevException.usage(
          "%s: on AWS from a parameter store or a secrets manager, which is not asked from here;"
                  .formatted(String.join(", ", missing))
              + " give a value in the environment");
    }
    all.put("CODEBUILD_SRC_DIR", root.toString());
    Map<String, String> asked = new LinkedHashMap<>();
    buildspec.phases().forEach(phase -> asked.putAll(phase.runtimes()));
    return new Runtimes(root, all, say).with(asked);
  }

  private Map<String, String> exported(Buildspec buildspec, Shell shell) {
    Map<String, String> exported = new LinkedHashMap<>();
    for (String name : buildspec.exported()) {
      Optional<String> value = shell.variable(name);
      value.ifPresent(text -> exported.put(name, text));
      say.accept("exported %s %s".formatted(name, value.orElse("has no value")));
    }
    return exported;
  }
}
