package org.acme.items.dev.buildspec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.acme.items.dev.DevCommands;

/**
 * A copy of what the buildspecs of this repository read, in which Maven, {@code ./dev}, aws, docker
 * and the CDK are stand-ins that note their calls.
 */
final class Checkout {
  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  static final String REPOSITORY = "111111111111.dkr.ecr.eu-central-1.amazonaws.com/items-dev/";
  private static final Path REPO = Path.of("..").toAbsolutePath().normalize();
  private static final Path STAND_INS = Path.of("src/test/resources/stand-ins");

  private final Path root;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  Checkout(Path root) {
    this.root = root;
    copy("buildspec.yml");
    copyFolder("scripts");
    copyFolder("infra/config");
    copyFolder("infra/buildspecs");
    copyFolder("backend-service/src/test/java/org/acme/items/backend");
    for (String folder : folders()) {
      copy(folder + "/service.yaml");
      copy(folder + "/buildspec.yml");
      copy(folder + "/Dockerfile");
    }
    for (String program : List.of("aws", "docker", "node", "uname", "record.sh")) {
      standIn(program, "bin/" + program);
    }
    standIn("mvnw", "mvnw");
    standIn("dev", "dev");
    standIn("cdk", "infra/node_modules/.bin/cdk");
    standIn("record.sh", "infra/node_modules/.bin/record.sh");
    create(root.resolve("state"));
  }

  /** Folders of services. */
  static List<String> folders() {
    try (Stream<Path> folders = Files.list(REPO)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("service.yaml")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs {@code ./dev buildspec} and returns its exit code. */
  int build(String what, Map<String, String> more) {
    Map<String, String> environment = environment(more);
    environment.putIfAbsent("REPOSITORY_URI", REPOSITORY + what);
    environment.putIfAbsent("CODEBUILD_RESOLVED_SOURCE_VERSION", COMMIT);
    return DevCommands.run(
        root, new PrintStream(output, true, UTF_8), environment, "buildspec", what);
  }

  /** Runs a command in the checkout and returns its exit code. */
  int bash(String command, Map<String, String> more) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(List.of("bash", "-c", command))
              .directory(root.toFile())
              .redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(environment(more));
      Process process = builder.start();
      process.getOutputStream().close();
      output.writeBytes(process.getInputStream().readAllBytes());
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls of the stand-ins since the last time. */
  List<String> calls() {
    try {
      Path file = root.resolve("state/calls");
      if (!Files.exists(file)) {
        return List.of();
      }
      List<String> calls = Files.readAllLines(file);
      Files.delete(file);
      return calls;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String said() {
    return output.toString(UTF_8);
  }

  Path file(String path) {
    return root.resolve(path);
  }

  String text(String path) {
    try {
      return Files.readString(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
    environment.put("HOME", root.toString());
    environment.put("STATE", root.resolve("state").toString());
    environment.putIfAbsent("SCAN_INTERVAL_SECONDS", "0");
    return environment;
  }

  private void standIn(String program, String path) {
    put(STAND_INS.resolve(program), path);
  }

  private void copyFolder(String folder) {
    try (Stream<Path> files = Files.walk(REPO.resolve(folder))) {
      files.filter(Files::isRegularFile).forEach(file -> copy(REPO.relativize(file).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(String path) {
    put(REPO.resolve(path), path);
  }

  private void put(Path from, String path) {
    Path to = root.resolve(path);
    create(to.resolveSibling("."));
    try (InputStream in = Files.newInputStream(from)) {
      Files.copy(in, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!to.toFile().setExecutable(true)) {
      throw new IllegalStateException(to.toString());
    }
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
