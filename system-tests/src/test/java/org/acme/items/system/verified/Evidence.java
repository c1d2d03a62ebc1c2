package org.acme.items.system.verified;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a row of {@code docs/verified.md} may name: tests, steps of CI, commands, scripts.
 *
 * @param root of the checkout
 */
record Evidence(Path root) {
  private static final Pattern TEST = Pattern.compile("\\w+(Test|IT)");
  private static final Pattern STEP = Pattern.compile("(?m)^step \"([^\"]+)\"");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^ *(?:@Command\\()?name = \"([a-z-]+)\"");
  private static final Pattern DRILL = Pattern.compile("new Drill\\(\\s*\"([a-z-]+)\"");

  static boolean isTest(String name) {
    return TEST.matcher(name).matches();
  }

  static boolean isCi(String name) {
    return name.startsWith(".ci/");
  }

  static boolean isByHand(String name) {
    return name.startsWith("./dev ") || name.startsWith("benchmarks/");
  }

  /** Whether it is there; false too for a name of no known form. */
  boolean exists(String name) throws IOException {
    if (isTest(name)) {
      return !modulesOf(name).isEmpty();
    }
    if (isCi(name)) {
      return ciExists(name);
    }
    if (name.startsWith("./dev ")) {
      List<String> words = List.of(name.split(" ", -1));
      return commands().contains(words.get(1))
          && (words.size() == 2
              || !words.get(1).equals("drill")
              || drills().contains(words.get(2)));
    }
    return name.startsWith("benchmarks/") && Files.isExecutable(root.resolve(name));
  }

  /** {@code .ci/run: Step}, {@code .ci/script} or {@code .ci/script argument}. */
  private boolean ciExists(String name) throws IOException {
    int colon = name.indexOf(": ");
    if (colon >= 0) {
      return steps().contains(name.substring(colon + 2)) && name.startsWith(".ci/run:");
    }
    List<String> words = List.of(name.split(" ", -1));
    Path script = root.resolve(words.getFirst());
    return Files.isExecutable(script)
        && (words.size() == 1 || Files.readString(script).contains(words.get(1)));
  }

  /** Of {@code .ci/run}. */
  Set<String> steps() throws IOException {
    return all(STEP, Files.readString(root.resolve(".ci/run")));
  }

  /** Of {@code ./dev drill}. */
  Set<String> drills() throws IOException {
    Path source = root.resolve("system-tests/src/main/java/org/acme/items/drill");
    Set<String> drills = new TreeSet<>(all(DRILL, Files.readString(source.resolve("Drill.java"))));
    drills.add("soak");
    return drills;
  }

  private Set<String> commands() throws IOException {
    Set<String> commands = new TreeSet<>(Set.of("doctor", "smoke"));
    for (Path file : sources(root.resolve("dev-tools/src/main/java"))) {
      if (file.toString().endsWith("Command.java")) {
        commands.addAll(all(COMMAND, Files.readString(file)));
      }
    }
    return commands;
  }

  /** Modules that have a test class of this name. */
  Set<String> modulesOf(String test) throws IOException {
    return tests().stream()
        .filter(file -> name(file).equals(test))
        .map(file -> file.getName(0).toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Test classes of all modules, from the root; what commands make copies of is not among them. */
  List<Path> tests() throws IOException {
    List<Path> tests = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.map(module -> module.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(folder)) {
          sources(folder).stream()
              .filter(file -> isTest(name(file)))
              .map(root::relativize)
              .forEach(tests::add);
        }
      }
    }
    return tests;
  }

  /** Of the class in a source file. */
  static String name(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
