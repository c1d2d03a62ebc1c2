package org.acme.items.system.verified;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a row of {@code docs/verified.md} may name: tests, steps of CI, commands, scripts. */
record Evidence(Path root) {
  private static final Pattern TEST = Pattern.compile("\\w+(Test|IT)");
  private static final Pattern STEP = Pattern.compile("(?m)^step \"([^\"]+)\"");
  private static final Pattern COMMAND = Pattern.compile("(?m)^ *(?:@Command\\()?name = \"([a-z-]+)\"");
  private static final Pattern DRILL = Pattern.compile("new Drill\\(\\s*\"([a-z-]+)\"");
  private static final Set<String> LEFT_OUT = Set.of("target", "node_modules", "cdk.out", ".git", ".dev");

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
          && (!words.get(1).equals("drill") || drills().contains(words.get(2)));
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
    Set<String> drills =
        new TreeSet<>(all(DRILL, Files.readString(source.resolve("Drill.java"))));
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
        .filter(file -> file.getFileName().toString().equals(test + ".java"))
        .map(file -> root.relativize(file).getName(0).toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Sources of all test classes. */
  List<Path> tests() throws IOException {
    return sources(root).stream()
        .filter(file -> file.toString().contains("/src/test/java/"))
        .filter(file -> isTest(file.getFileName().toString().replace(".java", "")))
        .toList();
  }

  private static List<Path> sources(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
            return LEFT_OUT.contains(entered.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
