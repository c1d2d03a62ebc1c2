package org.acme.items.dev.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddAServiceTest {
  private static final Map<String, String> ANSWERS =
      Map.of("/q/health/ready", "UP", "/greetings/Ada", "Welcome, Ada");

  @TempDir private Path folder;
  private LabRoot root = new LabRoot(Path.of("."));

  @BeforeEach
  void addService() throws IOException {
    root = new LabRoot(folder);
    root.writeOld(
        "greeter-service/service.yaml",
        """
        name: greeter
        port: 8080
        localPort: 8083
        health: { live: /q/health/live, ready: /q/health/ready }
        calls: []
        tables: {}
        """);
    root.write("pom.xml", "<module>greeter-service</module>");
    root.write("infra/cdk.out/demo/items-demo-greeter.template.json", "{}");
  }

  @Test
  void serviceThatRunsAnswersAndHasAStackIsDone() throws IOException {
    assertThat(check(ANSWERS)).isZero();
    assertThat(root.said()).contains("/greetings/Ada answers Welcome, Ada");
  }

  @Test
  void moduleThatMavenDoesNotKnowIsNot() throws IOException {
    root.write("pom.xml", "<module>backend-service</module>");

    assertThat(check(ANSWERS)).isEqualTo(1);
    assertThat(root.said()).contains("not yet    Maven knows the module");
  }

  @Test
  void serviceThatDoesNotRunIsNot() {
    assertThat(root.dev("lab", "check", "8")).isEqualTo(1);
    assertThat(root.said()).contains("not yet    greeter runs");
  }

  @Test
  void serviceThatIsNotReadyIsNot() throws IOException {
    assertThat(check(Map.of("/greetings/Ada", "Welcome, Ada"))).isEqualTo(1);
    assertThat(root.said()).contains("not yet    /q/health/ready answers 200");
  }

  @Test
  void serviceWithoutAResourceOfItsOwnIsNot() throws IOException {
    assertThat(check(Map.of("/q/health/ready", "UP"))).isEqualTo(1);
    assertThat(root.said()).contains("not yet    /greetings/Ada answers");
  }

  @Test
  void sampleThatNobodyChangedIsNot() throws IOException {
    assertThat(check(Map.of("/q/health/ready", "UP", "/greetings/Ada", "Hello, Ada"))).isEqualTo(1);
    assertThat(root.said()).contains("not yet    that is no longer what the sample says");
  }

  @Test
  void serviceWithoutAStackIsNot() throws IOException {
    root.delete("infra/cdk.out/demo/items-demo-greeter.template.json");

    assertThat(check(ANSWERS)).isEqualTo(1);
    assertThat(root.said()).contains("Next: make the templates: ./dev synth demo");
  }

  private int check(Map<String, String> answers) throws IOException {
    HttpServer greeter = LabRoot.serve(answers);
    try {
      root.noteRunning(Map.of("greeter", greeter.getAddress().getPort()));
      return root.dev("lab", "check", "8");
    } finally {
      greeter.stop(0);
    }
  }
}
