package org.acme.items.dev.scaffold;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.acme.items.dev.Console;
import org.acme.items.dev.DevException;
import org.acme.items.dev.ServiceManifest;
import org.acme.items.dev.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./dev remove-service}. */
@Command(
    name = "remove-service",
    description = "Remove a service and everything that new-service made for it.")
public final class RemoveServiceCommand implements Callable<Integer> {
  /** Tests, drills and benchmarks are about them. */
  static final List<String> ESSENTIAL = List.of("backend", "frontend", "load");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Parameters(index = "0", paramLabel = "NAME")
  private String name = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Also what no commit has; it is gone then.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Tell what would go and change, and do nothing.")
  private boolean dryRun;

  private final Workspace workspace;
  private final Console console;
  private final Consumer<Path> watcher;

  public RemoveServiceCommand(Workspace workspace, Console console) {
    this(workspace, console, _ -> {});
  }

  /**
   * @param watcher as that of {@link Transaction}
   */
  RemoveServiceCommand(Workspace workspace, Console console, Consumer<Path> watcher) {
    this.workspace = workspace;
    this.console = console;
    this.watcher = watcher;
  }

  @Override
  public Integer call() {
    List<ServiceManifest> all = workspace.manifests();
    ServiceManifest service = Manifests.named(name, all);
    String folder = workspace.folder(service).getFileName().toString();
    refuseIfNeeded(service, all);
    if (!yes) {
      refuseIfLost(service);
    }
    Map<String, String> places = Places.without(service, workspace);
    if (dryRun) {
      console.say("Would remove:");
      console.say("  " + folder);
      console.say("Would change:");
      places.keySet().forEach(file -> console.say("  " + file));
      return 0;
    }
    try (Transaction transaction = new Transaction(workspace, watcher)) {
      places.forEach(transaction::replace);
      transaction.remove(folder);
      transaction.commit();
    }
    console.say("Removed " + folder);
    console.say("Changed " + String.join(", ", places.keySet()));
    tellWhatStays();
    return 0;
  }

  private static void refuseIfNeeded(ServiceManifest service, List<ServiceManifest> all) {
    if (ESSENTIAL.contains(service.name())) {
      throw DevException.usage(
          "%s was not made by new-service: tests, drills and benchmarks are about it; remove it by hand, with them"
              .formatted(service.name()));
    }
    String callers =
        all.stream()
            .filter(other -> other.calls().contains(service.name()))
            .map(ServiceManifest::name)
            .sorted()
            .collect(Collectors.joining(", "));
    if (!callers.isEmpty()) {
      throw DevException.usage(
          "%s is called by %s: take it out of calls in their service.yaml and out of docker-compose.yml first, or remove them"
              .formatted(service.name(), callers));
    }
  }

  private void refuseIfLost(ServiceManifest service) {
    List<String> lost = new OwnWork(workspace, service).files();
    if (!lost.isEmpty()) {
      throw DevException.usage(
          "No commit has %s: commit, or remove with --yes, after which it is gone"
              .formatted(shown(lost)));
    }
  }

  private static String shown(List<String> files) {
    int most = 5;
    String first = files.stream().limit(most).collect(Collectors.joining(", "));
    return files.size() <= most ? first : "%s and %d more".formatted(first, files.size() - most);
  }

  private void tellHowToDelete(String stack, String region) {
    console.say(
        "  aws cloudformation delete-stack --region %s --stack-name %s".formatted(region, stack));
  }

  private void tellWhatStays() {
    console.say("");
    console.say(
        "Where it was deployed, its stacks stay and cost until they are deleted, before the next ./dev deploy of that stage:");
    for (String stage : StageFile.stages(workspace)) {
      StageFile file = StageFile.of(workspace, stage);
      tellHowToDelete(file.stack(name), file.region());
    }
    JsonNode delivery = Manifests.yaml(workspace.root().resolve("infra/delivery.yaml"));
    // As infra's Delivery: the first stage's project, beside the stages.
    String first = delivery.at("/stages/0/stage").asText();
    String pipelines = StageFile.of(workspace, first).project() + "-delivery-" + name;
    tellHowToDelete(pipelines, delivery.path("region").asText("REGION"));
    console.say("  ./dev destroy STAGE    deletes it with all others of a stage");
    console.say("If its lines were generated: ./mvnw -pl infra test -Dupdate takes them out");
  }
}
