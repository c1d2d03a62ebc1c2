package org.acme.items.infra.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which files make a pipeline start: glob patterns, as CodePipeline reads them.
 *
 * @param included at most {@link #MOST}
 */
record SourcePaths(List<String> included) {
  /** Of patterns in a filter; "GitFilePathFilterCriteria" in the reference of CodePipeline. */
  static final int MOST = 8;

  /** Never start anything: what people read. */
  static final List<String> EXCLUDED = List.of("*.md", "**/*.md", "docs/**");

  /** What every build of a service uses. */
  private static final List<String> BUILD =
      List.of(".dockerignore", "contracts/**", "mvnw", "pom.xml", "scripts/**");

  /** Of another module of this repository. */
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<groupId>(?:org\\.acme\\.items|\\$\\{project\\.groupId})</groupId>\\s*<artifactId>([^<]+)</artifactId>");

  /** From the checkout, not from another stage of the build. */
  private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(.+) \\S+$");

  SourcePaths {
    included = List.copyOf(included);
    if (included.size() > MOST) {
      throw new IllegalArgumentException(
          "CodePipeline takes %d patterns, not %s".formatted(MOST, included));
    }
  }

  /**
   * Of a service: its folder, the modules that it is built of, what its tests start and share with
   * others, and what its image copies.
   */
  static SourcePaths ofService(Path root, String folder) {
    Set<String> patterns = new TreeSet<>(BUILD);
    modules(root, folder).forEach(module -> patterns.add(module + "/**"));
    copied(root.resolve(folder).resolve("Dockerfile"))
        .filter(path -> !path.startsWith("scripts"))
        .map(path -> Files.isDirectory(root.resolve(path)) ? path + "/**" : path)
        .forEach(patterns::add);
    if (mentions(root.resolve(folder), "dynamodb-local")) {
      patterns.add("dynamodb-local/**");
    }
    return new SourcePaths(List.copyOf(patterns));
  }

  /**
   * Of what all services share: infrastructure, and manifests, since who calls whom stands in the
   * platform.
   */
  static SourcePaths ofPlatform() {
    return new SourcePaths(
        List.of(
            "infra/**",
            "*/service.yaml",
            "dev-tools/**",
            "scripts/**",
            "mvnw",
            "pom.xml",
            "buildspec.yml"));
  }

  /** Folders of a module and of the modules that it needs. */
  private static Set<String> modules(Path root, String folder) {
    Set<String> found = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(folder));
    while (!open.isEmpty()) {
      String module = open.remove();
      if (found.add(module)) {
        Matcher dependency = DEPENDENCY.matcher(text(root.resolve(module).resolve("pom.xml")));
        while (dependency.find()) {
          if (Files.isRegularFile(root.resolve(dependency.group(1)).resolve("pom.xml"))) {
            open.add(dependency.group(1));
          }
        }
      }
    }
    return found;
  }

  private static java.util.stream.Stream<String> copied(Path dockerfile) {
    return COPY.matcher(text(dockerfile))
        .results()
        .flatMap(copy -> Arrays.stream(copy.group(1).split(" +", -1)))
        .map(path -> path.replaceFirst("/.*", ""));
  }

  /** Whether the build or a test of a module uses a folder beside it. */
  private static boolean mentions(Path module, String folder) {
    try (java.util.stream.Stream<Path> files = Files.walk(module)) {
      return files
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> file.toString().matches(".*\\.(java|xml|properties)"))
          .anyMatch(file -> text(file).contains("../" + folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a push of these files starts the pipeline. */
  boolean fit(List<String> files) {
    Pattern starts = Pattern.compile(regex(included));
    Pattern never = Pattern.compile(regex(EXCLUDED));
    return files.stream()
        .anyMatch(file -> starts.matcher(file).find() && !never.matcher(file).find());
  }

  /** The same as one regular expression, for where globs are not understood. */
  static String regex(List<String> globs) {
    return globs.stream().map(SourcePaths::regex).collect(Collectors.joining("|", "^(", ")$"));
  }

  private static String regex(String glob) {
    return glob.replace(".", "[.]")
        .replace("**/", "\u0000")
        .replace("**", "\u0001")
        .replace("*", "[^/]*")
        .replace("\u0000", "(.*/)?")
        .replace("\u0001", ".*");
  }
}
