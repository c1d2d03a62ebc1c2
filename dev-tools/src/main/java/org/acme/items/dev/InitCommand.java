package org.acme.items.dev;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.acme.items.dev.init.Change;
import org.acme.items.dev.init.Copy;
import org.acme.items.dev.init.Project;
import org.acme.items.dev.init.Replacement;
import org.acme.items.dev.init.Repository;
import org.acme.items.dev.init.StackNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./dev init}. */
@Command(
    name = "init",
    description =
        "Make the checkout yours, once: its base package, Maven group, name, and the names of"
            + " everything on AWS. The API stays. Commits nothing; what fails changes nothing.")
final class InitCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Option(
      names = "--package",
      required = true,
      description = "Base package and Maven group, such as com.acme.shop.")
  private String basePackage = "";

  @Option(
      names = "--name",
      required = true,
      description = "First part of all names, domain of discovery, Maven artifact, such as shop.")
  private String name = "";

  @Option(
      names = "--dry-run",
      description = "Only list the files, and how often names are in them.")
  private boolean dryRun;

  private final Workspace workspace;
  private final Console console;

  InitCommand(Workspace workspace, Console console) {
    this.workspace = workspace;
    this.console = console;
  }

  @Override
  public Integer call() {
    Project project = Project.of(basePackage, name);
    Repository repository = new Repository(workspace.root());
    if (!repository.isSample()) {
      throw DevException.usage(
          "This checkout has names of its own already: the group in pom.xml is not %s any more"
              .formatted(Project.SAMPLE.basePackage()));
    }
    requireFree(project);
    repository.requireClean();
    List<Change> files = repository.renamedTo(project);
    if (dryRun) {
      list(files);
      return 0;
    }
    if (!new RunFile(workspace.state().resolve("processes")).running().isEmpty()) {
      throw new DevException("The system is running, from files that will be others: ./dev down");
    }
    int changed = rename(files);
    console.say(
        """
        %d files changed; nothing was committed, and git reset --hard && git clean -fd undoes it. Next:
          git add --all && git diff --cached --stat
          ./mvnw verify
          git commit --message "name it %s"\
        """
            .formatted(changed, name));
    deleteBuilt(files);
    return 0;
  }

  /** Of modules and of what is made on AWS. */
  private void requireFree(Project project) {
    Path root = workspace.root();
    if (Files.exists(root.resolve(project.name()).resolve("pom.xml"))) {
      throw DevException.usage("--name: a module is called %s".formatted(project.name()));
    }
    if (Delivery.isThere(root)) {
      new StackNames(
              Delivery.read(root, "").stages(),
              workspace.manifests().stream().map(ServiceManifest::name).toList())
          .requireRoom(project.name());
    }
  }

  private void list(List<Change> files) {
    List<Change> renamed = files.stream().filter(file -> file.places() > 0).toList();
    for (Change file : renamed) {
      console.say(
          "%5d  %s%s"
              .formatted(file.places(), file.from(), file.isMove() ? " -> " + file.to() : ""));
    }
    console.say(
        "%d names in %d files, %d of which move; nothing was written"
            .formatted(
                renamed.stream().mapToInt(Change::places).sum(),
                renamed.size(),
                renamed.stream().filter(Change::isMove).count()));
  }

  /** Returns how many files are others now. Whatever ends this early leaves everything as it is. */
  private int rename(List<Change> files) {
    try (Copy copy = new Copy(workspace.root(), files);
        Undo undo = new Undo(console)) {
      undo.with(copy::close);
      copy.write();
      new Build(workspace, console).format(copy.folder());
      List<Change> changes = copy.changes();
      Replacement replacement = new Replacement(workspace.root(), changes);
      undo.with(replacement::undo);
      replacement.run();
      return changes.size();
    }
  }

  /** What was built has the old names; the last of it is this very program. */
  private void deleteBuilt(List<Change> files) {
    files.stream()
        .map(Change::to)
        .filter(file -> file.endsWith("pom.xml"))
        .map(file -> workspace.root().resolve(file).resolveSibling("target"))
        .forEach(Folders::delete);
    Folders.delete(workspace.root().resolve("infra/cdk.out"));
  }
}
