package org.acme.items.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.acme.items.infra.config.ConfigLoader;

/** A small checkout of its own in a temporary folder: two services and the stage {@code full}. */
public record Checkout(Path root) {
  private static final Path FULL = Path.of("src/test/resources/full");

  /**
   * A replacement in a file.
   *
   * @param text that is there exactly once; empty: the whole file
   */
  public record Change(String file, String text, String becomes) {}

  /** Makes one in which every key has a value. */
  public static Checkout in(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(FULL)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(FULL.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.copy(
        Path.of("cdk.json"),
        folder.resolve("infra/cdk.json"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return new Checkout(folder);
  }

  /** Makes one with the manifests and the stages of this repository. */
  public static Checkout ofRepository(Path folder) throws IOException {
    List<Path> files = new ArrayList<>(List.of(Path.of("contracts/metrics.json")));
    ConfigLoader.stages(Synth.ROOT)
        .forEach(stage -> files.add(Path.of("infra/config/%s.yaml".formatted(stage))));
    try (Stream<Path> folders = Files.list(Synth.ROOT)) {
      folders
          .map(service -> service.resolve("service.yaml"))
          .filter(Files::exists)
          .map(Synth.ROOT::relativize)
          .forEach(files::add);
    }
    for (Path file : files) {
      Path copy = folder.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(Synth.ROOT.resolve(file), copy);
    }
    return new Checkout(folder);
  }

  /** Makes changes, each of which has to fit. */
  public Checkout with(List<Change> changes) throws IOException {
    for (Change change : changes) {
      Path file = root.resolve(change.file());
      String before = Files.readString(file);
      int at = before.indexOf(change.text());
      if (!change.text().isEmpty() && (at < 0 || before.indexOf(change.text(), at + 1) >= 0)) {
        throw new IllegalArgumentException(
            "\"%s\" has to be in %s once".formatted(change.text(), change.file()));
      }
      Files.writeString(
          file,
          change.text().isEmpty()
              ? change.becomes()
              : before.replace(change.text(), change.becomes()));
    }
    return this;
  }
}
