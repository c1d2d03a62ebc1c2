package org.acme.items.dev.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.acme.items.dev.DevException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacementTest {
  @TempDir private Path root;

  @Test
  void movedFilesKeepTheirModeAndLeaveNoEmptyFolder() throws IOException {
    Path script = write("old/deep/run", "before");
    assertThat(script.toFile().setExecutable(true)).isTrue();

    new Replacement(root, List.of(change("old/deep/run", "new/run"))).run();

    assertThat(root.resolve("new/run")).hasContent("after").isExecutable();
    assertThat(root.resolve("old")).doesNotExist();
  }

  @Test
  void failureOnTheWayTakesEverythingBack() throws IOException {
    write("a/one", "before");
    write("two", "before");
    write("three", "before");
    write("taken/in-the-way", "");
    Replacement replacement =
        new Replacement(
            root,
            List.of(change("a/one", "b/one"), change("two", "two"), change("three", "taken")));

    assertThatExceptionOfType(DevException.class)
        .isThrownBy(replacement::run)
        .withMessageContaining("everything is as it was");

    assertThat(root.resolve("a/one")).hasContent("before");
    assertThat(root.resolve("two")).hasContent("before");
    assertThat(root.resolve("three")).hasContent("before");
    assertThat(root.resolve("b")).doesNotExist();
  }

  @Test
  void nothingIsDoneAfterItWasUndone() throws IOException {
    write("one", "before");
    Replacement replacement = new Replacement(root, List.of(change("one", "two")));
    replacement.undo();

    assertThatExceptionOfType(DevException.class)
        .isThrownBy(replacement::run)
        .withMessageContaining("Stopped");

    assertThat(root.resolve("one")).hasContent("before");
    assertThat(root.resolve("two")).doesNotExist();
  }

  @Test
  void finishedReplacementCanBeUndone() throws IOException {
    write("a/one", "before");
    Replacement replacement = new Replacement(root, List.of(change("a/one", "b/one")));
    replacement.run();

    replacement.undo();

    assertThat(root.resolve("a/one")).hasContent("before");
    assertThat(root.resolve("b")).doesNotExist();
  }

  private static Change change(String from, String to) {
    return new Change(Path.of(from), Path.of(to), "before", "after", 1);
  }

  private Path write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
