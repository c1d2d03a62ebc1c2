package org.acme.items.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Committed files that are made of something else. {@code ./mvnw -pl infra test -Dupdate} writes
 * them; without it a test tells that they are out of date.
 */
public final class Generated {
  private Generated() {}

  /** Requires a file to be what was generated. */
  public static void requireCurrent(Path file, String generated) throws IOException {
    if (System.getProperty("update") != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, generated);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as(
            "%s is out of date; ./mvnw -pl infra test -Dupdate writes it. Look at the difference.",
            file)
        .isEqualTo(generated);
  }

  /** Requires what is between {@code <!-- name -->} and {@code <!-- /name -->} to be current. */
  public static void requireCurrent(Path file, String name, String generated) throws IOException {
    String begin = "<!-- %s -->\n".formatted(name);
    String end = "<!-- /%s -->".formatted(name);
    String text = Files.readString(file);
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    assertThat(from).as("%s has no %s", file, begin).isNotNegative();
    assertThat(to).as("%s has no %s", file, end).isGreaterThan(from);
    requireCurrent(file, text.substring(0, from + begin.length()) + generated + text.substring(to));
  }
}
