package org.acme.items.dev.buildspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acme.items.dev.DevException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildspecReaderTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          version: 0.1                                             | 1 | version must be 0.2
          phases: { build: { commands: [a] } }                     | 1 | version must be 0.2
          version: 0.2                                             | 1 | phases must have at least one
          version: 0.2;phasis: {}                                  | 2 | phasis is not known
          version: 0.2;batch: {}                                   | 2 | batch works on AWS only
          version: 0.2;phases: { test: { commands: [a] } }         | 2 | phases.test is not known
          version: 0.2;phases:;  build:;    comands: [a]           | 4 | phases.build.comands is not known
          version: 0.2;phases:;  build:;    commands: a            | 4 | phases.build.commands must be a list
          version: 0.2;phases:;  build:;    commands:;      - a: b | 5 | phases.build.commands must be a text
          version: 0.2;phases:;  build: { run-as: me }             | 3 | phases.build.run-as works on AWS only
          version: 0.2;phases:;  build: { runtime-versions: {} }   | 3 | phases.build.runtime-versions is not known
          version: 0.2;phases:;  build: { on-failure: STOP }       | 3 | phases.build.on-failure must be ABORT
          version: 0.2;phases:;  build: { on-failure: RETRY-101 }  | 3 | phases.build.on-failure must be ABORT
          version: 0.2;phases: {};phases: {}                       | 3 | phases is there twice
          version: 0.2;env: { shell: /bin/sh }                     | 2 | env.shell must be bash here
          version: 0.2;env: { variables: { CODEBUILD_X: 1 } }      | 2 | CODEBUILD_X begins with
          version: 0.2;env: { exported-variables: [AWS_REGION] }   | 2 | AWS_REGION cannot be exported
          version: 0.2;env: { parameter-store: { A: b }, exported-variables: [A] } | 2 | A cannot be exported
          version: 0.2;phases: { build: {} };reports: { a: {} }    | 3 | reports.a.files must name files
          version: 0.2;phases: { build: {} };reports: { a: { files: [b], file-format: TXT } } | 3 | must be one of
          version: 0.2;phases: { build: {} };artifacts: { files: [a], discard-paths: maybe }  | 3 | must be yes or no
          version: 0.2;phases: [                                   | 2 | this is no YAML
          """)
  void mistakeIsToldWithItsLine(String buildspec, int line, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("b.yml"), buildspec.replace(";", "\n"));

    assertThatThrownBy(() -> BuildspecReader.read(file, "b.yml"))
        .isInstanceOf(DevException.class)
        .hasMessageContaining("b.yml:" + line + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void commandsOfSeveralLinesStayOne() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("b.yml"),
            """
            version: 0.2
            phases:
              build:
                commands:
                  - |
                    if true; then
                      echo yes
                    fi
            """);

    assertThat(BuildspecReader.read(file, "b.yml").phases().getFirst().commands())
        .containsExactly("if true; then\n  echo yes\nfi\n");
  }

  @Test
  void rulesOfRetriesAreRead() {
    assertThat(OnFailure.parse("RETRY").orElseThrow().retries()).isEqualTo(3);
    assertThat(OnFailure.parse("RETRY-4").orElseThrow().retries()).isEqualTo(4);
    assertThat(OnFailure.parse("RETRY-a.c").orElseThrow().again(2, "abc")).isTrue();
    assertThat(OnFailure.parse("RETRY-1-a.c").orElseThrow().again(1, "abc")).isFalse();
  }
}
