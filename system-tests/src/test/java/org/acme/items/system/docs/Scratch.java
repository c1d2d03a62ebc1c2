package org.acme.items.system.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A checkout for commands to be tried in, with the files of this one as they are now, committed or
 * not. What was built here is there too, and as old, so that nothing is built twice.
 */
record Scratch(Path root) {
  /** The tag of what every document begins with. */
  static final String BEGIN = "as-they-are-now";

  static final String LIBRARIES = "infra/node_modules";

  static Scratch of(Path origin, Path root) {
    git(origin, "clone", "--quiet", "--shared", "--no-checkout", ".", root.toString());
    String files = git(origin, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
    Stream.of(files.split("\0")).forEach(file -> copy(origin.resolve(file), root.resolve(file)));
    copyBuilt(origin, root);
    copyTimesOfFolders(origin, root);
    git(root, "add", "--all");
    git(
        root,
        "-c",
        "user.name=docs",
        "-c",
        "user.email=docs@example.com",
        "commit",
        "--quiet",
        "--allow-empty",
        "--message",
        "docs: as they are now");
    git(root, "tag", BEGIN);
    return new Scratch(root);
  }

  private static void copyBuilt(Path origin, Path root) {
    try (Stream<Path> modules = Files.list(origin)) {
      List<Path> built =
          modules
              .flatMap(
                  module -> Stream.of(module.resolve("target/quick"), module.resolve("target")))
              .filter(folder ->
                  folder.endsWith("quick") || folder.startsWith(origin.resolve("dynamodb-local")))
              .filter(Files::isDirectory)
              .toList();
      for (Path folder : built) {
        try (Stream<Path> files = Files.walk(folder)) {
          files
              .filter(Files::isRegularFile)
              .forEach(file -> copy(file, root.resolve(origin.relativize(file))));
        }
      }
      if (Files.isDirectory(origin.resolve(LIBRARIES))) {
        Files.createSymbolicLink(root.resolve(LIBRARIES), origin.resolve(LIBRARIES));
        // .gitignore knows it as a folder.
        Files.writeString(root.resolve(".git/info/exclude"), "/" + LIBRARIES + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      if (Files.exists(from)) { // else deleted, and not yet committed
        Files.createDirectories(to.getParent());
        Files.copy(
            from, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By which ./dev tells, too, whether sources are newer than what was built of them. */
  private static void copyTimesOfFolders(Path origin, Path root) {
    try (Stream<Path> folders = Files.walk(root)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        Path original = origin.resolve(root.relativize(folder));
        if (Files.isDirectory(original)) {
          Files.setLastModifiedTime(folder, Files.getLastModifiedTime(original));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String git(Path folder, String... arguments) {
    List<String> command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      git.getOutputStream().close();
      String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() != 0) {
        throw new IllegalStateException(
            "%s failed in %s: the documents are tried in a clone".formatted(command, folder));
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
