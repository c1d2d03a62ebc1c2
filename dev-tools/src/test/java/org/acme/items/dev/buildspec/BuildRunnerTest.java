package org.acme.items.dev.buildspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.items.dev.DevException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of AWS for a build, with small buildspecs. */
class BuildRunnerTest {
  @TempDir private Path folder;
  private Path root = Path.of("");
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void createRoot() throws IOException {
    root = Files.createDirectory(folder.resolve("source")).toRealPath();
  }

  @Test
  void commandsShareOneShell() throws IOException {
    run(
        """
        phases:
          install: { commands: [WORD=hello, cd /tmp, "function greet { echo $WORD; }"] }
          build: { commands: [greet, pwd] }
        """);

    assertThat(said).containsSubsequence("$ greet", "hello", "$ pwd", "/tmp");
  }

  @Test
  void commandThatEndsTheShellIsFollowedByOneWithItsEnvironment() throws IOException {
    BuildResult result =
        run(
            """
            env: { exported-variables: [WORD] }
            phases:
              build: { commands: [export WORD=kept, cd /tmp, exit 7] }
              post_build: { commands: ['echo "$WORD $PWD $CODEBUILD_BUILD_SUCCEEDING"'] }
            """);

    assertThat(said).contains("Exit code 7: exit 7", "kept /tmp 0");
    assertThat(result).isEqualTo(new BuildResult(false, Map.of("WORD", "kept")));
  }

  @Test
  void failedCommandIsFollowedByFinallyOnly() throws IOException {
    run(
        """
        phases:
          install: { commands: ["false", echo never], finally: [echo last] }
          pre_build: { commands: [echo never] }
          post_build: { commands: [echo never] }
        artifacts: { files: ["*"] }
        """);

    assertThat(said)
        .contains("Exit code 1: false", "last")
        .doesNotContain("never", "=== pre_build", "=== post_build", "=== upload_artifacts");
  }

  @Test
  void failingFinallyFailsThePhase() throws IOException {
    assertThat(run("phases: { build: { commands: ['true'], finally: ['false'] } }").succeeded())
        .isFalse();
  }

  @Test
  void failedBuildIsFollowedByPostBuildAndArtifacts() throws IOException {
    BuildResult result =
        run(
            """
            phases:
              pre_build: { commands: [echo "pre $CODEBUILD_BUILD_SUCCEEDING"] }
              build: { commands: [echo "log" > log, "false"] }
              post_build: { commands: [echo "post $CODEBUILD_BUILD_SUCCEEDING"] }
            artifacts: { files: [log] }
            """);

    assertThat(said).contains("pre 1", "post 0", "=== upload_artifacts SUCCEEDED");
    assertThat(result.succeeded()).isFalse();
    assertThat(folder.resolve("work/artifacts/log")).hasContent("log");
  }

  @Test
  void abortLeavesOutPostBuild() throws IOException {
    BuildResult result =
        run(
            """
            phases:
              build: { on-failure: ABORT, commands: ["false"] }
              post_build: { commands: [echo never] }
            """);

    assertThat(result.succeeded()).isFalse();
    assertThat(said).doesNotContain("never");
  }

  @Test
  void continueGoesOn() throws IOException {
    BuildResult result =
        run(
            """
            phases:
              install: { on-failure: CONTINUE, commands: ["false", echo never] }
              build: { commands: [echo "build $CODEBUILD_BUILD_SUCCEEDING"] }
            """);

    assertThat(result.succeeded()).isTrue();
    assertThat(said).contains("build 1").doesNotContain("never");
  }

  @Test
  void retryBeginsTheBuildAnewWhileTheMessageFits() throws IOException {
    String buildspec =
        """
        phases:
          install: { commands: [echo x >> tries] }
          build: { on-failure: RETRY-2-timed out, commands: ["echo %s; test $(wc -l <tries) -ge 3"] }
        """;

    assertThat(run(buildspec.formatted("it timed out")).succeeded()).isTrue();
    assertThat(root.resolve("tries")).hasContent("x\nx\nx");

    Files.delete(root.resolve("tries"));
    assertThat(run(buildspec.formatted("wrong")).succeeded()).isFalse();
    assertThat(root.resolve("tries")).hasContent("x");
  }

