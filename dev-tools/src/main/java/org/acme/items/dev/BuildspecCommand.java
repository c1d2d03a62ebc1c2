package org.acme.items.dev;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.acme.items.dev.buildspec.BuildResult;
import org.acme.items.dev.buildspec.BuildRunner;
import org.acme.items.dev.buildspec.Buildspec;
import org.acme.items.dev.buildspec.BuildspecReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./dev buildspec}. */
@Command(
    name = "buildspec",
    description =
        "Run a buildspec here as it would run on AWS: same shell, phases, reports, artifacts. What it"
            + " makes goes to target/buildspec. Exit code 1 if the build fails, 2 if the file is wrong.")
final class BuildspecCommand implements Callable<Integer> {
  private static final String FILE = "buildspec.yml";
  private static final String COMMIT = "CODEBUILD_RESOLVED_SOURCE_VERSION";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "A variable as the build project gives it: it goes over those of the file.")
  private Map<String, String> given = new HashMap<>();

  @Parameters(
      arity = "1",
      paramLabel = "SERVICE|FILE",
      description = "A service, or a buildspec from the root of the repository.")
  private String what = "";

  private final Cloud cloud;

  BuildspecCommand(Cloud cloud) {
    this.cloud = cloud;
  }

  @Override
  public Integer call() throws IOException {
    Workspace workspace = cloud.workspace();
    Path file = file();
    String shown = workspace.root().relativize(file).toString();
    Buildspec buildspec = BuildspecReader.read(file, shown);
    String name = name(file);
    Path work = workspace.root().resolve("target/buildspec").resolve(name);
    Folders.delete(work);
    Files.createDirectories(work);
    Map<String, String> project = new HashMap<>(given);
    if (Files.exists(file.resolveSibling("service.yaml"))) {
      project.putIfAbsent("SERVICE", name);
    }
    if (!cloud.environment().containsKey(COMMIT)) {
      String commit = Commit.full(workspace.root());
      project.putIfAbsent(COMMIT, commit);
      if (Commit.of(workspace.root()).endsWith("-dirty")) {
        cloud.console().say("Some files differ from commit %s: they are built".formatted(commit));
      }
    }
    BuildResult result =
        new BuildRunner(workspace.root(), work, cloud.environment(), project, cloud.console()::say)
            .run(buildspec);
    Files.writeString(
        work.resolve("exported.json"),
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(result.exported())
            + "\n");
    cloud.console().say("%s %s".formatted(shown, result.succeeded() ? "SUCCEEDED" : "FAILED"));
    return result.succeeded() ? 0 : 1;
  }

  private Path file() {
    Workspace workspace = cloud.workspace();
    Path file = workspace.root().resolve(what).normalize();
    if (Files.isRegularFile(file) && file.startsWith(workspace.root())) {
      return file;
    }
    List<ServiceManifest> services = workspace.manifests();
    return services.stream()
        .filter(service -> service.name().equals(what))
        .map(service -> workspace.folder(service).resolve(FILE))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() ->
            DevException.usage(
                "%s is neither a buildspec in this repository nor a service that has one; services"
                        .formatted(what)
                    + " are "
                    + services.stream().map(ServiceManifest::name).toList()));
  }

  /** Of the service the file belongs to, or else of the file. */
  private String name(Path file) {
    Workspace workspace = cloud.workspace();
    if (!Files.exists(file.resolveSibling("service.yaml"))) {
      return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    }
    return workspace.manifests().stream()
        .filter(service -> workspace.folder(service).equals(file.getParent()))
        .map(ServiceManifest::name)
        .findFirst()
        .orElseThrow();
  }
}
