package org.acme.items.dev.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in for Docker that answers as Docker does. */
class MakeAnImageTest {
  private static final String GOOD =
      "[{\"Config\":{\"User\":\"10001:10001\",\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"]}}}]";

  @TempDir private Path folder;
  private boolean hasCompiler;
  private final List<String> said = new ArrayList<>();

  @Test
  void imageOfAnOrdinaryUserThatAnswersIsDone() throws IOException {
    assertThat(check(GOOD, "running healthy", "/")).isTrue();
    assertThat(Files.readAllLines(folder.resolve("calls"))).last().isEqualTo("rm");
  }

  @Test
  void imageOfRootIsNot() throws IOException {
    assertThat(check(GOOD.replace("10001:10001", "0:0"), "running healthy", "/")).isFalse();
    assertThat(said).contains("  not yet    it runs as the user \"0\"");
  }

  @Test
  void imageWithoutAHealthCheckIsNot() throws IOException {
    assertThat(check(GOOD.replace("Healthcheck", "Labels"), "running healthy", "/")).isFalse();
    assertThat(said).contains("  not yet    it says how its health is checked");
  }

  @Test
  void imageWhoseProgramEndsIsNot() throws IOException {
    assertThat(check(GOOD, "exited unhealthy", "/")).isFalse();
    assertThat(said).contains("  not yet    its health check says healthy");
  }

  @Test
  void imageThatDoesNotAnswerIsNot() throws IOException {
    assertThat(check(GOOD, "running healthy", "/other")).isFalse();
    assertThat(said).contains("  not yet    it answers on port 8080");
  }

  @Test
  void withoutDockerItSaysSo() throws IOException {
    Findings findings = new Findings(said::add);

    new MakeAnImage(new Program("no-such-docker", folder)).look(new Given(null, null), findings);

    assertThat(said).contains("  not yet    there is an image items-lab-4");
    assertThat(findings.hint()).contains("no-such-docker cannot be run");
  }

  @Test
  void imageWithACompilerIsNot() throws IOException {
    hasCompiler = true;

    assertThat(check(GOOD, "running healthy", "/")).isFalse();
    assertThat(said).contains("  not yet    no compiler is in it");
  }

  private boolean check(String inspected, String state, String answers) throws IOException {
    HttpServer server = LabRoot.serve(Map.of(answers, "hello"));
    Files.writeString(
        folder.resolve("compiler"), hasCompiler ? "0" : "1"); // how looking for it ends
    try {
      Path docker =
          Files.writeString(
              folder.resolve("docker"),
              """
              #!/bin/sh
              echo "$1" >>calls
              case "$1 $2" in
                "image inspect") echo '%s' ;;
                "run --rm") exit $(cat compiler) ;;
                "run --detach") echo 4711 ;;
                "inspect --format") echo '%s' ;;
                "port 4711") echo 127.0.0.1:%d ;;
              esac
              """
                  .formatted(inspected, state, server.getAddress().getPort()));
      Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
      Findings findings = new Findings(said::add);
      new MakeAnImage(new Program(docker.toString(), folder)).look(new Given(null, null), findings);
      return findings.hint() == null;
    } finally {
      server.stop(0);
    }
  }
}
