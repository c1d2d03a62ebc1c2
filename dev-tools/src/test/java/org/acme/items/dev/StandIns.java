package org.acme.items.dev;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A checkout whose CDK app, CDK and command line of AWS are scripts that note how they are called.
 */
final class StandIns {
  private final Path root;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  StandIns(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(root.resolve("infra/config"));
    program("infra/app", "exit ${SYNTH_EXIT:-0}");
    program("infra/node_modules/.bin/cdk", "exit 0");
  }

  /** Runs {@code ./dev} where only stand-ins are on the path. */
  int run(Map<String, String> environment, String typed, String... arguments) {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("PATH", root.resolve("bin").toString());
    all.putIfAbsent("AWS_SAYS", "true");
    return DevCommand.run(
        new Cloud(
            new Workspace(root),
            new Console(new PrintStream(output, true, UTF_8), false),
            all,
            new ByteArrayInputStream(typed.getBytes(UTF_8))),
        arguments);
  }

  int run(String... arguments) {
    return run(Map.of(), "", arguments);
  }

  String said() {
    return output.toString(UTF_8);
  }

  /** What was called, {@code program arguments}, in order. */
  List<String> calls() throws IOException {
    Path file = root.resolve("calls");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** Calls that begin with something. */
  List<String> calls(String beginning) throws IOException {
    return calls().stream().filter(call -> call.startsWith(beginning)).toList();
  }

  /** A script of Bash; it runs in the checkout with the usual tools. */
  void program(String name, String body) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "#!/bin/bash\necho \"%s $*\" >> \"%s\"\nPATH=/usr/bin:/bin\ncd '%s'\n%s\n"
            .formatted(file.getFileName(), root.resolve("calls"), root, body));
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /**
   * The command line of AWS, as the cases of {@code case "$all" in}; the first that fits answers.
   */
  void aws(String cases) throws IOException {
    program(
        "bin/aws",
        """
        all="$*"
        case "$all" in
        %s
        *get-caller-identity*) echo 111111111111 ;;
        esac
        """
            .formatted(cases));
  }

  void file(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /**
   * The templates of a stage, as a synth leaves them.
   *
   * @param templates JSON by the short name of the stack
   */
  void assembly(String stage, String account, boolean isProtected, Map<String, String> templates)
      throws IOException {
    StringBuilder stacks = new StringBuilder();
    for (Map.Entry<String, String> template : templates.entrySet()) {
      String stack = template.getKey();
      stacks
          .append(stacks.isEmpty() ? "" : ",\n")
          .append(
              """
              "items-%1$s-%2$s": { "type": "aws:cloudformation:stack",
                "environment": "aws://%4$s/eu-central-1",
                "properties": { "templateFile": "%2$s.json", "terminationProtection": %3$s,
                  "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/hnb659fds/version",
                  "tags": { "project": "items", "stage": "%1$s" } } }\
              """
                  .formatted(stage, stack, isProtected, account));
      file("infra/cdk.out/%s/%s.json".formatted(stage, stack), template.getValue());
    }
    file(
        "infra/cdk.out/%s/manifest.json".formatted(stage),
        "{ \"artifacts\": { %s } }".formatted(stacks));
  }
}
