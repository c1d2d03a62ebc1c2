package org.acme.items.dev.scaffold;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.acme.items.dev.Console;
import org.acme.items.dev.DevCommands;
import org.acme.items.dev.ServiceManifest;
import org.acme.items.dev.Workspace;
import picocli.CommandLine;

/** A copy, in git, of the files of this repository that know its services. */
final class Checkout {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> COPIED =
      List.of(
          ".gitignore",
          "Jenkinsfile",
          "README.md",
          "dev-tools/new-service",
          "docker-compose.yml",
          "infra/config",
          "infra/delivery.yaml",
          "observability",
          "pom.xml");

  private static final String PROJECT = "kiosk";

  private final Path root;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  Checkout(Path root) throws IOException {
    this.root = root;
    COPIED.forEach(this::copy);
    try (Stream<Path> folders = Files.list(REPOSITORY)) {
      folders
          .map(folder -> REPOSITORY.relativize(folder.resolve("service.yaml")).toString())
          .filter(manifest -> Files.exists(REPOSITORY.resolve(manifest)))
          .forEach(this::copy);
    }
    withProject();
    withoutAdded();
    git("init", "-q");
    commit();
  }

  /** How long a service's name may be must not depend on what people have called the project. */
  private void withProject() throws IOException {
    try (Stream<Path> stages = Files.list(root.resolve("infra/config"))) {
      for (Path stage : stages.filter(file -> file.toString().endsWith(".yaml")).toList()) {
        String text = Files.readString(stage).replaceAll("(?m)^project:.*\n", "");
        Files.writeString(stage, "project: " + PROJECT + "\n" + text);
      }
    }
  }

  /** What is tested must not depend on services that people have added. */
  private void withoutAdded() {
    // Callers come after those that they call.
    for (ServiceManifest service : workspace().manifests().reversed()) {
      if (!RemoveServiceCommand.ESSENTIAL.contains(service.name())) {
        assertThat(dev("remove-service", service.name(), "--yes")).as(said()).isZero();
      }
    }
  }

  private void copy(String path) {
    try (Stream<Path> files = Files.walk(REPOSITORY.resolve(path))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = root.resolve(REPOSITORY.relativize(file).toString());
        Files.createDirectories(copy.resolveSibling("."));
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void commit() {
    git("add", "-A");
    git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "-q", "-m", "test");
  }

  private void git(String... arguments) {
    List<String> command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
    try {
      Process git =
          new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
      String said = new String(git.getInputStream().readAllBytes(), UTF_8);
      assertThat(git.waitFor()).as("%s: %s", command, said).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs {@code ./dev} and returns its exit code. */
  int dev(String... arguments) {
    return DevCommands.run(root, new PrintStream(output, true, UTF_8), Map.of(), arguments);
  }

  /** Runs {@code ./dev new-service}, watched; throws what it throws. */
  void make(Consumer<Path> watcher, String... arguments) throws Exception {
    run(new NewServiceCommand(workspace(), console(), watcher), arguments);
  }

  /** Runs {@code ./dev remove-service}, watched; throws what it throws. */
  void remove(Consumer<Path> watcher, String... arguments) throws Exception {
    run(new RemoveServiceCommand(workspace(), console(), watcher), arguments);
  }

  private static void run(Callable<Integer> command, String... arguments) throws Exception {
    new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    assertThat(command.call()).isZero();
  }

  Workspace workspace() {
    return new Workspace(root);
  }

  private Console console() {
    return new Console(new PrintStream(output, true, UTF_8), false);
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

  void write(String path, String text) {
    try {
      Files.createDirectories(root.resolve(path).resolveSibling("."));
      Files.writeString(root.resolve(path), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode yaml(String path) {
    try {
      return new YAMLMapper().readTree(text(path));
    } catch (IOException e) {
      throw new UncheckedIOException(path + " is no YAML", e);
    }
  }

  /** Everything but git's own, by its path: permissions and text. */
  Map<String, String> everything() {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        String path = root.relativize(file).toString();
        if (!path.startsWith(".git/")) {
          all.put(
              path,
              Files.isDirectory(file)
                  ? "folder"
                  : Files.getPosixFilePermissions(file) + Files.readString(file));
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
