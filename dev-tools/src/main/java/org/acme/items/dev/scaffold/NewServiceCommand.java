package org.acme.items.dev.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.acme.items.dev.Console;
import org.acme.items.dev.DevException;
import org.acme.items.dev.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./dev new-service}. */
@Command(
    name = "new-service",
    description = "Make a service with tests, image and pipeline; docs/new-service.md.")
public final class NewServiceCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "Small letters, digits and hyphens; its folder is NAME-service.")
  private String name = "";

  @Option(
      names = "--kind",
      defaultValue = "web",
      description =
          "web: pages behind the load balancer; api: JSON, found by its name; worker: a"
              + " loop. One of: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if none is given.")
  private Kind kind = Kind.WEB;

  @Option(
      names = "--calls",
      split = ",",
      paramLabel = "SERVICE",
      description = "Services that it calls, with commas between them.")
  private List<String> calls = new ArrayList<>();

  @Option(names = "--dry-run", description = "Tell what would be made and changed, and do nothing.")
  private boolean dryRun;

  private final Workspace workspace;
  private final Console console;
  private final Consumer<Path> watcher;

  public NewServiceCommand(Workspace workspace, Console console) {
    this(workspace, console, _ -> {});
  }

  /**
   * @param watcher as that of {@link Transaction}
   */
  NewServiceCommand(Workspace workspace, Console console, Consumer<Path> watcher) {
    this.workspace = workspace;
    this.console = console;
    this.watcher = watcher;
  }

  @Override
  public Integer call() {
    ServiceName checked = new ServiceName(name);
    String compose = compose();
    new TakenNames(workspace).check(checked, new ComposeFile(compose));
    Manifests manifests = new Manifests(workspace);
    NewService service =
        new NewService(
            checked,
            kind,
            manifests.freePort(compose),
            manifests.freePriority(),
            manifests.called(calls));
    Map<String, String> files = Templates.of(workspace).files(service);
    Map<String, String> places = Places.with(service, workspace);
    if (dryRun) {
      console.say("Would make:");
      files.keySet().forEach(file -> console.say("  %s/%s".formatted(checked.folder(), file)));
      console.say("Would change:");
      places.keySet().forEach(file -> console.say("  " + file));
      return 0;
    }
    try (Transaction transaction = new Transaction(workspace, watcher)) {
      transaction.make(checked.folder(), files);
      places.forEach(transaction::replace);
      transaction.commit();
    }
    tell(service, files.size(), places);
    return 0;
  }

  private String compose() {
    Path file = workspace.root().resolve(ComposeFile.NAME);
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new DevException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private void tell(NewService service, int files, Map<String, String> places) {
    String folder = service.name().folder();
    console.say("Made %s, %d files".formatted(folder, files));
    console.say("Changed " + String.join(", ", places.keySet()));
    console.say("");
    console.say("Next:");
    console.say("  ./mvnw -pl %s verify".formatted(folder));
    console.say(
        "  ./dev up                          it is at http://localhost:%d%s"
            .formatted(service.localPort(), service.kind().sample(service.name())));
    console.say(
        "  ./mvnw -pl infra test -Dupdate    its lines in diagrams, permissions and objectives; read the difference");
    console.say("  ./dev remove-service %s".formatted(service.name().value()));
  }
}
