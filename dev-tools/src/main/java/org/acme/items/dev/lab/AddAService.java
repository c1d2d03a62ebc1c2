package org.acme.items.dev.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.acme.items.dev.ServiceManifest;
import org.acme.items.dev.Workspace;

/** Lab 8: a service more, which runs, answers, and has a stack. */
record AddAService(Workspace workspace) implements Check {
  private static final String NAME = "greeter";
  private static final String RESOURCE = "/greetings/Ada";

  /** What it says when nobody has changed it. */
  private static final String SAMPLE = "Hello, Ada";

  @Override
  public void look(Given given, Findings findings) throws IOException {
    findings.lookAt("%s-service/service.yaml and pom.xml".formatted(NAME));
    Optional<ServiceManifest> service =
        workspace.services().stream().filter(each -> each.name().equals(NAME)).findFirst();
    boolean isThere =
        findings.expect(
            service.isPresent(),
            "there is a manifest",
            "make the service, as in step 1: ./dev new-service %s --kind api".formatted(NAME));
    isThere &=
        findings.expect(
            Files.readString(workspace.root().resolve("pom.xml"))
                .contains("<module>%s-service</module>".formatted(NAME)),
            "Maven knows the module",
            "make the service with ./dev new-service, which adds it to pom.xml");
    if (!isThere || !RunningServices.of(workspace).expect(findings, NAME)) {
      return;
    }
    ServiceManifest manifest = service.orElseThrow();
    int port = RunningServices.of(workspace).port(NAME);
    findings.lookAt("http://localhost:%d".formatted(port));
    try (Web web = new Web()) {
      findings.expect(
          web.get(port, manifest.health().ready()).isPresent(),
          manifest.health().ready() + " answers 200: it is ready",
          "read .dev/logs/%s.log: it says why not".formatted(NAME));
      Optional<String> answer = web.get(port, RESOURCE);
      if (findings.expect(
          answer.isPresent(),
          "%s answers %s".formatted(RESOURCE, answer.orElse("").strip()),
          "make it as in step 1, with --kind api, which brings this resource")) {
        findings.expect(
            !answer.get().contains(SAMPLE),
            "that is no longer what the sample says",
            "change what it says, as in step 2, and start the system again: ./dev down, ./dev up");
      }
    }
    expectStack(manifest, findings);
  }

  private void expectStack(ServiceManifest manifest, Findings findings) throws IOException {
    Path stacks = workspace.root().resolve("infra/cdk.out/demo");
    findings.lookAt("templates in infra/cdk.out/demo");
    List<Path> templates = WorkingTree.files(stacks, "-%s.template.json".formatted(NAME));
    findings.expect(
        !templates.isEmpty()
            && new WorkingTree(workspace.root())
                .isNewer(
                    templates.getFirst(),
                    List.of(workspace.folder(manifest).resolve("service.yaml"))),
        "it has a stack: " + templates.stream().map(Path::getFileName).toList(),
        "make the templates: ./dev synth demo");
  }
}
