package org.acme.items.dev;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./dev release status}. */
@Command(
    name = "status",
    description =
        "Show the commit and image that each service runs in each stage of infra/delivery.yaml; exit"
            + " code 1 only if no stage can be read.")
final class ReleaseStatusCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Option(names = "--json", description = "Only JSON, with whole digests, for machines.")
  private boolean json;

  private final Cloud cloud;

  ReleaseStatusCommand(Cloud cloud) {
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    Delivery delivery =
        Delivery.read(
            cloud.workspace().root(), "write one; aws cloudformation describe-stacks tells too");
    if (!json) {
      cloud.console().say("Reading " + String.join(", ", delivery.stages()));
    }
    Map<String, Assembly> assemblies = new LinkedHashMap<>();
    delivery.stages().forEach(stage -> assemblies.put(stage, cloud.quietAssembly(stage)));
    List<Release> releases = new Releases(cloud).of(assemblies);
    ReleaseReport report = new ReleaseReport(releases);
    cloud.console().say(json ? report.json() : report.text());
    boolean isBlind =
        !releases.isEmpty()
            && releases.stream()
                .allMatch(release -> release.state() instanceof StackState.Unreadable);
    return isBlind ? 1 : 0;
  }
}
