package org.acme.items.dev;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How {@code ./dev} gets the tool behind it: {@code scripts/build-dev}, with a Maven that does as
 * told.
 */
class BuildDevTest {
  /** Writes a jar as Maven does, the first half long before the second, which the test allows. */
  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      cd "$(dirname "$0")"
      echo "$*" >>builds
      mkdir -p dev-tools/target/quick
      printf half >dev-tools/target/quick/dev-tools.jar
      until [ -e go ]; do sleep 0.02; done
      if [ -e broken ]; then echo "[ERROR] A.java:[1,1] ';' expected"; exit 1; fi
      printf ' and half' >>dev-tools/target/quick/dev-tools.jar
      """;

  @TempDir Path root;

  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void checkout() throws IOException {
    for (String file : List.of("pom.xml", "dev-tools/pom.xml", "dev-tools/src/main/A.java")) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.writeString(root.resolve(file), "");
    }
    Path script = root.resolve("scripts/build-dev");
    Files.createDirectories(script.getParent());
    Files.copy(Path.of("../scripts/build-dev"), script);
    assertThat(Files.writeString(root.resolve("mvnw"), MAVEN).toFile().setExecutable(true))
        .isTrue();
  }

  @AfterEach
  void end() {
    started.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    Process first = start("first");
    until(() -> Files.exists(root.resolve("builds")));
    Process second = start("second");
    until(() -> said("second").contains("Waiting for process " + first.pid()));
    assertThat(jar()).doesNotExist();

    go();

    assertThat(exitCode(first)).isZero();
    assertThat(exitCode(second)).isZero();
    assertThat(root.resolve("builds")).content().hasLineCount(1);
    assertThat(jar()).hasContent("half and half");
    assertThat(lock()).doesNotExist();
  }

  @Test
  void whoRunsTheOldJarKeepsItWhole() throws Exception {
    go();
    exitCode(start("first"));
    Path running = Files.createLink(root.resolve("running.jar"), jar());
    edit("dev-tools/src/main/A.java", Instant.now().plusSeconds(60));

    assertThat(exitCode(start("second"))).isZero();

    assertThat(root.resolve("builds")).content().hasLineCount(2);
    assertThat(Files.isSameFile(running, jar())).isFalse();
    assertThat(running).hasContent("half and half");
  }

  @Test
  void nothingIsBuiltWithoutAChange() throws Exception {
    go();
    exitCode(start("first"));
    FileTime built = Files.getLastModifiedTime(jar());

    assertThat(exitCode(start("second"))).isZero();

    assertThat(said("second")).isEmpty();
    assertThat(Files.getLastModifiedTime(jar())).isEqualTo(built);
  }

  @Test
  void editDuringABuildIsBuiltNextTime() throws Exception {
    Process first = start("first");
    until(() -> Files.exists(root.resolve("builds")));
    Path begin = root.resolve("dev-tools/target/build.begin");
    edit("dev-tools/src/main/A.java", Files.getLastModifiedTime(begin).toInstant().plusMillis(1));
    go();
    exitCode(first);

    exitCode(start("second"));

    assertThat(root.resolve("builds")).content().hasLineCount(2);
  }

  @Test
  void lockOfAKilledProcessIsNobodys() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    exitCode(gone);
    Files.createDirectories(lock().getParent());
    Files.createSymbolicLink(lock(), Path.of(Long.toString(gone.pid())));
    go();

    assertThat(exitCode(start("next"))).isZero();

    assertThat(jar()).hasContent("half and half");
  }

  @Test
  void failureSaysWhyAndLeavesNeitherJarNorLock() throws Exception {
    Files.writeString(root.resolve("broken"), "");
    go();

    assertThat(exitCode(start("first"))).isEqualTo(1);

    assertThat(said("first"))
        .contains("[ERROR] A.java:[1,1] ';' expected", "./dev could not be built; see ");
    assertThat(jar()).doesNotExist();
    assertThat(lock()).doesNotExist();
  }

  @Test
  void interruptedBuildIsLeftToTheNext() throws Exception {
    Process first = start("first");
    until(() -> Files.exists(root.resolve("builds")));
    first.descendants().forEach(ProcessHandle::destroy);
    first.destroy();
    exitCode(first);
    go();

    assertThat(exitCode(start("second"))).isZero();

    assertThat(jar()).hasContent("half and half");
    assertThat(Files.exists(lock(), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  private Process start(String name) throws IOException {
    Process process =
        new ProcessBuilder("bash", "scripts/build-dev")
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve(name + ".log").toFile())
            .start();
    started.add(process);
    return process;
  }

  private String said(String name) throws IOException {
    return Files.readString(root.resolve(name + ".log"));
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(20, SECONDS)).as("ends within 20 s").isTrue();
    return process.exitValue();
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    Instant deadline = Instant.now().plusSeconds(20);
    while (!condition.call()) {
      assertThat(Instant.now()).as("deadline").isBefore(deadline);
      MILLISECONDS.sleep(20);
    }
  }

  private void go() throws IOException {
    Files.writeString(root.resolve("go"), "");
  }

  private void edit(String file, Instant time) throws IOException {
    Files.setLastModifiedTime(root.resolve(file), FileTime.from(time));
  }

  private Path jar() {
    return root.resolve("dev-tools/target/quick/dev.jar");
  }

  private Path lock() {
    return root.resolve("dev-tools/target/build.lock");
  }
}
