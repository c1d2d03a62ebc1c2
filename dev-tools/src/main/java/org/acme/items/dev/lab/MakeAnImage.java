package org.acme.items.dev.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Lab 4: an image that runs as an ordinary user, checks its health, and answers. */
record MakeAnImage(Program docker) implements Check {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IMAGE = "items-lab-4";
  private static final List<String> ROOT = List.of("", "0", "root");
  private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(40);

  @Override
  public void look(Given given, Findings findings) throws IOException {
    findings.lookAt("docker image inspect " + IMAGE);
    Program.Ended inspected = docker.run("image", "inspect", IMAGE);
    if (!findings.expect(
        inspected.succeeded(),
        "there is an image " + IMAGE,
        "build it, as in step 3; if you did: " + inspected.output())) {
      return;
    }
    JsonNode config = JSON.readTree(inspected.output()).at("/0/Config");
    String user = config.path("User").asText().replaceFirst(":.*", "");
    boolean wellMade =
        findings.expect(
            !ROOT.contains(user),
            "it runs as the user \"%s\"".formatted(user),
            "name an ordinary user in the Dockerfile: USER 10001:10001");
    wellMade &=
        findings.expect(
            config.at("/Healthcheck/Test").isArray(),
            "it says how its health is checked",
            "add a HEALTHCHECK to the Dockerfile, as in step 2");
    wellMade &=
        findings.expect(
            !docker
                .run("run", "--rm", "--entrypoint", "/bin/sh", IMAGE, "-c", "command -v javac")
                .succeeded(),
            "no compiler is in it",
            "begin a second stage with FROM, on an image with a JRE, and copy the classes into it");
    if (wellMade) {
      run(findings);
    }
  }

  /** With as little as a service of ours gets: nothing to write to, no capabilities. */
  private void run(Findings findings) throws IOException {
    findings.lookAt("a container of it, with a read-only file system and without capabilities");
    Program.Ended started =
        docker.run(
            "run",
            "--detach",
            "--read-only",
            "--cap-drop",
            "ALL",
            "--health-interval",
            "1s",
            "--publish",
            "127.0.0.1::8080",
            IMAGE);
    if (!findings.expect(
        started.succeeded(),
        "it starts",
        "start it yourself and read why it does not: docker run --rm %s; here: %s"
            .formatted(IMAGE, started.output()))) {
      return;
    }
    String container = started.output();
    try (Web web = new Web()) {
      findings.expect(
          isHealthy(container),
          "its health check says healthy",
          "see what the check says: docker inspect --format '{{json .State.Health}}' CONTAINER");
      String address = docker.run("port", container, "8080/tcp").output();
      findings.expect(
          address.matches("127\\.0\\.0\\.1:[0-9]+")
              && web.get(Integer.parseInt(address.replaceFirst(".*:", "")), "/").isPresent(),
          "it answers on port 8080",
          "have the program listen on port 8080 of every address, and answer / with 200");
    } finally {
      docker.run("rm", "--force", "--volumes", container);
    }
  }

  private boolean isHealthy(String container) {
    Instant deadline = Instant.now().plus(HEALTHY_WITHIN);
    while (Instant.now().isBefore(deadline)) {
      String state =
          docker
              .run("inspect", "--format", "{{.State.Status}} {{.State.Health.Status}}", container)
              .output();
      if (state.equals("running healthy")) {
        return true;
      }
      if (!state.startsWith("running")) {
        return false;
      }
    }
    return false;
  }
}
