package org.acme.items.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.acme.items.drill.ecs.Docker;

/** Images of the services as they are, of the release before, and of releases that are bad. */
final class Images {
  private static final String PREFIX = "items-drill/";
  private static final List<String> ARGUMENTS = List.of("BUILD_IMAGE", "RUNTIME_IMAGE");

  private final Path root;

  Images(Path root) {
    this.root = root;
  }

  /** Builds a service from this checkout; versions differ in the label, and in what they answer. */
  String build(String service, String version) {
    return build(root, service, version);
  }

  private static String build(Path context, String service, String version) {
    String image = PREFIX + service + ":" + version;
    List<String> command =
        new ArrayList<>(
            List.of(
                "build",
                "--quiet",
                "--tag",
                image,
                "--file",
                context.resolve(service + "-service/Dockerfile").toString(),
                "--build-arg",
                "GIT_COMMIT=" + version));
    ARGUMENTS.stream()
        .filter(argument -> System.getenv(argument) != null)
        .forEach(argument -> command.addAll(List.of("--build-arg", argument)));
    command.add(context.toString());
    Docker.run(command);
    return image;
  }

  /**
   * Builds a service as it was before its sources were changed last.
   *
   * @return null where the history does not go back so far, as in a shallow clone
   */
  @org.jspecify.annotations.Nullable
  String buildPrevious(String service) {
    String sources = service + "-service/src/main";
    String changed = git("log", "-1", "--format=%H", "--", sources).strip();
    String commit =
        changed.isEmpty() ? "" : git("rev-parse", "--verify", "--quiet", changed + "^").strip();
    if (commit.isEmpty()) {
      return null;
    }
    try {
      Path folder = Files.createTempDirectory("previous-release");
      Path archive = folder.resolve("sources.tar");
      git("archive", "--output", archive.toString(), commit);
      process(List.of("tar", "-xf", archive.toString(), "-C", folder.toString()));
      Files.delete(archive);
      return build(folder, service, commit.substring(0, 7));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a release out of another one. */
  String derive(String base, String name, String instructions) {
    String image = base.replaceFirst(":.*", ":" + name);
    try {
      Process build =
          new ProcessBuilder("docker", "build", "--quiet", "--tag", image, "-")
              .redirectErrorStream(true)
              .start();
      try (var input = build.getOutputStream()) {
        input.write("FROM %s\n%s\n".formatted(base, instructions).getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (build.waitFor() != 0) {
        throw new IllegalStateException("%s cannot be built: %s".formatted(image, output));
      }
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(List.of(arguments));
    return process(command);
  }

  /** What a program says; empty if it fails. */
  static String process(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? output : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
