package org.acme.items.dev;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is built anew, where Maven leaves files alone whose content would not change. */
class BuildTest {
  @TempDir private Path root;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @BeforeEach
  void builtBeforeTheLastEdit() throws IOException {
    write("pom.xml", "");
    write("dynamodb-local/pom.xml", "");
    write("dynamodb-local/src/main/args/dynamodb-local.args", "");
    Path arguments = write("dynamodb-local/target/dynamodb-local.args", "-cp \"" + root + "/lib\"");
    Files.setLastModifiedTime(arguments, FileTime.from(Instant.EPOCH));
    assertThat(write("mvnw", "#!/bin/sh\necho build >>builds\n").toFile().setExecutable(true))
        .isTrue();
  }

  @Test
  void whatWasEditedIsBuiltOnce() throws IOException {
    build();
    build();

    assertThat(builds()).hasSize(1);
    assertThat(output.toString(UTF_8)).containsOnlyOnce("Building dynamodb-local");
  }

  @Test
  void whatIsEditedWhileItIsBuiltIsBuiltAgain() throws IOException {
    write("mvnw", "#!/bin/sh\necho build >>builds\ntouch pom.xml\n");

    build();
    build();

    assertThat(builds()).hasSize(2);
  }

  private void build() {
    new Build(new Workspace(root), new Console(new PrintStream(output, true, UTF_8), false))
        .buildStale(List.of());
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(root.resolve("builds"));
  }

  private Path write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }
}
