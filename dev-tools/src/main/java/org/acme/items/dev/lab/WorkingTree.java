package org.acme.items.dev.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.acme.items.dev.DevException;

/** The files of the checkout, and how they differ from the last commit. */
record WorkingTree(Path root) {
  /**
   * Files below a path that are not as committed.
   *
   * @throws DevException if this is not a checkout
   */
  List<String> changed(String path) {
    Program.Ended diff =
        new Program("git", root).run("status", "--porcelain", "--untracked-files=all", "--", path);
    if (!diff.succeeded()) {
      throw new DevException("git cannot say what has changed: " + diff.output());
    }
    // Two letters and a blank; the first blank of the whole output is stripped.
    return diff.output().lines().map(line -> line.strip().replaceFirst("^\\S+\\s+", "")).toList();
  }

  /** Whether a file is there, and was written after every one of the others. */
  boolean isNewer(Path file, List<Path> others) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    FileTime written = Files.getLastModifiedTime(file);
    for (Path other : others) {
      if (Files.exists(other) && Files.getLastModifiedTime(other).compareTo(written) > 0) {
        return false;
      }
    }
    return true;
  }

  /** Files of a folder by the end of their name; empty without the folder. */
  static List<Path> files(Path folder, String end) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }
}
