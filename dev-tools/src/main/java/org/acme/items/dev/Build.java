package org.acme.items.dev;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Builds what is missing or older than its sources. */
record Build(Workspace workspace, Console console) {
  private static final Pattern MODULE = Pattern.compile("\\[INFO\\] Building ([a-z0-9-]+) \\d.*");

  /** Of quick builds; the root pom says the same. */
  static final String FOLDER = "target/quick";

  /** Of drills: their module needs this one, whose jar in the other folder is running. */
  private static final String DRILLS_FOLDER = "target/drills";

  /** Without tests and checks: those are for {@code ./mvnw verify}. */
  private static final List<String> QUICK = List.of("-B", "-Dquick", "-Dmaven.test.skip=true");

  /**
   * What Maven makes of a module.
   *
   * @param built as old as the build; where Maven leaves alone what would not change, it says so
   *     nevertheless
   */
  private record Module(String folder, Path built) {}

  void buildStale(List<ServiceManifest> services) {
    buildStale(services, staleDynamoDbLocal());
  }

  private List<Module> staleDynamoDbLocal() {
    Path arguments = workspace.dynamoDbLocal();
    return isStale(arguments, workspace.root().resolve("dynamodb-local")) || wasMoved(arguments)
        ? List.of(new Module("dynamodb-local", arguments))
        : List.of();
  }

  /** Only these, without DynamoDB Local. */
  void buildStaleOnly(List<ServiceManifest> services) {
    buildStale(services, List.of());
  }

  /** Returns what {@code java -jar} runs. */
  Path buildStaleDrills() {
    Path module = workspace.root().resolve("system-tests");
    Path drills = module.resolve(DRILLS_FOLDER).resolve("system-tests.jar");
    if (isStale(drills, module)) {
      build(
          List.of(
              new Module(
                  "dev-tools",
                  workspace
                      .root()
                      .resolve("dev-tools")
                      .resolve(DRILLS_FOLDER)
                      .resolve("dev-tools.jar")),
              new Module("system-tests", drills)),
          List.of("-Dbuild.folder=" + DRILLS_FOLDER));
    }
    return drills;
  }

  /** The benchmarks and what they start; returns what {@code java -jar} runs. */
  Path buildStaleBenchmarks() {
    Path module = workspace.root().resolve("benchmarks");
    Path benchmarks = module.resolve(FOLDER).resolve("benchmarks.jar");
    List<Module> stale = new ArrayList<>(staleDynamoDbLocal());
    if (isStale(benchmarks, module)) {
      stale.add(new Module("benchmarks", benchmarks));
    }
    buildStale(
        workspace.manifests().stream()
            .filter(service -> List.of("backend", "frontend").contains(service.name()))
            .toList(),
        stale);
    return benchmarks;
  }

  private void buildStale(List<ServiceManifest> services, List<Module> others) {
    List<Module> stale = new ArrayList<>(others);
    for (ServiceManifest service : services) {
      Path folder = workspace.folder(service);
      Path application = workspace.application(service, FOLDER);
      if (isStale(application, folder)) {
        stale.add(new Module(folder.getFileName().toString(), application));
      }
    }
    if (!stale.isEmpty()) {
      build(stale, List.of());
    }
  }

  private boolean isStale(Path built, Path module) {
    try {
      if (!Files.exists(built)) {
        return true;
      }
      FileTime builtAt = Files.getLastModifiedTime(built);
      return isNewer(workspace.root().resolve("pom.xml"), builtAt)
          || isNewer(module.resolve("pom.xml"), builtAt)
          || anyNewer(module.resolve("src/main"), builtAt);
    } catch (IOException e) {
      throw new DevException("%s cannot be read: %s".formatted(module, e.getMessage()), e);
    }
  }

  /** It names its folder, which is another one after the checkout was moved. */
  private boolean wasMoved(Path arguments) {
    try {
      return !Files.readString(arguments).contains("\"" + workspace.root());
    } catch (IOException e) {
      throw new DevException("%s cannot be read: %s".formatted(arguments, e.getMessage()), e);
    }
  }

  private static boolean anyNewer(Path folder, FileTime time) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (isNewer(file, time)) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean isNewer(Path file, FileTime time) throws IOException {
    return Files.getLastModifiedTime(file).compareTo(time) > 0;
  }

  private void build(List<Module> modules, List<String> options) {
    List<String> folders = modules.stream().map(Module::folder).toList();
    // What is edited from here on is newer.
    FileTime begin = FileTime.from(Instant.now());
    Path log = workspace.logs().resolve("build.log");
    console.say(
        "Building %s; the first time Maven downloads what it needs (log: %s)"
            .formatted(String.join(", ", folders), workspace.root().relativize(log)));
    List<String> command = new ArrayList<>();
    command.add(workspace.root().resolve("mvnw").toString());
    command.addAll(QUICK);
    command.addAll(options);
    command.addAll(List.of("-pl", String.join(",", folders), "package"));
    maven(command, log);
    modules.forEach(module -> date(module.built, begin));
  }

  private static void date(Path built, FileTime time) {
    try {
      Files.setLastModifiedTime(built, time);
    } catch (IOException e) {
      throw new DevException("The build made no " + built, e);
    }
  }

  /** Formats a copy of the checkout, as the build demands it. */
  void format(Path copy) {
    Path log = workspace.logs().resolve("format.log");
    console.say("Formatting (log: %s)".formatted(workspace.root().relativize(log)));
    maven(
        List.of(
            copy.resolve("mvnw").toString(),
            "-B",
            "-f",
            copy.resolve("pom.xml").toString(),
            "spotless:apply"),
        log);
  }

  private void maven(List<String> command, Path log) {
    List<String> errors = new ArrayList<>();
    int exit = run(command, log, errors);
    if (exit != 0) {
      errors.stream().limit(20).forEach(console::say);
      throw new DevException(
          "The build failed; all of its output is in " + workspace.root().relativize(log));
    }
  }

  private int run(List<String> command, Path log, List<String> errors) {
    try {
      Files.createDirectories(log.getParent());
      Process maven =
          new ProcessBuilder(command)
              .directory(workspace.root().toFile())
              .redirectErrorStream(true)
              .start();
      maven.getOutputStream().close();
      try (BufferedReader output = maven.inputReader();
          Writer file = Files.newBufferedWriter(log)) {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          file.write(line + System.lineSeparator());
          Matcher module = MODULE.matcher(line);
          if (module.matches()) {
            console.say("  " + module.group(1));
          }
          if (line.startsWith("[ERROR]")) {
            errors.add(line);
          }
        }
      }
      return maven.waitFor();
    } catch (IOException e) {
      throw new DevException("Maven cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevException("The build was interrupted", e);
    }
  }
}