  @Test
  void variablesOfTheProjectGoOverThoseOfTheFile() throws IOException {
    BuildResult result =
        run(
            """
            env: { variables: { ONE: file, TWO: file }, exported-variables: [ONE, TWO, THREE] }
            phases: { build: { commands: [export ONE TWO] } }
            """);

    assertThat(result.exported()).containsExactly(Map.entry("ONE", "project"), entry("TWO"));
    assertThat(said).contains("exported THREE has no value");
  }

  private static Map.Entry<String, String> entry(String name) {
    return Map.entry(name, "file");
  }

  @Test
  void secretsAreAskedForByName() {
    assertThatThrownBy(() ->
            run(
                """
                env: { secrets-manager: { TOKEN: store:token }, parameter-store: { KEY: /key } }
                phases: { build: { commands: [env] } }
                """))
        .isInstanceOf(DevException.class)
        .hasMessageContaining("KEY, TOKEN: on AWS from a parameter store");
    assertThat(said).isEmpty();
  }

  @Test
  void secretOfTheEnvironmentIsUsed() throws IOException {
    assertThat(
            run("""
            env: { parameter-store: { ONE: /key } }
            phases: { build: { commands: [test "$ONE" = project] } }
            """)
                .succeeded())
        .isTrue();
  }

  @Test
  void artifactsFollowPatternsBaseAndExclusions() throws IOException {
    run(
        """
        phases: { build: { commands: [mkdir -p out/a/b, touch out/top.txt out/a/b/deep.txt out/a/no.log] } }
        artifacts: { base-directory: out, files: ["**/*"], exclude-paths: ["**/*.log"] }
        """);

    assertThat(folder.resolve("work/artifacts/top.txt")).exists();
    assertThat(folder.resolve("work/artifacts/a/b/deep.txt")).exists();
    assertThat(folder.resolve("work/artifacts/a/no.log")).doesNotExist();
  }

  @Test
  void starStaysInItsFolderAndPathsMayBeDiscarded() throws IOException {
    run(
        """
        phases: { build: { commands: [mkdir -p a/b, touch a/one.txt a/b/two.txt] } }
        artifacts: { name: "x-$CODEBUILD_BUILD_SUCCEEDING", files: [a/*], discard-paths: yes }
        """);

    assertThat(folder.resolve("work/artifacts/one.txt")).exists();
    assertThat(folder.resolve("work/artifacts/two.txt")).doesNotExist();
    assertThat(said).anyMatch(line -> line.startsWith("artifacts x-1: 1 files in "));
  }

  @Test
  void missingArtifactsFailTheBuild() throws IOException {
    assertThat(
            run("""
            phases: { build: { commands: ["true"] } }
            artifacts: { files: [nothing] }
            """)
                .succeeded())
        .isFalse();
  }

  @Test
  void reportsAreLookedAt() throws IOException {
    String buildspec =
        """
        phases: { build: { commands: ["echo '%s' > TEST-one.xml"] } }
        reports: { tests: { files: [TEST-*.xml] } }
        """;

    assertThat(run(buildspec.formatted("<testsuite/>")).succeeded()).isTrue();
    assertThat(said).contains("report tests: 1 files of JUNITXML");
    assertThat(run(buildspec.formatted("<report/>")).succeeded()).isFalse();
    assertThat(run(buildspec.formatted("no")).succeeded()).isFalse();
    assertThat(run(buildspec.replace("TEST-*", "OTHER-*").formatted("<testsuite/>")).succeeded())
        .isFalse();
  }

  @Test
  void runtimesAreThoseOfThisMachine() throws IOException {
    run(
        """
        phases:
          install: { runtime-versions: { java: corretto25 } }
          build: { commands: [java -version] }
        """);

    assertThat(said)
        .anyMatch(line -> line.startsWith("java corretto25: here JDK "))
        .anyMatch(line -> line.contains("version \"" + Runtime.version().feature()));
  }

  private BuildResult run(String rest) throws IOException {
    Path file = folder.resolve("buildspec.yml");
    Files.writeString(file, "version: 0.2\n" + rest);
    Map<String, String> environment = new HashMap<>(System.getenv());
    return new BuildRunner(
            root, folder.resolve("work"), environment, Map.of("ONE", "project"), said::add)
        .run(BuildspecReader.read(file, "buildspec.yml"));
  }
}
